/** The least that says why a moderator knows better than the platform, in characters; the decision keeps it. */
export const leastReason = 10;

export function isReason(why: string | undefined): boolean {
  return (why?.trim().length ?? 0) >= leastReason;
}

/** A correction of what the platform said counts only with its reason; until then `known` stays. */
export function waitsForReason(said: string, known: string | null, why: string): boolean {
  return said !== "" && said !== known && !isReason(why);
}
