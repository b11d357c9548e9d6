import fc from "fast-check";
import { expect, test } from "vitest";
import { piecesOf, type Span, trimmedSpan } from "./spans.rules";

const span = fc.record({
  start: fc.integer({ min: -5, max: 60 }),
  end: fc.integer({ min: -5, max: 60 }),
  kind: fc.constantFrom<Span["kind"]>("suggested", "bound"),
  title: fc.string({ maxLength: 4 }),
});

test("whatever is marked, the reader sees every word of the content once and in order", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(span, { maxLength: 8 }), (text, spans) => {
      expect(
        piecesOf(text, spans)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }),
  );
});

test("a word that the matcher found and that a person bound is shown as both", () => {
  const pieces = piecesOf("cheap v4pe here", [
    { start: 6, end: 10, kind: "suggested", title: "disguised" },
    { start: 0, end: 10, kind: "bound", title: "" },
  ]);
  expect(pieces.map(({ text, suggested, bound }) => [text, suggested, bound])).toEqual([
    ["cheap ", false, true],
    ["v4pe", true, true],
    [" here", false, false],
  ]);
});

test("blanks at the edges of a selection are not bound, and a selection of blanks is nothing", () => {
  expect(trimmedSpan("say  微信 now", 3, 8)).toEqual({ start: 5, end: 7, text: "微信" });
  expect(trimmedSpan("a   b", 1, 4)).toBeNull();
});
