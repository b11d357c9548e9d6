import type { PolicyPack } from "./contract";
import { tallySentences } from "./counting.rules";
import { withAncestors } from "./governing.rules";
import type {
  BesideTable,
  GridGroup,
  PenaltyGrid,
  ShownAction,
  ShownCounter,
  ShownSanctions,
  ShownSet,
  ShownStep,
  Term,
} from "./library.contract";
import { labelOf, localised, remark, titleOf } from "./library-words.rules";
import type { Clause } from "./pack.contract";
import type { Action, Counter, PenaltyTable, Row, SanctionSet } from "./sanctions.contract";

/** What the document lets follow a violation of this clause in this version, before any case is known. */
export function sanctionsFor(pack: PolicyPack, versionId: string, clause: Clause): ShownSanctions {
  if (!clause.enforceable) return { grid: null, sets: [], arePointsIdle: false };
  const sets = setsFor(pack, versionId, clause);
  const offered = sets.flatMap((set) => set.actions);
  return {
    grid: gridOf(pack, versionId, clause.rows),
    sets,
    // No pack states what points lead to (AB-A3): a counter over points would have to be one of its counters.
    arePointsIdle: pack.sanctions.counters.length === 0 && offered.some(({ terms }) => terms.some(isPoints)),
  };
}

const isPoints = ({ code }: Term) => code === "points" || code === "pointsEach";

/** The penalty table of a version, whole or only the given rows; null where the version has none of them. */
export function gridOf(pack: PolicyPack, versionId: string, items?: readonly number[]): PenaltyGrid | null {
  const { table, counters } = pack.sanctions;
  const rows = table?.rows.filter(
    (row) => row.versions.includes(versionId) && (items === undefined || items.includes(row.item)),
  );
  if (!table || !rows || rows.length === 0) return null;
  const known = new Set(rows.flatMap((row) => Object.keys(row.cells)));
  // The database keeps no order of keys; the version names its roles in the document's order.
  const named = pack.versions.find(({ id }) => id === versionId)?.roles ?? [];
  const roles = [...named.filter((role) => known.has(role)), ...[...known].filter((role) => !named.includes(role))];
  const counting = counters.filter(
    (counter) =>
      counter.versions.includes(versionId) && counter.items.some((item) => rows.some((row) => row.item === item)),
  );
  return {
    roles,
    steps: table.steps.map((step) => shownStep(step, counters)),
    groups: groupsOf(pack, table, rows),
    counters: counting.map(shownCounter),
  };
}

function groupsOf(pack: PolicyPack, table: PenaltyTable, rows: readonly Row[]): GridGroup[] {
  const heads = [...new Set(rows.map((row) => row.cellsFrom))];
  return heads.map((head) => {
    const sharing = rows.filter((row) => row.cellsFrom === head);
    const cells = Object.entries(sharing[0]?.cells ?? {}).map(
      ([role, steps]) =>
        [
          role,
          Object.fromEntries(table.steps.map(({ id }) => [id, steps[id] ? actionsOf(pack, steps[id]) : null])),
        ] as const,
    );
    return { rows: sharing.map((row) => titledRow(pack, row)), cells: Object.fromEntries(cells) };
  });
}

function titledRow(pack: PolicyPack, { item, ref }: Row) {
  const clause = pack.clauses.find((known) => known.ref === ref);
  return { item, ref, title: clause ? titleOf(clause) : { en: ref } };
}

function shownStep(step: PenaltyTable["steps"][number], counters: readonly Counter[]): ShownStep {
  const counter = counters.find(({ id }) => id === step.counter);
  return {
    id: step.id,
    label: step.label,
    kind: counter ? "count" : step.finding ? "finding" : "ordinary",
    finding: step.finding,
    needsEvidence: step.needsEvidence,
    definition: step.definition,
    threshold: counter?.threshold ?? null,
  };
}

/** The engine's own sentences for the violation just below the threshold and for the one that reaches it. */
function shownCounter(counter: Counter): ShownCounter {
  const { id, items, threshold, includesCurrent, windowDays } = counter;
  const present = includesCurrent ? 1 : 0;
  const befores = [threshold - present - 1, threshold - present].filter((before) => before >= 0);
  const arithmetic = befores.flatMap((before) =>
    tallySentences(
      { counter: id, before, count: before + present, threshold, counted: [], notCounted: [] },
      includesCurrent,
    ),
  );
  return { id, items, threshold, includesCurrent, windowDays, arithmetic };
}

/** Sets that cover the clause by document, version and place; what a case must still bring is said with each. */
function setsFor(pack: PolicyPack, versionId: string, clause: Clause): ShownSet[] {
  const refs = withAncestors(pack, clause);
  const covering = pack.sanctions.sets.filter(
    ({ covers: { documents, clauses, versions } }) =>
      (documents.length === 0 || documents.includes(clause.document)) &&
      (clauses.length === 0 || clauses.some((ref) => refs.includes(ref))) &&
      (versions.length === 0 || versions.includes(versionId)),
  );
  const exclusive = covering.filter((set) => set.exclusive);
  return (exclusive.length > 0 ? exclusive : covering).map((set) => shownSet(pack, set, { versionId, refs }));
}

