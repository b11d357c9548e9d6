import { expect, test } from "vitest";
import { tileTowards } from "./picture-grid.rules";

/** Three tiles in the first row, two in the second. */
const places = [0, 1, 2, 3, 4].map((at) => ({ left: (at % 3) * 100, top: Math.floor(at / 3) * 200 }));

test("arrows walk the grid as it lies on the screen, and stay at its edges", () => {
  expect(tileTowards(places, -1, "down"), "nothing is in focus yet").toBe(0);
  expect(tileTowards(places, 0, "right")).toBe(1);
  expect(tileTowards(places, 0, "left")).toBe(0);
  expect(tileTowards(places, 2, "right"), "on to the next row, as one reads").toBe(3);
  expect(tileTowards(places, 1, "down")).toBe(4);
  expect(tileTowards(places, 2, "down"), "below it is nothing: the nearest").toBe(4);
  expect(tileTowards(places, 4, "up")).toBe(1);
  expect(tileTowards(places, 4, "down")).toBe(4);
  expect(tileTowards(places, 4, "right")).toBe(4);
  expect(tileTowards(places, 1, "up")).toBe(1);
});
