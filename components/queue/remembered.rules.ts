/** Where a browser keeps the filter a person had last: each person of a shared machine has a cookie of their own. */
export function rememberedCookie(personId: string): string {
  return `queue-${personId.slice(-12)}`;
}

/** Where the bare address of the queue leads: to the part a person looked at last, or null when that is the whole. */
export function wayBack(asked: string, kept: string | undefined): string | null {
  return asked === "" && kept ? `/queue?${kept}` : null;
}
