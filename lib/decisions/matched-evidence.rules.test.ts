import fc from "fast-check";
import { expect, test } from "vitest";
import { isOverlapping, matchedIn } from "./matched-evidence.rules";

const text = "They are vermin and breed like it.";
const span = (start: number, end: number) => ({ in: "text", start, end, text: text.slice(start, end), reason: "" });

test("words that the matcher found twice, or in pieces that run into each other, are one passage", () => {
  const pieces = [span(9, 15), span(9, 25), span(20, 30), span(9, 15)];
  expect(matchedIn({ title: "", text }, pieces)).toEqual([
    { in: "text", start: 9, end: 30, text: "vermin and breed like", element: "" },
  ]);
});

test("of any pieces, each word is quoted in exactly one passage, and no word is lost", () => {
  const place = fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(fc.array(place, { maxLength: 8 }), (places) => {
      const pieces = places.map(([start, length]) => span(start, Math.min(text.length, start + length)));
      const found = matchedIn({ title: "", text }, pieces);
      for (const piece of found) expect(text.slice(piece.start, piece.end)).toBe(piece.text);
      for (const piece of pieces)
        expect(found.filter(({ start, end }) => start <= piece.start && end >= piece.end)).toHaveLength(1);
      for (const one of found) expect(found.filter((other) => isOverlapping(one, other))).toEqual([one]);
    }),
  );
});