/** `refs` null: under whichever clause; then a measure that is there for some clauses only says which. */
function shownSet(
  pack: PolicyPack,
  set: SanctionSet,
  at: { versionId: string; refs: readonly string[] | null },
): ShownSet {
  const taken = pack.sanctions.actions.filter(
    ({ id, penalty, versions, onlyFor }) =>
      set.actions.includes(id) &&
      penalty &&
      (versions === null || versions.includes(at.versionId)) &&
      (onlyFor === null || at.refs === null || onlyFor.some((ref) => at.refs?.includes(ref))),
  );
  const { id, ref, trigger, mode, requires, priorsRepeat, exclusive, covers, legalBasis, zh } = set;
  return {
    id,
    ref,
    trigger: localised(trigger, zh?.trigger),
    mode,
    needsOneOf: requires?.anyOf ?? [],
    priorsRepeat,
    isExclusive: exclusive,
    roles: covers.roles,
    jurisdictions: covers.jurisdictions,
    legalBasis: remark(legalBasis, zh?.legalBasis),
    actions: taken.map((action) => ({
      ...shownAction(pack, action),
      ...(at.refs === null ? { onlyUnder: action.onlyFor } : {}),
    })),
  };
}

/** The measures of a document in one version that its penalty table does not show; null where there is none. */
export function besideTable(pack: PolicyPack, versionId: string, documentId: string): BesideTable | null {
  const { actions, sets, table, counters } = pack.sanctions;
  const refs = new Set(
    pack.clauses.flatMap(({ ref, document, versions }) =>
      document === documentId && versions.includes(versionId) ? [ref] : [],
    ),
  );
  const here = sets.filter(
    ({ covers: { documents, clauses, versions } }) =>
      (documents.length === 0 || documents.includes(documentId)) &&
      (clauses.length === 0 || clauses.some((ref) => refs.has(ref))) &&
      (versions.length === 0 || versions.includes(versionId)),
  );
  const ofVersion = actions.filter(({ versions }) => versions === null || versions.includes(versionId));
  const shown = here.map((set) => ({
    ...shownSet(pack, set, { versionId, refs: null }),
    clauses: set.covers.clauses,
  }));
  const rows = (table?.rows ?? []).filter(({ versions }) => versions.includes(versionId));
  const used = new Set([
    ...sets
      .filter(({ covers: { versions } }) => versions.length === 0 || versions.includes(versionId))
      .flatMap((set) => set.actions),
    ...rows.flatMap(({ cells }) => Object.values(cells).flatMap((steps) => Object.values(steps).flat())),
  ]);
  const first = pack.versions.find(({ id }) => id === versionId)?.documents[0];
  // Those that are in no list belong to the version, not to one of its documents: they stand under its first.
  const others = first === documentId ? ofVersion.filter(({ id }) => !used.has(id)) : [];
  const counting = counters.filter(
    ({ id, versions }) => versions.includes(versionId) && here.some(({ requires }) => requires?.counter === id),
  );
  if (shown.length === 0 && others.length === 0 && counting.length === 0) return null;
  return {
    sets: shown,
    counters: counting.map(shownCounter),
    others: others.map((action) => ({ ...shownAction(pack, action), onlyUnder: action.onlyFor })),
    arePointsIdle: counters.length === 0 && shown.some((set) => set.actions.some(({ terms }) => terms.some(isPoints))),
  };
}

/** Measures by their ids, with everything that the document ties to each. */
export function actionsOf(pack: PolicyPack, ids: readonly string[]): ShownAction[] {
  return ids.flatMap((id) => {
    const action = pack.sanctions.actions.find((known) => known.id === id);
    return action ? [shownAction(pack, action)] : [];
  });
}

function shownAction(pack: PolicyPack, action: Action): ShownAction {
  const { id, ref, target, requires, roles, jurisdictions } = action;
  const followers = pack.sanctions.actions.filter((other) => action.triggers.includes(other.id));
  return {
    id,
    ref,
    label: labelOf(action),
    target,
    terms: termsOf(action),
    needsOneOf: requires?.anyOf ?? [],
    roles,
    jurisdictions,
    follows: followers.map(labelOf),
  };
}

/** Term and points exactly as the document states them; nothing is added where it states nothing (DESIGN 3.5). */
function termsOf(action: Action): Term[] {
  const terms: Term[] = [];
  if (action.durationDays !== null) terms.push({ code: "days", days: action.durationDays });
  if (action.termNotStated) terms.push({ code: "notStated" });
  if (action.indefinite) terms.push({ code: "openEnded" });
  if (action.permanent) terms.push({ code: "permanent" });
  if (action.reEntryBarred) terms.push({ code: "noReEntry" });
  if (action.points !== null)
    terms.push({ code: action.perInfringement ? "pointsEach" : "points", points: action.points });
  return terms;
}
