import { addDays, dayIn, endOfDay } from "@/lib/platform/time.rules";

/** Every duty that stands on the board. A source (sources.queries.ts) reads the rows of one of them. */
export const clockKinds = [
  "receipt",
  "notice",
  "trusted_flagger",
  "statement",
  "appeal",
  "order",
  "order_hold",
  "order_letter",
  "appeal_window",
  "sanction_end",
  "dispute_engage",
  "dispute_body",
  "misuse_end",
  "came_back",
  "reveal",
  "crime_referral",
  "misuse_appeal",
  "review_flag",
  "commitment",
  "commitment_anomaly",
  "commitment_milestone",
  "report",
  "recipients",
] as const;
export type ClockKind = (typeof clockKinds)[number];

/**
 * Who does what a duty asks for where nobody holds it: somebody of the desk, the admins alone, a machine, the person whose period it
 * is, or a body outside.
 */
export const clockDoers: Record<ClockKind, "desk" | "admins" | "machine" | "person" | "body"> = {
  receipt: "machine",
  notice: "desk",
  trusted_flagger: "desk",
  statement: "machine",
  appeal: "desk",
  order: "desk",
  order_hold: "machine",
  order_letter: "desk",
  appeal_window: "person",
  sanction_end: "machine",
  dispute_engage: "desk",
  dispute_body: "body",
  misuse_end: "machine",
  came_back: "desk",
  reveal: "desk",
  crime_referral: "desk",
  misuse_appeal: "desk",
  review_flag: "desk",
  commitment: "desk",
  commitment_anomaly: "desk",
  commitment_milestone: "desk",
  report: "admins",
  recipients: "desk",
};

/**
 * Where a date comes from. `statutory`: a law or a binding commitment gives the number. `target`: the desk's own, where
 * the law says "without undue delay". `decided`: a decision or an authority set it for this one. Never mixed up.
 */
export const clockBases = ["statutory", "target", "decided"] as const;
export type ClockBasis = (typeof clockBases)[number];

export type ClockRow = {
  id: string;
  kind: ClockKind;
  basis: ClockBasis;
  dueAt: Date;
  startedAt: Date;
  platformId: string;
  /** What it is about, as the desk names it: a case, an appeal, a notice, an authority's number. */
  reference: string;
  /** Who holds it; null: nobody of the desk yet, or it goes by itself. */
  holder: { id: string; name: string } | null;
  href: string;
};

/** Soonest first; of one moment by id, as the database orders both. */
export function bySoonest(one: Pick<ClockRow, "dueAt" | "id">, other: Pick<ClockRow, "dueAt" | "id">): number {
  return one.dueAt.getTime() - other.dueAt.getTime() || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
}

/** One page out of the first rows of every source: no source can have a sooner row that was not read. */
export function merged(pages: readonly (readonly ClockRow[])[], limit: number): { rows: ClockRow[]; hasMore: boolean } {
  const all = pages.flat().sort(bySoonest);
  return { rows: all.slice(0, limit), hasMore: all.length > limit };
}

export type Forecast = {
  /** Not done, and due by then; what is overdue already is among them. */
  due: number;
  /** Done within the last 24 hours. */
  done: number;
  /** Whole hours until then. */
  hours: number;
  /** How many are likely to be done by then at that rate. */
  likely: number;
  late: number;
};

/** The last moment of tomorrow, by the days of `zone`. */
export function endOfTomorrow(now: Date, zone = "UTC"): Date {
  return endOfDay(addDays(dayIn(now, zone), 1), zone);
}

/**
 * How many will be overdue at `until` if work goes on as in the last 24 hours: due − done × hours ÷ 24, never below zero.
 * Rounded against us: a task that is not whole is not done.
 */
export function forecastOf({ due, done, now, until }: { due: number; done: number; now: Date; until: Date }): Forecast {
  const hours = Math.max(0, Math.round((until.getTime() - now.getTime()) / 3_600_000));
  const likely = Math.floor((done * hours) / 24);
  return { due, done, hours, likely, late: Math.max(0, due - likely) };
}
