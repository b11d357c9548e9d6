import { type Grouping, groupings, type Totals, type TriedTotals, type Verdict, verdicts } from "./contract";

export function noTotals(): TriedTotals {
  return { all: zero(), clause: {}, role: {}, language: {} };
}

function zero(): Totals {
  return { all: 0, more: 0, less: 0, same: 0, other: 0, nothing: 0, untold: 0 };
}

/** Adds one decision to the sums, in place: a hundred thousand of them are added. */
export function addTo(totals: TriedTotals, verdict: Verdict, groups: Record<Grouping, string>): void {
  const counted = [totals.all];
  for (const grouping of groupings) {
    const of = totals[grouping];
    const own = of[groups[grouping]] ?? zero();
    of[groups[grouping]] = own;
    counted.push(own);
  }
  for (const own of counted) {
    own.all += 1;
    own[verdict] += 1;
  }
}

/** Those for whom something would change first, the most of them on top. */
export function groupsByChange(groups: Record<string, Totals>): { key: string; totals: Totals }[] {
  const changed = (totals: Totals) =>
    verdicts.reduce((sum, verdict) => (verdict === "same" ? sum : sum + totals[verdict]), 0);
  return Object.entries(groups)
    .map(([key, totals]) => ({ key, totals }))
    .sort((a, b) => changed(b.totals) - changed(a.totals) || b.totals.all - a.totals.all || (a.key < b.key ? -1 : 1));
}
