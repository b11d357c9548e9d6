import { expect, test } from "vitest";
import {
  goldenOrder,
  idWithin,
  isGoldenNext,
  matchesSettled,
  openedBefore,
  settledFor,
  toldAt,
  toldUpTo,
} from "./golden.rules";

const share = (of: number, seed = 1) =>
  Array.from({ length: 2000 }, (_, asked) => isGoldenNext({ seed, personId: "ana", asked }, of));

test("the share is kept, the same seed gives the same items in the same places, another seed others", () => {
  const drawn = share(10).filter(Boolean).length;
  expect(drawn).toBeGreaterThan(150);
  expect(drawn).toBeLessThan(250);
  expect(share(10)).toEqual(share(10));
  expect(share(10)).not.toEqual(share(10, 2));
  expect(share(0).some(Boolean)).toBe(false);
  expect(share(100).every(Boolean)).toBe(true);
  expect(goldenOrder(1, "ana", "a")).not.toBe(goldenOrder(1, "ben", "a"));
});

test("any of the settled clauses is right, and measures are right where each of them may be chosen", () => {
  const settled = { outcome: "violation", clauses: ["4", "6"], sanctions: ["delete", "suspend"] };
  const answer = (clause: string | null, sanctions: string[], outcome = "violation") => ({
    outcome,
    clause,
    sanctions,
  });
  expect(matchesSettled(settled, answer("6", ["delete"]))).toEqual({ sameFinding: true, sameSanctions: true });
  expect(matchesSettled(settled, answer("6", ["close"]))).toEqual({ sameFinding: true, sameSanctions: false });
  expect(matchesSettled(settled, answer("6", []))).toEqual({ sameFinding: true, sameSanctions: false });
  expect(matchesSettled(settled, answer(null, [], "no_violation")).sameFinding).toBe(false);
  expect(matchesSettled(settled, answer(null, [], "referred")).sameFinding).toBe(false);
  expect(settledFor(settled, answer("9", []))).toBe("4");
});

test("ids within a turn look like ids, and its reports never come before the content", () => {
  const id = "01890a5d-ac96-774b-bcce-b302099a8057";
  expect(idWithin(id, "item")).toMatch(/^01890a5d-ac96-774b-bcce-[0-9a-f]{12}$/);
  expect(idWithin(id, "item")).not.toBe(id);
  const now = new Date("2026-01-02T00:00:00Z");
  const who = { personId: "ana", itemId: "a" };
  expect(openedBefore(now, who, new Date(0)).getTime()).toBeLessThan(now.getTime());
  expect(openedBefore(now, who, now)).toEqual(now);
  expect(toldAt(now, 24)).toEqual(new Date("2026-01-03T00:00:00Z"));
  expect(toldUpTo(toldAt(now, 24), 24), "the same moment, asked from the other end").toEqual(now);
});
