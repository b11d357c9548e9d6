import fc from "fast-check";
import { expect, test } from "vitest";
import { draftFile } from "@/test/drafts";
import { VersionFile } from "../import/version.contract";
import { versionText } from "../import/version-file.rules";
import { packProblems } from "../pack.rules";
import { applyEdits } from "./apply.rules";
import { EditOperation } from "./contract";
import { meeting } from "./touches.rules";
import { undoOf } from "./undo.rules";

const drafts = {
  taobao: draftFile("taobao-weitao", "v2"),
  aliexpress: draftFile("aliexpress", "undated"),
  alibaba: draftFile("alibaba", "v2"),
};
type Name = keyof typeof drafts;
const name = fc.constantFrom<Name>("taobao", "taobao", "aliexpress", "alibaba");

/** The file judged as the whole pack that it would be. */
function problemsOf({ version, ...file }: VersionFile): string[] {
  const shape = { schema: "recourse-pack/1" as const, revision: 1, versions: [version], versionChanges: [] };
  return packProblems({ ...file, ...shape });
}

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const words = fc.constantFrom("Spam", "Threats against a person", "引流", "x");
const fresh = fc.constantFrom("New.1", "New.2", "New.3");

/** Operations as an editor might send them: mostly about what is there, sometimes about what is not. */
function operationsOn(file: VersionFile) {
  const { actions, sets, counters, table } = file.sanctions;
  const ref = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...file.clauses.map((clause) => clause.ref)) }, fresh);
  const item = fc.integer({ min: 1, max: 14 });
  const role = fc.constantFrom("merchant", "buyer", "courier");
  const step = fc.constantFrom(...(table?.steps.map(({ id }) => id) ?? []), "second");
  const action = fc.constantFrom(...actions.map(({ id }) => id), "new.ban");
  const counter = fc.constantFrom(...counters.map(({ id }) => id), "C-2");
  const set = fc.constantFrom(...sets.map(({ id }) => id), "S-2");
  const nullable = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
  const clauseChange = fc.record(
    {
      ...{ title: words, summary: words, enforceable: fc.boolean(), related: fc.array(ref, { maxLength: 2 }) },
      ...{ exceptionsFrom: nullable(ref), rows: fc.array(item, { maxLength: 2 }) },
      exceptions: fc.array(fc.record({ letter: fc.constantFrom("a", "b"), text: words, printed: fc.boolean() }), {
        maxLength: 2,
      }),
    },
    { requiredKeys: [] },
  );
  const draft = fc.record({
    ...{
      ref: fc.oneof(fresh, ref),
      document: fc.constantFrom(...file.version.documents, "NONE"),
      title: words,
      summary: words,
    },
    ...{
      kind: fc.constant("prohibition"),
      enforceable: fc.constant(true),
      source: fc.constant({ section: "1", lines: null }),
    },
    appliesTo: fc.constant({ roles: ["any"], surfaces: ["any"] }),
    editorial: fc.constant({ severity: null, dsaCategory: null, keywords: {} }),
  });
  const terms = fc.record({
    ...{ label: words, zh: nullable(words), durationDays: nullable(fc.integer({ min: 1, max: 90 })) },
    ...{ termNotStated: fc.constant(false), indefinite: fc.constant(false), permanent: fc.boolean() },
    ...{ points: nullable(fc.integer({ min: 1, max: 12 })), perInfringement: fc.boolean() },
  });
  const sanctions = fc.array(fc.record({ action, terms: maybe(nullable(terms)) }), { minLength: 1, maxLength: 3 });
  const make = <Kind extends string>(kind: Kind, fields: Record<string, fc.Arbitrary<unknown>>) =>
    fc.record({ do: fc.constant(kind), ...fields });
  const stepDraft = fc.record({ id: step, label: words, counter: nullable(counter) });
  const actionDraft = fc.record({
    ...{ id: action, label: words, target: fc.constant("account"), effect: fc.constant("suspend") },
    ...{
      needsStatement: fc.constant(true),
      editorial: fc.constant({ gravity: 6 }),
      triggers: fc.array(action, { maxLength: 1 }),
    },
  });
  return fc
    .oneof(
      make("clause.add", { clause: draft, parent: nullable(ref), after: nullable(ref) }),
      make("clause.change", { ref, change: clauseChange }),
      make("clause.rename", { ref, to: fc.oneof(fresh, ref) }),
      make("clause.move", { ref, parent: nullable(ref), after: nullable(ref) }),
      make("clause.split", {
        ...{ ref, change: clauseChange },
        parts: fc.array(fc.record({ ref: fresh, title: words, summary: words }), { minLength: 1, maxLength: 2 }),
      }),
      make("clause.merge", { ref, into: ref, change: clauseChange }),
      make("clause.retire", { ref }),
      make("role.add", { role }),
      make("role.remove", { role }),
      make("role.rename", { role, to: role }),
      make("row.add", { item, ref, like: nullable(item), after: nullable(item) }),
      make("row.rename", { item, to: item }),
      make("row.change", { item, change: fc.record({ ref, like: item }, { requiredKeys: [] }) }),
      make("row.move", { item, after: nullable(item) }),
      make("row.remove", { item }),
      make("step.add", { step: stepDraft, after: nullable(step) }),
      make("step.change", {
        id: step,
        change: fc.record({ label: words, counter: nullable(counter) }, { requiredKeys: [] }),
      }),
      make("step.rename", { id: step, to: step }),
      make("step.move", { id: step, after: nullable(step) }),
      make("step.remove", { id: step }),
      make("cell.set", { item, role, step, sanctions: nullable(sanctions) }),
      make("table.start", {
        ...{ title: words, document: fc.constantFrom(...file.version.documents), step: stepDraft, role },
        row: fc.record({ item, ref }),
      }),
      make("table.end", {}),
      make("counter.add", {
        counter: fc.record({
          ...{
            id: counter,
            rule: words,
            items: fc.array(item, { maxLength: 2 }),
            clauses: fc.array(ref, { maxLength: 2 }),
          },
          ...{
            threshold: fc.integer({ min: 1, max: 5 }),
            includesCurrent: fc.boolean(),
            windowDays: fc.constant(null),
          },
        }),
      }),
      make("counter.change", { id: counter, change: fc.record({ clauses: fc.array(ref, { maxLength: 2 }) }) }),
      make("counter.remove", { id: counter }),
      make("set.add", {
        set: fc.record({
          ...{
            id: set,
            trigger: words,
            mode: fc.constant("choice"),
            actions: fc.array(action, { minLength: 1, maxLength: 2 }),
          },
          covers: fc.record({ clauses: fc.array(ref, { maxLength: 2 }) }),
        }),
      }),
      make("set.change", {
        id: set,
        change: fc.record({ covers: fc.record({ clauses: fc.array(ref, { maxLength: 2 }) }) }),
      }),
      make("set.remove", { id: set }),
      make("action.add", { action: actionDraft }),
      make("action.change", {
        id: action,
        change: fc.record({ triggers: fc.array(action, { maxLength: 2 }), label: words }),
      }),
      make("action.remove", { id: action }),
      make("version.rename", { to: fc.constantFrom("spring-2027", "v9", "v10.1") }),
      make("document.change", {
        id: fc.constantFrom(...file.documents.map(({ id }) => id)),
        change: fc.record(
          {
            title: words,
            source: fc.option(fc.constant("https://rules.example/a")),
            lastUpdated: fc.option(fc.constant("2027-01-02")),
            titleZh: fc.option(fc.constant({ hans: "规则", hant: "規則" })),
          },
          { requiredKeys: [] },
        ),
      }),
      make("version.change", {
        change: fc.record({
          label: words,
          effectiveFrom: fc.constantFrom("2027-01-01", null),
          effectiveTo: fc.constantFrom("2026-01-01", null),
        }),
      }),
    )
    .map((operation) => EditOperation.parse(JSON.parse(JSON.stringify(operation))));
}

