import { expect, test } from "vitest";
import { isStillAhead, placeOf } from "./ahead.rules";

const at = (onScreen: string | null, isOnScreenDecided = false) => ({ after: "a", onScreen, isOnScreenDecided });

test("a case that comes while somebody works on another is kept behind it", () => {
  expect(placeOf("c", at("b"))).toBe("keep");
});

test("who has decided what is on the screen sees the next case as soon as it comes, whichever answer brings it", () => {
  expect(placeOf("b", at("a", true))).toBe("show");
  expect(placeOf("c", at("b", true))).toBe("show");
});

test("who left the desk keeps nobody waiting: the case goes back", () => {
  expect(placeOf("b", at(null))).toBe("putBack");
  expect(placeOf(null, at(null))).toBe("nothing");
});

test("nothing left is told to who waits for it, and only after the answer to their own decision", () => {
  expect(placeOf(null, at("a", true))).toBe("empty");
  expect(placeOf(null, at("b", true))).toBe("nothing");
  expect(placeOf(null, at("b"))).toBe("nothing");
});

test("a case that is on the screen already is not kept behind itself", () => {
  expect(placeOf("b", at("b"))).toBe("nothing");
  expect(placeOf("b", at("b", true))).toBe("nothing");
});

test("what was laid ready is no longer anybody's once its lease is over", () => {
  const leaseUntil = "2026-11-27T10:00:00Z";
  expect(isStillAhead({ leaseUntil }, Date.parse("2026-11-27T09:59:59Z"))).toBe(true);
  expect(isStillAhead({ leaseUntil }, Date.parse(leaseUntil))).toBe(false);
  expect(isStillAhead({ leaseUntil: null }, 0)).toBe(false);
});
