/** The usual times for which a case is set aside. */
export const snoozes = ["hour", "tomorrow", "threeDays"] as const;

/** When a case comes back, by the person's own clock, as a field for date and time takes it: 2026-03-01T09:00. */
export function snoozeUntil(snooze: (typeof snoozes)[number], now: Date): string {
  const then = new Date(now);
  if (snooze === "hour") then.setHours(then.getHours() + 1);
  else {
    then.setDate(then.getDate() + (snooze === "tomorrow" ? 1 : 3));
    then.setHours(9, 0);
  }
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
  return `${day}T${two(then.getHours())}:${two(then.getMinutes())}`;
}
