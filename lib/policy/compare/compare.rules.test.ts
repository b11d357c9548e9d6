import { expect, test } from "vitest";
import type { VersionFile } from "@/lib/policy/import/version.contract";
import { changesOf, clauseIn, edited, fileOf, renameIn, rowIn, taobao } from "@/test/compared";
import { builtInPlatforms, readBuiltInPack } from "../built-in.store";
import { compareVersions, NotComparable } from "./compare.rules";
import type { CellChangeKind, ClauseChangeKind } from "./contract";

const editions = builtInPlatforms.flatMap((slug) => readBuiltInPack(slug).versions.map(({ id }) => fileOf(slug, id)));
const nothing = { clauses: [], cells: [], parts: [] };

test.each(editions.map((file) => [file.platform, file.version.id, file] as const))(
  "version %s %s against itself gives nothing",
  (_platform, _id, file) => {
    expect(compareVersions(file, structuredClone(file))).toMatchObject({ ...nothing, unchanged: file.clauses.length });
  },
);

test("versions of two platforms are refused with a sentence that names both", () => {
  expect(() => compareVersions(taobao, fileOf("alibaba", "v2"))).toThrow(NotComparable);
  expect(() => compareVersions(taobao, fileOf("alibaba", "v2"))).toThrow(
    "Only versions of one platform can be compared: these are of taobao-weitao and alibaba. Choose two of the same.",
  );
});

test("a clause that came and one that went are told as such, where they stand", () => {
  const later = edited((file) => {
    file.clauses = file.clauses.filter(({ ref }) => ref !== "Table.7");
    const at = file.clauses.findIndex(({ ref }) => ref === "Table.5");
    file.clauses.splice(at, 0, {
      ...clauseIn(file, "Table.5"),
      ...{ ref: "Table.99", title: "Drones over gardens", titleZh: null, original: null },
      ...{ summary: "Quadcopters hovering above fenced lawns at night.", elements: [], conditions: [] },
    });
  });
  const before = taobao.clauses.filter(({ ref }) => ["Table.5", "Table.7"].includes(ref)).map(({ ref }) => ref);
  expect(before).toEqual(["Table.5", "Table.7"]);
  expect(changesOf(compareVersions(taobao, later))).toEqual([
    [null, "Table.99", "added"],
    ["Table.7", null, "retired"],
  ]);
});

test("a clause under another reference with the same text has moved, and what stands under it has not changed", () => {
  const parent = taobao.clauses.find(({ ref }) => taobao.clauses.some((child) => child.parent === ref))?.ref ?? "";
  const compared = compareVersions(
    taobao,
    edited((file) => renameIn(file, parent, "Moved.1")),
  );
  expect(changesOf(compared)).toEqual([[parent, "Moved.1", "moved"]]);
  expect(compared.cells).toEqual([]);
});

test("a clause of the same reference in other words is reworded, and one that also moved is both", () => {
  const later = edited((file) => {
    clauseIn(file, "Table.4").summary += " Links in nicknames count as well.";
    clauseIn(file, "Table.6").summary += " Also in pictures.";
    renameIn(file, "Table.6", "Table.60");
  });
  expect(changesOf(compareVersions(taobao, later))).toEqual([
    ["Table.4", "Table.4", "reworded"],
    ["Table.6", "Table.60", "moved+reworded"],
  ]);
});

test.each<[string, ClauseChangeKind, (file: VersionFile) => void]>([
  ["its kind", "kind", (file) => (clauseIn(file, "Table.4").kind = "advice")],
  ["whether it can ground a sanction", "kind", (file) => (clauseIn(file, "Table.4").enforceable = false)],
  [
    "a condition",
    "conditions",
    (file) => clauseIn(file, "Table.4").conditions.push("The link leads off the platform."),
  ],
  [
    "an exception",
    "exceptions",
    (file) => clauseIn(file, "Table.4").exceptions.push({ letter: "a", text: "Official notices.", printed: false }),
  ],
  [
    "where it applies",
    "jurisdiction",
    (file) => (clauseIn(file, "Table.4").jurisdiction = { limitedTo: ["KR"], legalBasis: null, note: null }),
  ],
  ["whom it reaches", "reach", (file) => (clauseIn(file, "Table.4").appliesTo.roles = ["buyer"])],
  [
    "its category of the Transparency Database",
    "category",
    (file) => (clauseIn(file, "Table.4").editorial.dsaCategory = "STATEMENT_CATEGORY_VIOLENCE"),
  ],
  ["what is ours", "other", (file) => (clauseIn(file, "Table.4").editorial.severity = "critical")],
])("a change of %s is told as a change of %s", (_what, kind, change) => {
  const compared = compareVersions(taobao, edited(change));
  expect(changesOf(compared)).toEqual([["Table.4", "Table.4", kind]]);
  expect(compared.unchanged).toBe(taobao.clauses.length - 1);
});