const sessions = name.chain((draft) =>
  fc.record({
    draft: fc.constant(draft),
    operations: fc.array(operationsOn(drafts[draft]), { minLength: 1, maxLength: 12 }),
  }),
);

/** What stands after each operation that was not refused, as a person clicks on after a refusal. */
function worked(file: VersionFile, operations: readonly EditOperation[]): VersionFile[] {
  const states = [file];
  for (const operation of operations) {
    const applied = applyEdits(states.at(-1) ?? file, [operation]);
    if (applied.ok) states.push(applied.file);
  }
  return states;
}

test("no operation that is let through gives a version that a pack would be refused for", () => {
  let letThrough = 0;
  fc.assert(
    fc.property(sessions, ({ draft, operations }) => {
      const file = drafts[draft];
      const states = worked(file, operations);
      letThrough += states.length - 1;
      const last = states.at(-1) ?? file;
      expect(problemsOf(last)).toEqual([]);
      expect(versionText(VersionFile.parse(JSON.parse(versionText(last))))).toBe(versionText(last));
    }),
    { numRuns: 300 },
  );
  expect(letThrough).toBeGreaterThan(300);
});

test("whatever was done, taking it back leaves the bytes that were there, and making it again those that came of it", () => {
  fc.assert(
    fc.property(sessions, ({ draft, operations }) => {
      const file = drafts[draft];
      const [before, after] = [file, worked(file, operations).at(-1) ?? file];
      const undo = undoOf(before, after);
      const redo = undoOf(after, before);
      if (!undo || !redo) {
        expect(versionText(after)).toBe(versionText(before));
        return;
      }
      const back = applyEdits(after, [EditOperation.parse(JSON.parse(JSON.stringify(undo)))]);
      if (!back.ok) throw new Error(JSON.stringify(back.refusal));
      expect(versionText(back.file)).toBe(versionText(before));
      const again = applyEdits(back.file, [redo]);
      expect(again.ok && versionText(again.file)).toBe(versionText(after));
    }),
    { numRuns: 300 },
  );
});

const meetsOrIsRefused = (file: VersionFile, one: EditOperation, other: EditOperation) =>
  meeting([one], [other], file).length > 0 || !applyEdits(file, [one, other]).ok || !applyEdits(file, [other, one]).ok;

/** What comes of it. Sanctions that two cells made stand in the order in which they were made: that order is left out. */
function inOrder(file: VersionFile, operations: readonly EditOperation[]): string {
  const applied = applyEdits(file, operations);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  const actions = [...applied.file.sanctions.actions].sort((a, b) => (a.id < b.id ? -1 : 1));
  return versionText({ ...applied.file, sanctions: { ...applied.file.sanctions, actions } });
}

test("what two people do in parts that do not meet gives the same rules in either order", () => {
  const isChange = ({ do: kind }: EditOperation) => kind.endsWith(".change") || kind === "cell.set";
  const pairs = name.chain((draft) => {
    const change = operationsOn(drafts[draft]).filter(isChange);
    return fc.record({ draft: fc.constant(draft), one: change, other: change });
  });
  let compared = 0;
  fc.assert(
    fc.property(pairs, ({ draft, one, other }) => {
      if (meetsOrIsRefused(drafts[draft], one, other)) return;
      compared += 1;
      expect(inOrder(drafts[draft], [one, other])).toBe(inOrder(drafts[draft], [other, one]));
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(20);
});
