/** One decision beside what had been suggested, and what became of it. Times in hours. */
export type Handled = {
  decisionId: string;
  caseId: string;
  decidedAt: Date;
  language: string;
  /** What brought the case in: a notice, a trusted flagger, own detection … (the case's first one). */
  source: string;
  /** Clauses that were found broken; none: no violation. */
  decided: readonly string[];
  /** Best first; none: nothing was suggested. */
  suggested: readonly string[];
  confident: boolean;
  isDeviation: boolean;
  isAppealed: boolean;
  isOverturned: boolean;
  /** From the first report to the decision. */
  hours: number;
};

/** What a number counts. Each has its cases. */
export const healthCounts = [
  "suggested",
  "accepted",
  "overridden",
  "decided",
  "missed",
  "deviated",
  "appealed",
  "overturned",
] as const;
export type HealthCount = (typeof healthCounts)[number];

/** How much each counts when it is asked which clause to look at first; the page says so. */
export const troubleWeights = { overturned: 5, missed: 2, overridden: 2, deviated: 2, appealed: 1 } as const;

export type ClauseHealthRow = Record<HealthCount, number> & {
  ref: string;
  /** Of one language, or of one source; both null: all of them together. */
  language: string | null;
  source: string | null;
  medianHours: number | null;
  /** What was found where this clause stood first, the most often first; null: no violation. */
  instead: { ref: string | null; count: number }[];
  trouble: number;
};

/** Whether a decision is behind a number of a clause. */
export function isBehind(count: HealthCount, ref: string, handled: Handled): boolean {
  const { decided, suggested } = handled;
  const isFirst = suggested[0] === ref;
  const isDecided = decided.includes(ref);
  switch (count) {
    case "suggested":
      return isFirst;
    case "accepted":
      return isFirst && isDecided;
    case "overridden":
      return isFirst && !isDecided && isAnother(handled);
    case "decided":
      return isDecided;
    case "missed":
      return isDecided && suggested.length > 0 && !suggested.includes(ref);
    case "deviated":
      return isDecided && handled.isDeviation;
    case "appealed":
      return isDecided && handled.isAppealed;
    case "overturned":
      return isDecided && handled.isOverturned;
  }
}

/** Another clause, or none although it was suggested with confidence: an unsure suggestion is not turned down by finding nothing. */
function isAnother({ decided, confident }: Handled): boolean {
  return decided.length > 0 || confident;
}

const mostInstead = 3;

/** Every clause that was suggested or decided, in all, then by language and by source where there are several; the most trouble first. */
export function clauseHealth(handled: readonly Handled[]): ClauseHealthRow[] {
  const byRef = new Map<string, Handled[]>();
  for (const one of handled)
    for (const ref of new Set([...one.decided, ...one.suggested.slice(0, 1)])) {
      const list = byRef.get(ref);
      if (list) list.push(one);
      else byRef.set(ref, [one]);
    }
  return [...byRef]
    .map(([ref, own]) => ({ all: rowOf(ref, everything, own), own }))
    .sort(({ all: a }, { all: b }) => b.trouble - a.trouble || b.decided - a.decided || (a.ref < b.ref ? -1 : 1))
    .flatMap(({ all, own }) => [all, ...parts.flatMap((part) => byPart(all.ref, part, own))]);
}

const parts = ["language", "source"] as const;
type Part = Pick<ClauseHealthRow, (typeof parts)[number]>;
const everything: Part = { language: null, source: null };

function byPart(ref: string, part: keyof Part, own: readonly Handled[]): ClauseHealthRow[] {
  const names = [...new Set(own.map((one) => one[part]))];
  if (names.length < 2) return [];
  return names
    .map((name) =>
      rowOf(
        ref,
        { ...everything, [part]: name },
        own.filter((one) => one[part] === name),
      ),
    )
    .sort((a, b) => b.trouble - a.trouble || b.decided - a.decided);
}

function rowOf(ref: string, part: Part, own: readonly Handled[]): ClauseHealthRow {
  const counts = Object.fromEntries(
    healthCounts.map((count) => [count, own.filter((one) => isBehind(count, ref, one)).length]),
  ) as Record<HealthCount, number>;
  const hours = own.filter((one) => isBehind("decided", ref, one)).map((one) => one.hours);
  const trouble = Object.entries(troubleWeights).reduce(
    (sum, [count, weight]) => sum + weight * counts[count as keyof typeof troubleWeights],
    0,
  );
  return { ref, ...part, ...counts, medianHours: medianOf(hours), instead: insteadOf(ref, own), trouble };
}

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function insteadOf(ref: string, own: readonly Handled[]): ClauseHealthRow["instead"] {
  const counts = new Map<string | null, number>();
  for (const one of own) {
    if (!isBehind("overridden", ref, one)) continue;
    const found = one.decided[0] ?? null;
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts]
    .map(([other, count]) => ({ ref: other, count }))
    .sort((a, b) => b.count - a.count || ((a.ref ?? "") < (b.ref ?? "") ? -1 : 1))
    .slice(0, mostInstead);
}
