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

export const SettleMail = z.object({ mailId: z.uuid(), how: neededText(500) });

/** A letter that came back and of which nobody has seen to it yet that its addressee learns. Instants are ISO strings. */
export type LetterCameBack = {
  mailId: string;
  kind: string;
  statementId: string;
  subject: string;
  language: string;
  caseId: string;
  reference: string;
  addressee: "affected" | "notifier";
  /** DSA Art. 17: by the end of the day on which the restriction starts. */
  isStatementOfReasons: boolean;
  bouncedAt: string;
  reason: string;
};
