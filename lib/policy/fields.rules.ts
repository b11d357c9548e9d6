/**
 * The first field of a question that nobody reads, cut to what fits in a sentence, and that sentence; null: each is read.
 * A slip in "contentDate" or "conditionsMet" would be answered as if nothing had been said.
 */
export function unreadField(raw: unknown, known: readonly string[]): { name: string; sentence: string } | null {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return null;
  const odd = Object.keys(raw).find((key) => !known.includes(key));
  if (odd === undefined) return null;
  return { name: odd.slice(0, 60), sentence: `is not a field here; known are ${known.join(", ")}.` };
}
