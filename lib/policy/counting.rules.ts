import { addDays } from "@/lib/platform/time.rules";
import { type CaseContext, type Moment, momentOf } from "./case-context.rules";
import { versionGoverning, withAncestors } from "./governing.rules";
import type { Clause } from "./pack.contract";
import type { Prior, Said, Tally } from "./recommend.contract";
import type { Counter } from "./sanctions.contract";
import { say } from "./sentences.rules";

export type NotCounted =
  | "overturned"
  | "pending"
  | "later"
  | "otherRole"
  | "otherPlatform"
  | "otherVersion"
  | "otherClause"
  | "expired"
  | "unknownClause";

/** An earlier violation with its clause, version and dates resolved. */
export type ResolvedPrior = {
  prior: Prior;
  clause: Clause | null;
  version: string | null;
  content: Moment;
  decision: Moment | null;
};

/** Resolves the priors against the pack. Throws PolicyProblem for a date that cannot be read. */
export function resolvePriors(context: CaseContext, priors: readonly Prior[], now: Date): ResolvedPrior[] {
  const { pack, clauses } = context;
  return priors.map((prior, index) => {
    const content = momentOf(prior.contentDate, `priors[${index}].contentDate`, pack.zone, now);
    const decided = prior.decisionDate;
    const decision = decided ? momentOf(decided, `priors[${index}].decisionDate`, pack.zone, now) : null;
    const clause = isElsewhere(context, prior) ? null : (clauses.get(prior.clause) ?? null);
    const governing = clause ? (versionGoverning(pack, clause.document, content.day)?.id ?? null) : null;
    return { prior, clause, version: prior.version ?? governing, content, decision };
  });
}

/**
 * Why an earlier violation counts for nothing here, whatever it broke; null if it may count. It must be confirmed before
 * this decision and not overturned, of the same role and platform. Those of the same case are decided together with this
 * one, so they need no earlier decision (TB-A3, TB-A5, TB-A6).
 */
export function whyNotCountable(context: CaseContext, resolved: ResolvedPrior): NotCounted | null {
  const { prior, decision } = resolved;
  if (isElsewhere(context, prior)) return "otherPlatform";
  if (prior.role && prior.role !== context.role) return "otherRole";
  if (prior.status === "overturned") return "overturned";
  if (prior.sameCase) return resolved.clause ? null : "unknownClause";
  if (prior.status === "pending") return "pending";
  if (decision && isAfter(decision, context.decision)) return "later";
  return resolved.clause ? null : "unknownClause";
}

/** Counts for `counter`; `current` says whether the present violation is one that it counts. Order of priors is nothing. */
export function tallyOf(
  context: CaseContext,
  counter: Counter,
  priors: readonly ResolvedPrior[],
  current: boolean,
): Tally {
  const judged = priors.map((resolved, prior) => ({ prior, reason: whyNotCounted(context, counter, resolved) }));
  const counted = judged.filter(({ reason }) => reason === null).map(({ prior }) => prior);
  const notCounted = judged.flatMap(({ prior, reason }) => (reason === null ? [] : [{ prior, reason }]));
  const before = counted.length;
  return {
    counter: counter.id,
    before,
    count: before + (current && counter.includesCurrent ? 1 : 0),
    threshold: counter.threshold,
    counted,
    notCounted,
  };
}

function whyNotCounted(context: CaseContext, counter: Counter, resolved: ResolvedPrior): NotCounted | null {
  const reason = whyNotCountable(context, resolved);
  if (reason) return reason;
  if (resolved.version === null || !counter.versions.includes(resolved.version)) return "otherVersion";
  if (!resolved.clause || !counterCovers(context, counter, resolved.clause)) return "otherClause";
  if (counter.windowDays === null) return null;
  const at = (resolved.decision ?? resolved.content).day;
  return addDays(at, counter.windowDays) < context.decision.day ? "expired" : null;
}

/** A clause counts if the counter names it, or if every row that it may stand for is counted. */
export function counterCovers({ pack }: Pick<CaseContext, "pack">, counter: Counter, clause: Clause): boolean {
  if (clause.rows.length > 0 && clause.rows.every((item) => counter.items.includes(item))) return true;
  return counter.clauses.length > 0 && withAncestors(pack, clause).some((ref) => counter.clauses.includes(ref));
}

/** Whether a confirmed earlier violation of the same document, under the same version, makes this one a repetition. */
export function repeatsEarlier(context: CaseContext, clause: Clause, priors: readonly ResolvedPrior[]): boolean {
  const version = versionGoverning(context.pack, clause.document, context.content.day)?.id;
  return priors.some(
    (resolved) =>
      whyNotCountable(context, resolved) === null &&
      resolved.clause?.document === clause.document &&
      resolved.clause.enforceable &&
      resolved.version === version,
  );
}

/** Points of the confirmed earlier violations under the same version: as recorded, else those that the rule attaches. */
export function earlierPoints(context: CaseContext, priors: readonly ResolvedPrior[]): number {
  return priors
    .filter((resolved) => whyNotCountable(context, resolved) === null && resolved.version === context.version?.id)
    .reduce((sum, { prior, clause }) => sum + (prior.points ?? (clause ? pointsByRule(context, clause) : 0)), 0);
}

function pointsByRule({ pack, version }: CaseContext, clause: Clause): number {
  const refs = withAncestors(pack, clause);
  return pack.sanctions.sets
    .filter((set) => set.mode === "mandatory" && set.covers.clauses.some((ref) => refs.includes(ref)))
    .filter((set) => set.covers.versions.length === 0 || set.covers.versions.includes(version?.id ?? ""))
    .flatMap((set) => set.actions)
    .reduce((sum, id) => sum + (pack.sanctions.actions.find((action) => action.id === id)?.points ?? 0), 0);
}

/** The arithmetic in sentences: what was counted, then what was not and why. */
export function tallySentences(tally: Tally, current: boolean): Said[] {
  const values = { before: tally.before, count: tally.count, threshold: tally.threshold };
  const code = !current
    ? "why.countOnlyEarlier"
    : tally.count >= tally.threshold
      ? "why.countReached"
      : "why.countBelow";
  const reasons = [...new Set(tally.notCounted.map(({ reason }) => reason))].sort((a, b) => a.localeCompare(b, "en"));
  const left = reasons.map((reason) =>
    say(`why.notCounted${reason.charAt(0).toUpperCase()}${reason.slice(1)}`, {
      number: tally.notCounted.filter((other) => other.reason === reason).length,
    }),
  );
  return [say(code, values), ...left];
}

function isElsewhere({ pack }: CaseContext, prior: Prior): boolean {
  return Boolean(prior.platform) && prior.platform !== pack.platform;
}

/** Two instants are compared as such; a day alone is compared by days, and one of the same day is not later. */
function isAfter(moment: Moment, other: Moment): boolean {
  return moment.instant && other.instant ? moment.instant > other.instant : moment.day > other.day;
}
