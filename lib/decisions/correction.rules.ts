/** The least that says why, in characters, of a correction as of a deviation; the decision keeps it. */
export const leastReason = 10;

/** Whether what was typed says why. */
export function isReason(why: string | undefined): boolean {
  return (why?.trim().length ?? 0) >= leastReason;
}

/** A correction of what the platform said counts only with its reason; until then `known` stays. */
export function waitsForReason(said: string, known: string | null, why: string): boolean {
  return said !== "" && said !== known && !isReason(why);
}
