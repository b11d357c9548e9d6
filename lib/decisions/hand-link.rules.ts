import type { statements } from "@/db/schema";

type Letter = Pick<typeof statements.$inferSelect, "delivery" | "readAt" | "revokedAt"> & { undoneAt: Date | null };

/**
 * Why the link of a letter is not handed to a colleague, or null: the link is the right to appeal in the addressee's name,
 * so it leaves the letter only where no mail brought it to them.
 */
export function handRefusal(letter: Letter): "decision_taken_back" | "link_ended" | "letter_has_arrived" | null {
  if (letter.undoneAt) return "decision_taken_back";
  if (letter.revokedAt) return "link_ended";
  const reachedNobody = letter.delivery === "bounced" || letter.delivery === "not_deliverable";
  return reachedNobody && !letter.readAt ? null : "letter_has_arrived";
}
