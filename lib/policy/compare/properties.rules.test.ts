import fc from "fast-check";
import { expect, test } from "vitest";
import { edited, renameIn } from "@/test/compared";
import type { VersionFile } from "../import/version.contract";
import { compareVersions } from "./compare.rules";
import type { VersionComparison } from "./contract";

const nothing = { clauses: [], cells: [], parts: [] };

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
  fc.record({ do: fc.constant("renumber" as const), at: fc.nat(200), to: fc.constantFrom("v8", "v9") }),
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
      const renumbered = `${one.do === "renumber" ? one.to : ""}.${clause?.ref.replace(/^v\d+\./, "")}`;
      if (one.do === "renumber" && clause && !file.clauses.some(({ ref }) => ref === renumbered)) {
        // Half of its words stay: too few for the same rule in other words, enough for the same article written anew.
        clause.summary = `${clause.summary.slice(clause.summary.length / 2)} ${"Anew ".repeat(one.at % 9)}`;
        [clause.titleZh, clause.elements, clause.conditions] = [null, [], []];
        renameIn(file, clause.ref, renumbered);
      }
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
    // Found once: a clause taken for another whose row stayed without its clause.
    { numRuns: 100, examples: [[[{ do: "retire", at: 199 }], [{ do: "retire", at: 194 }]]] },
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
