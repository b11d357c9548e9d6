/** What was suggested for a case and what a person then decided. `decided`: the clauses that were broken; none: no violation. */
export type Outcome = {
  decided: readonly string[];
  /** Refs as they were suggested, best first. */
  suggested: readonly string[];
  confident: boolean;
  language: string;
  source: string;
  /** Why something else was decided than stood first, where somebody said so. */
  override?: string | null;
};

export type Accuracy = {
  cases: number;
  violations: number;
  /** Of the violations: the right clause stood first, or among the five that are shown. */
  first: number;
  listed: number;
  /** Suggestions made with confidence, and those of them that a person followed. */
  confident: number;
  confidentRight: number;
  /** Of the cases without a violation: those for which a clause had been suggested with confidence. */
  harmless: number;
  flagged: number;
};

export type ClauseHealth = {
  ref: string;
  /** Decided under this clause; of these it stood first, or was listed; the others were missed. */
  decided: number;
  first: number;
  listed: number;
  missed: number;
  /** Suggested first with confidence, and something else was decided. */
  wrong: number;
  /** Where it stood first and something else was decided: how often each reason was given for that. */
  reasons: Record<string, number>;
};

export type Health = {
  all: Accuracy;
  byLanguage: { name: string; accuracy: Accuracy }[];
  bySource: { name: string; accuracy: Accuracy }[];
  byClause: ClauseHealth[];
};

function emptyAccuracy(): Accuracy {
  return { cases: 0, violations: 0, first: 0, listed: 0, confident: 0, confidentRight: 0, harmless: 0, flagged: 0 };
}

function isFirst({ decided, suggested }: Outcome): boolean {
  return suggested[0] !== undefined && decided.includes(suggested[0]);
}

function isListed({ decided, suggested }: Outcome): boolean {
  return suggested.some((ref) => decided.includes(ref));
}

function add(accuracy: Accuracy, outcome: Outcome): void {
  const isViolation = outcome.decided.length > 0;
  accuracy.cases += 1;
  if (isViolation) {
    accuracy.violations += 1;
    if (isFirst(outcome)) accuracy.first += 1;
    if (isListed(outcome)) accuracy.listed += 1;
  } else {
    accuracy.harmless += 1;
    if (outcome.confident) accuracy.flagged += 1;
  }
  if (outcome.confident) {
    accuracy.confident += 1;
    if (isFirst(outcome)) accuracy.confidentRight += 1;
  }
}

function grouped(outcomes: readonly Outcome[], nameOf: (outcome: Outcome) => string) {
  const groups = new Map<string, Accuracy>();
  for (const outcome of outcomes) {
    const name = nameOf(outcome);
    const accuracy = groups.get(name) ?? emptyAccuracy();
    groups.set(name, accuracy);
    add(accuracy, outcome);
  }
  return [...groups]
    .map(([name, accuracy]) => ({ name, accuracy }))
    .sort((one, other) => other.accuracy.cases - one.accuracy.cases || one.name.localeCompare(other.name));
}

function byClause(outcomes: readonly Outcome[]): ClauseHealth[] {
  const clauses = new Map<string, ClauseHealth>();
  const of = (ref: string): ClauseHealth => {
    const known = clauses.get(ref) ?? { ref, decided: 0, first: 0, listed: 0, missed: 0, wrong: 0, reasons: {} };
    clauses.set(ref, known);
    return known;
  };
  for (const { decided, suggested, confident, override } of outcomes) {
    const [first] = suggested;
    for (const ref of decided) {
      const health = of(ref);
      health.decided += 1;
      if (first === ref) health.first += 1;
      if (suggested.includes(ref)) health.listed += 1;
      else health.missed += 1;
    }
    if (first === undefined || decided.includes(first)) continue;
    if (confident) of(first).wrong += 1;
    if (override) of(first).reasons[override] = (of(first).reasons[override] ?? 0) + 1;
  }
  return [...clauses.values()].sort(
    (one, other) =>
      other.missed + other.wrong - (one.missed + one.wrong) ||
      other.decided - one.decided ||
      one.ref.localeCompare(other.ref),
  );
}

/** How often people followed the suggestions: of all, by language, by who reported, and by clause, the worst first (issue 3). */
export function healthOf(outcomes: readonly Outcome[]): Health {
  const all = emptyAccuracy();
  for (const outcome of outcomes) add(all, outcome);
  return {
    all,
    byLanguage: grouped(outcomes, ({ language }) => language),
    bySource: grouped(outcomes, ({ source }) => source),
    byClause: byClause(outcomes),
  };
}
