import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aTab } from "@/test/tab";
import { keptInTab } from "./kept-in-tab";

beforeEach(() => {
  // Browsers name the keys of a tab in an order of their own: here the other way round.
  const asABrowser = { ownKeys: (kept: object) => Reflect.ownKeys(kept).reverse() };
  vi.stubGlobal("sessionStorage", new Proxy(aTab(), asABrowser));
  vi.stubGlobal("document", { querySelector: () => ({ dataset: { person: "mei" } }) });
});
afterEach(() => vi.unstubAllGlobals());

test("what is kept in a tab comes in the order in which it was written, whatever order the browser names it in", () => {
  const kept = keptInTab("unsent:");
  for (const id of ["c", "a", "b"]) kept.write(id, { of: id });
  expect(kept.ids()).toEqual(["c", "a", "b"]);
  kept.write("c", { of: "c again" });
  expect(kept.ids()).toEqual(["a", "b", "c"]);
  expect(kept.read("c")).toEqual({ of: "c again" });
});

test("where there is no more room, what was written longest ago makes it", () => {
  const kept = keptInTab("draft:", 2);
  for (const id of ["a", "b", "c"]) kept.write(id, id);
  expect([kept.read("a"), kept.read("b"), kept.read("c")]).toEqual([null, "b", "c"]);
});
