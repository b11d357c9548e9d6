import { z } from "zod";
import { neededText } from "@/lib/platform/text.rules";

/** What a mail service reports of one mail: `messageId` as in its header, with or without angle brackets. */
export const MailEvent = z.object({
  messageId: z.string().trim().min(3).max(400),
  event: z.enum(["delivered", "bounced", "complained"]),
  at: z.iso.datetime({ offset: true }),
  /** What the receiver's server said; addresses in it are left out. */
  reason: z.string().trim().max(2000).default(""),
});
export type MailEvent = z.infer<typeof MailEvent>;

/** `changed` is false for a report that says nothing new. */
export const MailEventTaken = z.object({ changed: z.boolean() });

export const TakeMail = z.object({ mailId: z.uuid() });
export const SettleMail = z.object({ mailId: z.uuid(), how: neededText(500) });

/** A mail that the law owes to somebody, that came back and of which nobody has seen to it yet that its addressee learns. Instants are ISO strings. */
export type LetterCameBack = {
  mailId: string;
  kind: string;
  /** Null where it brought no letter about a decision: a receipt, a warning, a letter about an order. */
  statementId: string | null;
  subject: string;
  language: string;
  caseId: string | null;
  /** What it is about, as the desk names it, and where that stands. */
  about: { reference: string; href: string | null };
  addressee: "affected" | "notifier" | null;
  /** Who has taken it on. */
  takenBy: { id: string; name: string } | null;
  /** DSA Art. 17: by the end of the day on which the restriction starts. */
  isStatementOfReasons: boolean;
  bouncedAt: string;
  reason: string;
};
