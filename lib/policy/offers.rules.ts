import type { CaseContext } from "./case-context.rules";
import { counterCovers, type ResolvedPrior, repeatsEarlier } from "./counting.rules";
import { withAncestors } from "./governing.rules";
import type { FindingName } from "./pack.contract";
import type { Tally } from "./recommend.contract";
import type { Action, Coverage, SanctionSet } from "./sanctions.contract";
import type { Judgement } from "./violation.rules";

/** What the engine knows of a case when it looks for sanctions. */
export type OfferContext = {
  context: CaseContext;
  /** Clauses that stand. */
  standing: Judgement[];
  priors: readonly ResolvedPrior[];
  tallies: ReadonlyMap<string, Tally>;
};

/** A set that covers a clause, with the actions of it that may be taken; `closed`: what would open it is not there. */
export type OfferedSet = { set: SanctionSet; judgement: Judgement; actions: Action[]; closed: boolean };

/** The sets that cover the standing clauses. An exclusive one silences the others for its clause, never for another's. */
export function offeredSets(offer: OfferContext): OfferedSet[] {
  return offer.standing.flatMap((judgement) => {
    const covering = offer.context.pack.sanctions.sets.filter((set) => covers(offer.context, set.covers, judgement));
    const exclusive = covering.filter((set) => set.exclusive);
    return (exclusive.length > 0 ? exclusive : covering).map((set) => offered(offer, set, judgement));
  });
}

function offered(offer: OfferContext, set: SanctionSet, judgement: Judgement): OfferedSet {
  const closed = !isOpen(offer, set, judgement);
  const actions = closed ? [] : actionsOf(offer.context, set.actions);
  return { set, judgement, actions: actions.filter((action) => mayTake(offer.context, action, judgement)), closed };
}

function isOpen({ context, priors, tallies }: OfferContext, set: SanctionSet, judgement: Judgement): boolean {
  if (set.requires === null) return true;
  const { anyOf, counter } = set.requires;
  if (anyOf.some((finding) => context.findings[finding] === true)) return true;
  if (anyOf.includes("repeated") && set.priorsRepeat && repeatsEarlier(context, judgement.clause, priors)) return true;
  const tally = counter === null ? undefined : tallies.get(counter);
  return tally !== undefined && tally.count >= tally.threshold;
}

/** Whether a set, counter or action limited in these ways reaches the clause in this case. */
export function covers(context: CaseContext, coverage: Coverage, { clause, version }: Judgement): boolean {
  const none = (limits: string[], wanted: readonly string[]) =>
    limits.length > 0 && !limits.some((limit) => wanted.includes(limit));
  if (none(coverage.documents, [clause.document])) return false;
  if (none(coverage.clauses, withAncestors(context.pack, clause))) return false;
  if (none(coverage.versions, version ? [version.id] : [])) return false;
  if (none(coverage.roles, [context.role])) return false;
  return !none(coverage.jurisdictions, context.country ? [context.country] : []);
}

/** Limits that the action itself carries: management, version, role, country, clause, and findings that it needs. */
export function mayTake(context: CaseContext, action: Action, judgement: Judgement): boolean {
  const coverage = {
    documents: [],
    clauses: action.onlyFor ?? [],
    versions: action.versions ?? [],
    roles: action.roles ?? [],
    jurisdictions: action.jurisdictions ?? [],
  };
  return action.penalty && covers(context, coverage, judgement) && hasFinding(context, action.requires?.anyOf ?? null);
}

export function hasFinding({ findings }: CaseContext, anyOf: readonly FindingName[] | null): boolean {
  return anyOf === null || anyOf.some((finding) => findings[finding] === true);
}

export function actionsOf({ pack }: Pick<CaseContext, "pack">, ids: readonly string[]): Action[] {
  return ids.flatMap((id) => pack.sanctions.actions.find((action) => action.id === id) ?? []);
}

/** What the table gives for one row, role and step. */
export type Cell = { row: number; step: string; actions: string[] };

