import type { LinkReplaced, statements } from "@/db/schema";
import { fail, ok, type Result } from "@/lib/platform/result";
import type { SignedLink } from "./link.rules";
import { placeholderProblem } from "./placeholder.rules";

type Letter = Pick<typeof statements.$inferSelect, "revokedAt"> & { undoneAt: Date | null; effectiveAt: Date };

/** Where a new link would go: `known` is the address on record, `had` whether a mail with this letter went there before. */
export type Destination = { send: boolean; known: boolean; had: boolean };

/**
 * Why the link of a letter is not replaced, or null. An address from which somebody else has read the letter gets no new
 * link: that person would only have the next one as well.
 */
export function replaceRefusal(
  letter: Letter,
  { why, to, now }: { why: LinkReplaced; to: Destination; now: Date },
): "decision_taken_back" | "link_ended" | "decision_not_final" | "link_no_address" | "link_wrong_address" | null {
  if (letter.undoneAt) return "decision_taken_back";
  if (letter.revokedAt) return "link_ended";
  if (letter.effectiveAt > now) return "decision_not_final";
  if (!to.send) return null;
  if (!to.known) return "link_no_address";
  return why === "wrong_person" && to.had ? "link_wrong_address" : null;
}

/**
 * The serial of the link that takes the place of the newest one, or why none does: the same for the links of a statement
 * and for those about a measure of misuse.
 */
export function replacement(
  letter: Letter,
  asked: { why: LinkReplaced; note: string; to: Destination; now: Date },
  newest: { serial: number } | null,
): Result<number> {
  const refusal = replaceRefusal(letter, asked);
  if (refusal) return fail("refused", refusal);
  if (placeholderProblem(asked.note))
    return fail("refused", "refused", { fields: [{ field: "note", reason: "link_replace_note" }] });
  return ok((newest?.serial ?? 0) + 1);
}

/** Whether a newer link took the place of this one; a token that is no link of ours opens nothing either. */
export function isReplaced(link: SignedLink | null, newest: { serial: number } | null): boolean {
  return link?.serial !== (newest?.serial ?? 0);
}
