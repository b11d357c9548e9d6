/** Urgent cases are ranked before every minute of a deadline (lib/intake/rank.rules.ts), so their rank is below zero. */
export function standsBeforeAll(rank: number): boolean {
  return rank < 0;
}
