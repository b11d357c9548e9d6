/** Whole minutes until a moment, never below zero; what is less than a minute away is due. */
export function minutesUntil(at: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(at) - now) / 60_000 - 0.5));
}

/** Whole minutes since a moment. */
export function minutesSince(at: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));
}

/** Where a break leads back to: a page of our own, and no other. */
export function backTo(from: string | undefined): string {
  return from !== undefined && /^\/(?![/\\])[\w\-/?=&.%]*$/.test(from) && !from.startsWith("/break") ? from : "/queue";
}
