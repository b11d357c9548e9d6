import type { statements } from "@/db/schema";

type Letter = Pick<typeof statements.$inferSelect, "revokedAt"> & { undoneAt: Date | null; effectiveAt: Date };

/** Where a new link would go: `known` is the address on record, `had` whether a mail with this letter went there before. */
export type Destination = { send: boolean; known: boolean; had: boolean };

/**
 * Why the link of a letter is not replaced, or null. An address from which somebody else has read the letter gets no new
 * link: that person would only have the next one as well.
 */
export function replaceRefusal(
  letter: Letter,
  { why, to, now }: { why: "lost" | "wrong_person"; to: Destination; now: Date },
): "decision_taken_back" | "link_ended" | "decision_not_final" | "link_no_address" | "link_wrong_address" | null {
  if (letter.undoneAt) return "decision_taken_back";
  if (letter.revokedAt) return "link_ended";
  if (letter.effectiveAt > now) return "decision_not_final";
  if (!to.send) return null;
  if (!to.known) return "link_no_address";
  return why === "wrong_person" && to.had ? "link_wrong_address" : null;
}
