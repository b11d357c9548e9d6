/** From so many hours on a lead is told in days: nobody counts "732 hours". */
const toldInDaysFrom = 48;

/** By how much a case stands before its deadline, in the unit that is read at a glance; days to one decimal. */
export function leadIn(hours: number): { hours: number; days?: never } | { days: number; hours?: never } {
  return hours < toldInDaysFrom ? { hours } : { days: Math.round(hours / 2.4) / 10 };
}
