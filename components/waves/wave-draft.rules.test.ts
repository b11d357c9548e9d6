import { expect, test } from "vitest";
import { itemsGoverned } from "./wave-draft.rules";

const wave = {
  first: { caseId: "old", text: "", notShown: [], language: "zh-Hans" },
  suggested: [{ ref: "Table.6", title: { en: "Table.6" }, size: 1, caseId: "new" }],
};

test("a clause suggested for an item of newer rules is looked for under that item's day too, any other under the first's", () => {
  expect(itemsGoverned(wave, "Table.6")).toEqual(["old", "new"]);
  expect(itemsGoverned(wave, "Table.4")).toEqual(["old"]);
});
