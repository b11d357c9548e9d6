import fc from "fast-check";
import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "../built-in.store";
import type { VersionFile } from "../import/version.contract";
import { versionOf } from "../import/version-file.rules";
import { compareVersions, NotComparable } from "./compare.rules";
import type { CellChangeKind, ClauseChangeKind, VersionComparison } from "./contract";

function fileOf(slug: (typeof builtInPlatforms)[number], id: string): VersionFile {
  const file = versionOf(readBuiltInPack(slug), id);
  if (!file) throw new Error(`${slug} has no version ${id}`);
  return file;
}

const taobao = fileOf("taobao-weitao", "v2");
const editions = builtInPlatforms.flatMap((slug) => readBuiltInPack(slug).versions.map(({ id }) => fileOf(slug, id)));
const nothing = { clauses: [], cells: [], parts: [] };

function edited(change: (file: VersionFile) => void, file = taobao): VersionFile {
  const copy = structuredClone(file);
  change(copy);
  return copy;
}

function clauseIn(file: VersionFile, ref: string) {
  const clause = file.clauses.find((known) => known.ref === ref);
  if (!clause) throw new Error(`There is no clause ${ref}.`);
  return clause;
}

function rowIn(file: VersionFile, item: number) {
  const row = file.sanctions.table?.rows.find((known) => known.item === item);
  if (!row) throw new Error(`There is no row ${item}.`);
  return row;
}

const changesOf = ({ clauses }: VersionComparison) =>
  clauses.map(({ kinds, before, after }) => [before?.ref ?? null, after?.ref ?? null, kinds.join("+")]);

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

/** As the editor does it: whatever names the clause follows. */
function renameIn(file: VersionFile, from: string, to: string): void {
  const named = (ref: string) => (ref === from ? to : ref);
  for (const clause of file.clauses) {
    clause.ref = named(clause.ref);
    clause.parent &&= named(clause.parent);
    clause.exceptionsFrom &&= named(clause.exceptionsFrom);
    clause.related = clause.related.map(named);
    if (clause.needs.malice?.otherwise) clause.needs.malice.otherwise = named(clause.needs.malice.otherwise);
  }
  for (const row of file.sanctions.table?.rows ?? []) row.ref = named(row.ref);
  for (const set of file.sanctions.sets) set.covers.clauses = set.covers.clauses.map(named);
  for (const counter of file.sanctions.counters) counter.clauses = counter.clauses.map(named);
  for (const action of file.sanctions.actions) action.onlyFor &&= action.onlyFor.map(named);
}

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

/** What one direction says, in an order of its own, with before and after changed places where `isTurned`. */
function said({ clauses, cells, parts }: VersionComparison, isTurned: boolean) {
  const opposite: Record<string, string> = {
    ...{ added: "retired", retired: "added", stronger: "milder", milder: "stronger" },
  };
  const flip = <Side>({ before, after }: { before: Side; after: Side }) =>
    isTurned ? { before: after, after: before } : { before, after };
  const kindOf = (kind: string) => {
    if (!isTurned) return kind;
    return kind === "removed" ? "added" : kind === "added" ? "removed" : (opposite[kind] ?? kind);
  };
  const inOrder = (list: string[]) => list.sort((a, b) => (a < b ? -1 : 1));
  const plain = (fact: unknown) =>
    typeof fact === "object" && fact !== null && "ref" in fact ? String(fact.ref) : JSON.stringify(fact);
  const facts = (list: VersionComparison["parts"][number]["facts"]) =>
    list.map(({ field, before, after }) => ({
      field,
      ...flip({ before: inOrder(before.map(plain)), after: inOrder(after.map(plain)) }),
    }));
  const texts = (list: VersionComparison["parts"][number]["texts"]) =>
    list.map(({ field, lang, ...sides }) => ({ field, lang, ...flip(sides) }));
  const lines = [
    ...clauses.map((change) => ({
      kinds: change.kinds.map((kind) => (isTurned ? (opposite[kind] ?? kind) : kind)),
      ...flip({ before: change.before?.ref ?? null, after: change.after?.ref ?? null }),
      texts: texts(change.texts),
      facts: facts(change.facts),
    })),
    ...cells.map(({ kind, role, step, rows, ...sides }) => ({
      ...{ kind: kindOf(kind), role, step },
      ...flip({ before: sides.before?.map(({ id }) => id), after: sides.after?.map(({ id }) => id) }),
      rows: inOrder(rows.map((row) => JSON.stringify(flip({ before: row.before?.ref, after: row.after?.ref })))),
    })),
    ...parts.map(({ part, id, kind, ...rest }) => ({
      ...{ part, id, kind: kindOf(kind), texts: texts(rest.texts), facts: facts(rest.facts) },
    })),
  ];
  return inOrder(lines.map((line) => JSON.stringify(line)));
}

