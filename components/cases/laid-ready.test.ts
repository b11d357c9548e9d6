import { afterEach, expect, test, vi } from "vitest";
import { aCaseView } from "../decisions/example-case";
import { arriveAtDesk, askAhead, laidReady, readyIds } from "./laid-ready";

const aReady = (id: string) => {
  const view = aCaseView();
  return { view: { ...view, case: { ...view.case, id } }, readAt: 0 };
};
/** The server's next answer, as it comes over the wire. */
const answered = (answer: unknown) => vi.stubGlobal("fetch", async () => Response.json(answer));

afterEach(() => {
  vi.unstubAllGlobals();
  laidReady.write([]);
});

test("a case that the answer names as gone is not shown next, whatever else the answer brings", async () => {
  arriveAtDesk();
  laidReady.write(["b", "c", "d"].map(aReady));
  answered({ next: null, gone: ["c"] });
  expect(await askAhead("", "a")).toBeNull();
  expect(readyIds()).toEqual(["b", "d"]);
});

test("one that is read anew and does not come is gone too", async () => {
  arriveAtDesk();
  laidReady.write(["b", "c"].map(aReady));
  answered({ next: null, gone: [] });
  await askAhead("", "a", "b");
  expect(readyIds()).toEqual(["c"]);
});
