import { expect, test } from "vitest";
import { isKeyOfRun } from "./run-key.rules";

const mine = { canUndo: true, isMine: true, undoUntil: "2026-11-29T10:00:30.000Z" };

test("Z takes back one's own wave while there is time, and never a colleague's", () => {
  expect(isKeyOfRun(mine, [])).toBe(true);
  expect(isKeyOfRun({ ...mine, canUndo: false }, [])).toBe(false);
  expect(isKeyOfRun({ ...mine, isMine: false }, []), "of a colleague, for a supervisor").toBe(false);
});

test("a single case that was decided after the wave is taken back first, one from before it is not", () => {
  expect(isKeyOfRun(mine, [{ undoUntil: "2026-11-29T10:00:20.000Z" }])).toBe(true);
  expect(isKeyOfRun(mine, [{ undoUntil: "2026-11-29T10:00:40.000Z" }])).toBe(false);
});
