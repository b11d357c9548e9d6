import { expect, test } from "vitest";
import { taobao as rules } from "@/test/drafts";
import type { VersionFile } from "../import/version.contract";
import { compareVersions } from "./compare.rules";
import type { VersionComparison } from "./contract";

const taobao = rules();

function edited(change: (file: VersionFile) => void): VersionFile {
  const copy = structuredClone(taobao);
  change(copy);
  return copy;
}

const changesOf = ({ clauses }: VersionComparison) =>
  clauses.map(({ kinds, before, after }) => [before?.ref ?? null, after?.ref ?? null, kinds.join("+")]);

test("a clause that changed its place among those beside it is told as moved, and those that it passed are not", () => {
  const later = edited((file) => {
    const at = file.clauses.findIndex(({ ref }) => ref === "Table.7");
    const [seven] = file.clauses.splice(at, 1);
    const four = file.clauses.findIndex(({ ref }) => ref === "Table.4");
    if (seven) file.clauses.splice(four, 0, seven);
  });
  const compared = compareVersions(taobao, later);
  expect(changesOf(compared)).toEqual([["Table.7", "Table.7", "moved"]]);
  const [{ facts } = { facts: [] }] = compared.clauses;
  expect(facts).toMatchObject([{ field: "order", before: [{ ref: "Table.6" }], after: [{ ref: "Table.3" }] }]);
  expect(changesOf(compareVersions(later, taobao))).toEqual([["Table.7", "Table.7", "moved"]]);
});

test("a clause that came or went pushes no other: those behind it keep their place", () => {
  const later = edited((file) => {
    file.clauses = file.clauses.filter(({ ref }) => ref !== "Table.4");
  });
  expect(changesOf(compareVersions(taobao, later))).toEqual([["Table.4", null, "retired"]]);
});
