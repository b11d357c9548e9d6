import { confidentFrom } from "./match.rules";
import type { Finding } from "./outside.contract";

/** How often what a reader named was what a person then decided on. */
export type TrackRecord = { right: number; of: number };

/** What a person decided: the clauses, none for "no violation". */
export type Judged = { findings: readonly Pick<Finding, "ref">[]; decided: readonly string[] };

export function recordOf(judged: readonly Judged[]): TrackRecord {
  const each = judged.flatMap(({ findings, decided }) => findings.map(({ ref }) => decided.includes(ref)));
  return { right: each.filter(Boolean).length, of: each.length };
}

/** One-sided 95 %. */
const z = 1.645;
/** Never alone the reason for a confident suggestion. */
export const mostWeight = confidentFrom - 0.01;

/**
 * The score that a reader's word is worth: the lower end of what its record on this platform can mean (Wilson), so that
 * a reader nobody has seen at work is worth nothing, and a good one about how often it is right. People saw its word
 * before they decided, which flatters the record: it ends below what counts as confident.
 */
export function weightOf({ right, of }: TrackRecord): number {
  if (of === 0) return 0;
  const share = right / of;
  const middle = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const lower = (middle - spread) / (1 + (z * z) / of);
  return Math.round(1000 * Math.min(mostWeight, Math.max(0, lower))) / 1000;
}
