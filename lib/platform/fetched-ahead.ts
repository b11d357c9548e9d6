/** Whether a browser fetches a page ahead: it has shown nothing to anybody yet. */
export function isFetchedAhead(asked: Headers): boolean {
  const purpose = `${asked.get("sec-purpose") ?? ""} ${asked.get("purpose") ?? ""} ${asked.get("x-moz") ?? ""}`;
  return purpose.includes("prefetch") || asked.has("next-router-prefetch");
}