/** One edit that somebody might make; several of them are a new version. */
const edit = fc.oneof(
  fc.record({ do: fc.constant("retire" as const), at: fc.nat(200) }),
  fc.record({ do: fc.constant("rename" as const), at: fc.nat(200), to: fc.stringMatching(/^[a-z]{3,8}$/) }),
  fc.record({
    do: fc.constant("reword" as const),
    at: fc.nat(200),
    to: fc.constantFrom("Only at night.", "仅限夜间。", ""),
  }),
  fc.record({ do: fc.constant("role" as const), at: fc.nat(200), to: fc.constantFrom("buyer", "merchant") }),
  fc.record({ do: fc.constant("cell" as const), at: fc.nat(200), to: fc.nat(20) }),
  fc.record({ do: fc.constant("days" as const), at: fc.nat(200), to: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ do: fc.constant("threshold" as const), at: fc.nat(200), to: fc.integer({ min: 1, max: 9 }) }),
);
type Edit = typeof edit extends fc.Arbitrary<infer Of> ? Of : never;

function withEdits(edits: readonly Edit[]): VersionFile {
  return edited((file) => {
    for (const one of edits) {
      const clause = file.clauses[one.at % file.clauses.length];
      const action = file.sanctions.actions[one.at % file.sanctions.actions.length];
      const row = file.sanctions.table?.rows[one.at % (file.sanctions.table?.rows.length ?? 1)];
      if (one.do === "retire") file.clauses.splice(one.at % file.clauses.length, 1);
      if (one.do === "rename" && clause && !file.clauses.some(({ ref }) => ref === one.to))
        renameIn(file, clause.ref, one.to);
      if (one.do === "reword" && clause) clause.summary = `${one.to} ${clause.summary.slice(one.at % 40)}`;
      if (one.do === "role" && clause) clause.appliesTo.roles = [one.to];
      if (one.do === "days" && action) action.durationDays = one.to;
      if (one.do === "threshold") for (const counter of file.sanctions.counters) counter.threshold = one.to;
      const measure = file.sanctions.actions[Number("to" in one ? one.to : 0) % file.sanctions.actions.length];
      if (one.do === "cell" && row && measure) row.cells.merchant = { ...row.cells.merchant, base: [measure.id] };
    }
  });
}

const edits = fc.array(edit, { maxLength: 12 });

test("any version against itself gives nothing, and the other way round everything is turned around", () => {
  fc.assert(
    fc.property(edits, edits, (some, others) => {
      const [one, other] = [withEdits(some), withEdits(others)];
      expect(compareVersions(one, structuredClone(one))).toMatchObject(nothing);
      expect(said(compareVersions(other, one), true)).toEqual(said(compareVersions(one, other), false));
    }),
    { numRuns: 100 },
  );
});

test("every clause of both versions is unchanged, changed, new or retired, and none is in two of these", () => {
  fc.assert(
    fc.property(edits, edits, (some, others) => {
      const [one, other] = [withEdits(some), withEdits(others)];
      const { clauses, unchanged } = compareVersions(one, other);
      const before = clauses.flatMap((change) => change.before?.ref ?? []);
      const after = clauses.flatMap((change) => change.after?.ref ?? []);
      expect(new Set(before).size).toBe(before.length);
      expect(before.length + unchanged).toBe(one.clauses.length);
      expect(after.length + unchanged).toBe(other.clauses.length);
    }),
    { numRuns: 40 },
  );
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
