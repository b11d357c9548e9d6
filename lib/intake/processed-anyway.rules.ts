/** Sources that no suspension touches: orders have their own law, and a trusted flagger is its coordinator's matter (Art. 22(6)). */
const untouched: readonly string[] = ["trusted_flagger", "authority", "court", "own_detection"];

type Sent = { source: string; isFlagger: boolean; childAbuseClaim: boolean; category: string | null };

/**
 * Whether a notice is processed in spite of its sender's suspension (DSA Art. 23(2)). Abuse of children and threats to a
 * life are looked at whoever reports them: nobody is to be hurt because somebody cried wolf before.
 */
export function isProcessedAnyway({ source, isFlagger, childAbuseClaim, category }: Sent): boolean {
  return untouched.includes(source) || isFlagger || childAbuseClaim || category === "threat_to_life";
}
