/**
 * An account's standing: strikes, points and running sanctions. Always recomputed from what was decided, never
 * incremented (DESIGN 3.8), so that taking one decision away and asking again gives the truth.
 */

export type StrikeState = "pending" | "confirmed" | "voided";

/** One decision's confirmed violation by one account. A content item is one violation whatever else it also breaks. */
export type Strike = {
  id: string;
  decisionId: string;
  /** The role the account acted in: a merchant's and a buyer's strikes are kept apart (edge case 4). */
  role: string;
  /** The version whose table counts it; strikes of another version are never mixed in. */
  versionRef: string;
  clauseRef: string;
  /** The counters of that version that count this clause, by their ids in the pack. Empty: nothing counts it. */
  counters: readonly string[];
  /** Points this strike added (already multiplied by its infringements). */
  points: number;
  state: StrikeState;
  confirmedAt: Date | null;
  /** Null where the rules state no expiry. */
  expiresAt: Date | null;
};

export const sanctionStates = ["held", "in_force", "ended", "lifted"] as const;
export type SanctionState = (typeof sanctionStates)[number];
export type SanctionTarget = "content" | "feature" | "account" | "person" | "points" | "authority";
/** How long it lasts, as the platform words it: "closed" without a term is not "closed for good" (TB, Q38). */
export type SanctionTerm = "once" | "until" | "open_ended" | "permanent";

export type Sanction = {
  id: string;
  decisionId: string;
  /** The platform's action id, e.g. "tb.suspend-weitao-30d". */
  actionId: string;
  target: SanctionTarget;
  /** What it touches, so that two sanctions on the same thing overlap instead of adding up: "feature:weitao", "content:<id>". */
  effect: string;
  term: SanctionTerm;
  state: SanctionState;
  /** When it takes effect: the end of the undo window. */
  startsAt: Date;
  /** Only for term "until". */
  endsAt: Date | null;
  barsReEntry: boolean;
};

export type CounterTotal = { counter: string; role: string; versionRef: string; count: number; decisionIds: string[] };
export type RunningSanction = {
  effect: string;
  term: SanctionTerm;
  /** The latest end of those running on the effect; null for open-ended, permanent and one-off. */
  endsAt: Date | null;
  sanctionIds: string[];
};
export type Standing = {
  confirmedStrikes: number;
  points: number;
  counters: CounterTotal[];
  running: RunningSanction[];
  reEntryBarred: boolean;
};

export function countsNow(strike: Strike, now: Date): boolean {
  if (strike.state !== "confirmed" || strike.confirmedAt === null || strike.confirmedAt > now) return false;
  return strike.expiresAt === null || strike.expiresAt > now;
}

/** Whether a sanction has effect at `now`, from its dates: a late worker does not lengthen anybody's suspension. */
export function isRunning(sanction: Sanction, now: Date): boolean {
  if (sanction.state === "lifted" || sanction.state === "ended" || sanction.startsAt > now) return false;
  return sanction.endsAt === null || sanction.endsAt > now;
}

/** Strikes, points, counters and running sanctions at `now`. Order of the input does not matter. */
export function standing(strikes: readonly Strike[], sanctions: readonly Sanction[], now: Date): Standing {
  const counting = strikes.filter((strike) => countsNow(strike, now));
  const running = sanctions.filter((sanction) => isRunning(sanction, now));
  return {
    confirmedStrikes: counting.length,
    points: counting.reduce((sum, strike) => sum + strike.points, 0),
    counters: counterTotals(counting),
    running: runningByEffect(running),
    reEntryBarred: running.some((sanction) => sanction.barsReEntry),
  };
}

function counterTotals(counting: readonly Strike[]): CounterTotal[] {
  const totals = new Map<string, CounterTotal>();
  for (const strike of counting) {
    for (const counter of new Set(strike.counters)) {
      const key = JSON.stringify([strike.versionRef, strike.role, counter]);
      const total = totals.get(key) ?? {
        counter,
        role: strike.role,
        versionRef: strike.versionRef,
        count: 0,
        decisionIds: [],
      };
      total.count += 1;
      total.decisionIds = sorted([...total.decisionIds, strike.decisionId]);
      totals.set(key, total);
    }
  }
  return [...totals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}

/** Overlapping terms are not added (TB-A12): the effect ends when the last of them ends. */
function runningByEffect(running: readonly Sanction[]): RunningSanction[] {
  const rank: Record<SanctionTerm, number> = { once: 0, until: 1, open_ended: 2, permanent: 3 };
  const effects = new Map<string, RunningSanction>();
  for (const { effect, term, endsAt, id } of running) {
    const known = effects.get(effect);
    if (!known) {
      effects.set(effect, { effect, term, endsAt, sanctionIds: [id] });
      continue;
    }
    const longer = rank[term] - rank[known.term] || (endsAt?.getTime() ?? 0) - (known.endsAt?.getTime() ?? 0);
    const winner = longer > 0 ? { term, endsAt } : known;
    effects.set(effect, {
      effect,
      term: winner.term,
      endsAt: winner.endsAt,
      sanctionIds: sorted([...known.sanctionIds, id]),
    });
  }
  return [...effects.values()].sort((a, b) => (a.effect < b.effect ? -1 : 1));
}

/** In code-unit order: the same everywhere, whatever the locale. */
function sorted(ids: readonly string[]): string[] {
  return [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
