import { expect, test } from "vitest";
import type { RunView } from "@/lib/decisions/wave.contract";
import { itemsGoverned, sizeInTitle } from "./wave-draft.rules";

const wave = {
  first: { caseId: "old", text: "", notShown: [], language: "zh-Hans" },
  suggested: [{ ref: "Table.6", title: { en: "Table.6" }, size: 1, caseId: "new" }],
};

test("a clause suggested for an item of newer rules is looked for under that item's day too, any other under the first's", () => {
  expect(itemsGoverned(wave, "Table.6")).toEqual(["old", "new"]);
  expect(itemsGoverned(wave, "Table.4")).toEqual(["old"]);
});

test("the number in a wave's title stands still while its decision is carried out or taken back", () => {
  const counts = { waiting: 440, decided: 555, left_out: 0, undone: 0, kept: 0 };
  const run = { state: "running", counts } as RunView;
  expect(sizeInTitle({ size: 440, run })).toBe(995);
  expect(sizeInTitle({ size: 440, run: { ...run, state: "undoing" } })).toBe(995);
  expect(sizeInTitle({ size: 440, run: { ...run, state: "done" } })).toBe(440);
  expect(sizeInTitle({ size: 0, run: { ...run, state: "done" } })).toBe(555);
  expect(sizeInTitle({ size: 995, run: null })).toBe(995);
});
