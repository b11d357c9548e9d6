import type { BoundBasis, IndicatorUnit } from "@/db/schema";

/**
 * What the product measures of commitments by itself, each with its unit. How it is counted stands in
 * measure.store.ts, and in words under `commitments.indicators.<key>` of the catalogues; the two are changed together.
 */
export const indicatorUnits = {
  /** AE1 */
  notices_from_guests: "share",
  notices_by_form_from_guests: "count",
  /** AE2 */
  decisions_with_appeal_link: "share",
  appeals_from_guests: "count",
  /** AE3 */
  hours_to_answer_appeals: "hours",
  appeals_answered_in_time: "share",
  appeal_answers_complete: "share",
  /** AE4 */
  hidden_links_found_by_third_parties: "share",
  hidden_links_found_by_own_detection: "share",
  /** AE5 */
  hidden_link_sanctions_executed: "share",
  /** AE6 */
  affiliates_screened: "share",
  /** AE7 */
  supplement_notices_decided: "share",
  medicine_findings_by_third_parties: "count",
  /** AE8 */
  adult_media_blurred: "share",
  /** AE9 */
  advertisements_naming_both: "share",
  /** AE10 */
  demotions_with_statement: "share",
  /** AE11 */
  traders_checked: "share",
  /** AE12 */
  research_exports_taken: "count",
  /** AE13 */
  reviews_in_time: "share",
  /** AE14 */
  trustee_reports_sent: "count",
  /** AE15 */
  anomalies_told: "share",
  /** AE16 */
  evidence_in_store: "share",
} as const satisfies Record<string, IndicatorUnit>;

export type IndicatorKey = keyof typeof indicatorUnits;
export const indicatorKeys = Object.keys(indicatorUnits) as IndicatorKey[];

/**
 * What is said of the things of a month, and may happen to them after it: a measure of its last evening is carried out on
 * the morning after. Days from its end until the month is final; an own target.
 */
const settlingDays: Partial<Record<IndicatorKey, number>> = {
  hidden_link_sanctions_executed: 14,
  supplement_notices_decided: 14,
  demotions_with_statement: 14,
  anomalies_told: 14,
};

/** The moment from which a month of an indicator is final; `end` is the first moment after the month. */
export function finalFrom(key: IndicatorKey, end: Date): Date {
  return new Date(end.getTime() + (settlingDays[key] ?? 0) * 86_400_000);
}

export function isIndicatorKey(text: string): text is IndicatorKey {
  return Object.hasOwn(indicatorUnits, text);
}

/** A measured month: `count` is of how many `value` is said; null where there was nothing of which to say it. */
export type Measured = { value: number | null; count: number };

export type Bounds = { low: number | null; high: number | null; leastCount: number };
export type { BoundBasis, IndicatorUnit };

/** A part of a whole, between 0 and 1; null of nothing. */
export function shareOf(part: number, whole: number): Measured {
  return { value: whole === 0 ? null : part / whole, count: whole };
}

/** Whether a value says that something is wrong: outside its bounds, and of enough to say so. A bound itself is inside. */
export function isOutside({ value, count }: Measured, { low, high, leastCount }: Bounds): boolean {
  if (value === null || count < leastCount) return false;
  return (low !== null && value < low) || (high !== null && value > high);
}

/** Bounds that can be met; else the field and what is wrong with it. */
export function boundsProblem(
  unit: IndicatorUnit,
  { low, high }: Pick<Bounds, "low" | "high">,
): { field: "low" | "high"; reason: string } | null {
  if (unit === "share" && low !== null && low > 1) return { field: "low", reason: "commitment_share" };
  if (unit === "share" && high !== null && high > 1) return { field: "high", reason: "commitment_share" };
  return low !== null && high !== null && low > high ? { field: "high", reason: "commitment_bounds" } : null;
}
