import { expect, test } from "vitest";
import { draftFile } from "@/test/drafts";
import { versionText } from "../import/version-file.rules";
import { applyEdits } from "./apply.rules";
import type { EditOperation } from "./contract";
import { meeting } from "./touches.rules";

const draft = draftFile("taobao-weitao", "v2");

function inOrder(operations: readonly EditOperation[]): string {
  const applied = applyEdits(draft, operations);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  return versionText(applied.file);
}

const terms = {
  ...{ label: "x", zh: null, durationDays: 16, termNotStated: false, indefinite: false, permanent: false },
  ...{ points: null, perInfringement: false },
};

/** Found by the property of properties.rules.test.ts, each in a few thousand pairs. */
test.each<[string, EditOperation, EditOperation]>([
  [
    "a sanction and, in a cell, the same one with other terms",
    { do: "action.change", id: "tb.expel", change: { triggers: ["tb.limit-posts"] } },
    {
      ...{ do: "cell.set", item: 1, role: "merchant", step: "severe" },
      sanctions: [{ action: "tb.expel", terms }],
    },
  ],
  [
    "the terms of one sanction in two cells",
    {
      ...{ do: "cell.set", item: 1, role: "merchant", step: "base" },
      sanctions: [{ action: "tb.expel", terms: { ...terms, points: 2 } }],
    },
    {
      ...{ do: "cell.set", item: 4, role: "buyer", step: "base" },
      sanctions: [{ action: "tb.expel", terms: { ...terms, points: 3 } }],
    },
  ],
  [
    "a row that shares another's cells and whose those are",
    { do: "row.change", item: 12, change: { like: 3 } },
    { do: "row.change", item: 8, change: { like: 12 } },
  ],
  [
    "a row that keeps what it shared and the cells that it shared",
    { do: "row.change", item: 12, change: { like: 12 } },
    {
      ...{ do: "cell.set", item: 4, role: "merchant", step: "severe" },
      sanctions: [{ action: "tb.expel", terms: null }],
    },
  ],
  [
    "the rows that a clause stands for and the clause of a row",
    { do: "clause.change", ref: "Table.5.1", change: { rows: [3, 4] } },
    { do: "row.change", item: 1, change: { ref: "Table.5.1" } },
  ],
])("two people who change %s at once are told of each other: it matters who comes first", (_what, one, other) => {
  expect(inOrder([one, other])).not.toBe(inOrder([other, one]));
  expect(meeting([one], [other], draft)).not.toEqual([]);
  expect(meeting([other], [one], draft)).not.toEqual([]);
});
