/** From so many hours on a lead is told in days: nobody counts "732 hours". */
const toldInDaysFrom = 48;

/** A lead in the unit that is read at a glance. */
export type Lead = { unit: "days" | "hours" | "minutes"; count: number };

/**
 * By how much a case stands before its deadline: days to one decimal, whole hours, and minutes under an hour. Null where it
 * is nothing, of which nothing is said.
 */
export function leadIn(hours: number): Lead | null {
  if (hours >= toldInDaysFrom) return { unit: "days", count: Math.round(hours / 2.4) / 10 };
  if (hours >= 1) return { unit: "hours", count: Math.round(hours) };
  const minutes = Math.round(hours * 60);
  if (minutes === 60) return { unit: "hours", count: 1 };
  return minutes > 0 ? { unit: "minutes", count: minutes } : null;
}