/**
 * The cells that the standing clauses lead to: each entry is one possible result of the table, the gravest of the cited
 * rows. More than one entry: an article was cited that stands for rows with different cells, and no row settles which.
 */
export function cellsOf(offer: OfferContext): Cell[] {
  const { standing, context } = offer;
  const perClause = standing.map(({ clause, version }) => ({
    rows: clause.rows,
    cells: distinct(clause.rows.flatMap((item) => cellOf(offer, item, version?.id ?? null) ?? [])),
  }));
  const fixed = perClause.flatMap(({ cells }) => (cells.length === 1 ? cells : []));
  const citedRows = new Set(perClause.flatMap(({ rows }) => (rows.length === 1 ? rows : [])));
  const open = perClause.flatMap(({ rows, cells }) =>
    cells.length > 1 && !rows.some((row) => citedRows.has(row)) ? [cells] : [],
  );
  if (open.length === 0) return fixed.length === 0 ? [] : [gravest(context, fixed)];
  return distinct(open.flat().map((cell) => gravest(context, [cell, ...fixed]))).sort(
    (a, b) => gravityOf(context, a.actions) - gravityOf(context, b.actions),
  );
}

/** Of the steps that apply and have a cell in the row, the last one listed. */
function cellOf({ context, tallies }: OfferContext, item: number, version: string | null): Cell | null {
  const { table, counters } = context.pack.sanctions;
  const row = table?.rows.find(
    (candidate) => candidate.item === item && version !== null && candidate.versions.includes(version),
  );
  const steps = row?.cells[context.role];
  if (!table || !steps) return null;
  const applying = table.steps.filter((step) => {
    if (!steps[step.id]) return false;
    if (step.finding && !(context.findings[step.finding] === true && (!step.needsEvidence || hasEvidence(context))))
      return false;
    const counter = counters.find((candidate) => candidate.id === step.counter);
    if (!counter) return true;
    const before = tallies.get(counter.id)?.before ?? 0;
    return counter.items.includes(item) && before + (counter.includesCurrent ? 1 : 0) >= counter.threshold;
  });
  const last = applying.at(-1);
  return last ? { row: item, step: last.id, actions: steps[last.id] ?? [] } : null;
}

/** Evidence of severity: a text, a list or a record that is not empty. */
export function hasEvidence({ findings }: CaseContext): boolean {
  const evidence = findings.severityEvidence;
  if (typeof evidence === "string") return evidence.trim() !== "";
  if (Array.isArray(evidence)) return evidence.some((item) => item.trim() !== "");
  if (typeof evidence === "object" && evidence !== null) return Object.keys(evidence).length > 0;
  return evidence === true;
}

/** Whether the present violation is one that the counter counts. */
export function countsNow({ pack }: CaseContext, counterId: string, standing: readonly Judgement[]): boolean {
  const counter = pack.sanctions.counters.find((candidate) => candidate.id === counterId);
  return (
    counter !== undefined &&
    standing.some(
      ({ clause, version }) => counter.versions.includes(version?.id ?? "") && counterCovers({ pack }, counter, clause),
    )
  );
}

/** The gravest measure in a set: sets are compared by it. */
export function gravityOf(context: CaseContext, ids: readonly string[]): number {
  return Math.max(0, ...actionsOf(context, ids).map((action) => action.editorial.gravity));
}

function gravest(context: CaseContext, cells: readonly Cell[]): Cell {
  const [first, ...others] = cells;
  if (!first) throw new Error("There is no cell to choose from.");
  return others.reduce(
    (worst, cell) => (gravityOf(context, cell.actions) > gravityOf(context, worst.actions) ? cell : worst),
    first,
  );
}

/** One cell for each different set of actions. */
function distinct(cells: readonly Cell[]): Cell[] {
  const same = (a: Cell, b: Cell) =>
    a.actions.length === b.actions.length && a.actions.every((id) => b.actions.includes(id));
  return cells.filter((cell, index) => cells.findIndex((other) => same(other, cell)) === index);
}
