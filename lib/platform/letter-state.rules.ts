import type { statements } from "@/db/schema";

/**
 * What became of a letter: waits; accepted by the mail server; delivered, as the mail service says; came back; there was
 * nowhere to send it; read, which is that its signed link was opened, and never a picture in a mail; taken back.
 */
export const letterStates = ["queued", "sent", "delivered", "bounced", "undeliverable", "read", "cancelled"] as const;
export type LetterState = (typeof letterStates)[number];

type Letter = Pick<typeof statements.$inferSelect, "delivery" | "sentAt" | "readAt">;
type Mail = { deliveredAt: Date | null; bouncedAt: Date | null; bounceReason: string | null };
export type StateOfLetter = { state: LetterState; at: Date | null; why: string | null };

const stateOfDelivery = {
  held: "queued",
  sent: "sent",
  bounced: "bounced",
  not_deliverable: "undeliverable",
  cancelled: "cancelled",
} as const satisfies Record<Letter["delivery"], LetterState>;

/** The state of a letter with its moment and reason, from its row and that of the newest mail that brought it, if any. */
export function letterState(letter: Letter, mail: Mail | null): StateOfLetter {
  if (letter.readAt) return { state: "read", at: letter.readAt, why: null };
  const state = stateOfDelivery[letter.delivery];
  if (state === "bounced") return { state, at: mail?.bouncedAt ?? null, why: mail?.bounceReason ?? null };
  if (state !== "sent") return { state, at: null, why: null };
  return mail?.deliveredAt
    ? { state: "delivered", at: mail.deliveredAt, why: null }
    : { state, at: letter.sentAt, why: null };
}

/** The kinds of mail that bring a letter itself, as against one about an appeal of it. */
export const letterKinds: readonly string[] = ["mail.statement", "mail.outcome"];

/** The state of one mail; `readAt` is that of the letter it brought. */
export function mailState(mail: Mail & { kind: string; sentAt: Date }, readAt: Date | null): StateOfLetter {
  const isLetter = letterKinds.includes(mail.kind);
  if (mail.bouncedAt) return { state: "bounced", at: mail.bouncedAt, why: mail.bounceReason };
  return letterState({ delivery: "sent", sentAt: mail.sentAt, readAt: isLetter ? readAt : null }, mail);
}