test.each<[CellChangeKind, (cells: Record<string, string[] | null>) => void]>([
  ["stronger", (cells) => (cells.base = ["tb.delete-content", "tb.expel"])],
  ["milder", (cells) => (cells.base = ["tb.delete-content"])],
  ["removed", (cells) => (cells.base = null)],
  ["added", (cells) => (cells.repeat = ["tb.expel"])],
  ["other", (cells) => (cells.base = ["tb.delete-content", "tb.close-comments-permanently"])],
])("a cell of the table that changed is told as %s, for its row, role and step", (kind, change) => {
  const later = edited((file) => {
    const cells = rowIn(file, 1).cells.merchant;
    if (cells) change(cells);
  });
  const { cells, clauses } = compareVersions(taobao, later);
  expect(clauses).toEqual([]);
  expect(cells).toHaveLength(1);
  expect(cells[0]).toMatchObject({
    ...{ kind, role: "merchant", step: kind === "added" ? "repeat" : "base" },
    rows: [{ before: { item: 1 }, after: { item: 1, ref: "Table.1" } }],
  });
});

test("a longer term of the same measure makes its cells stronger, and grading a measure anew does not", () => {
  const longer = edited((file) => {
    for (const action of file.sanctions.actions) if (action.id === "tb.suspend-comments-7d") action.durationDays = 14;
  });
  const { cells, parts } = compareVersions(taobao, longer);
  expect(new Set(cells.map(({ kind }) => kind))).toEqual(new Set(["stronger"]));
  expect(parts).toMatchObject([{ part: "measure", id: "tb.suspend-comments-7d", kind: "stronger" }]);
  expect(parts[0]?.facts).toEqual([{ field: "durationDays", before: ["7"], after: ["14"] }]);
  const graded = edited((file) => {
    for (const action of file.sanctions.actions) action.editorial.gravity += 1;
  });
  expect(compareVersions(taobao, graded).cells).toEqual([]);
});

test("a counter's threshold, what a measure leads to, and rows that changed alike are each told once", () => {
  const later = edited((file) => {
    for (const counter of file.sanctions.counters) counter.threshold = 2;
    const [first] = file.sanctions.actions;
    first?.triggers.push("tb.limit-posts");
    for (const item of [1, 2]) {
      const cells = rowIn(file, item).cells.buyer;
      if (cells) cells.base = ["tb.expel"];
    }
  });
  const { cells, parts } = compareVersions(taobao, later);
  expect(cells).toHaveLength(1);
  expect(cells[0]?.rows.map(({ after }) => after?.item)).toEqual([1, 2]);
  expect(parts).toMatchObject([
    { part: "counter", facts: [{ field: "threshold", before: ["3"], after: ["2"] }] },
    { part: "measure", facts: [{ field: "triggers", before: [] }] },
  ]);
});

test("an article that was written anew under its old number is that article, and one that has nothing of it is new", () => {
  const changes = changesOf(compareVersions(fileOf("taobao-weitao", "v1"), taobao));
  expect(changes.filter(([, , kinds]) => kinds === "retired")).toEqual([]);
  const rewritten = changes.filter(([, after]) => after === "v2.Art.2" || after === "v2.Art.4");
  expect(rewritten.map(([before, , kinds]) => [before, kinds])).toEqual([
    ["v1.Art.2", "moved+reworded+reach+other"],
    ["v1.Art.4", "moved+reworded+reach+other"],
  ]);
  const other = edited((file) => {
    const article = clauseIn(file, "v2.Art.4");
    Object.assign(article, { title: "Drones", titleZh: null, original: null, elements: [], conditions: [] });
    article.summary = "Quadcopters hovering above fenced lawns.";
    renameIn(file, "v2.Art.4", "v3.Art.4");
  });
  expect(changesOf(compareVersions(taobao, other)).map(([before, after]) => [before, after])).toEqual([
    ["v2.Art.4", null],
    [null, "v3.Art.4"],
  ]);
});

test("the change of Taobao's rules of 2016 and of Alibaba.com's of 2020 is read in seconds", () => {
  for (const [slug, from, to] of [
    ["taobao-weitao", "v1", "v2"],
    ["alibaba", "v1", "v2"],
    ["wechat", "aup-before-2023-08-01", "aup-2023-08-01"],
  ] as const) {
    const compared = compareVersions(fileOf(slug, from), fileOf(slug, to));
    expect(compared.clauses.length + compared.unchanged).toBeGreaterThanOrEqual(compared.to.clauses);
  }
});
