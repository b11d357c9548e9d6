import "server-only";
import { and, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { mails, orderLetters, outbox, statements } from "@/db/schema";
import { broughtBy, recountTold } from "@/lib/intake/order-told.store";
import { command } from "@/lib/platform/command";
import { isId } from "@/lib/platform/ids.rules";
import { letterKinds } from "@/lib/platform/letter-state.rules";
import { fail, ok } from "@/lib/platform/result";
import { MailEvent } from "./mail-event.contract";

type StoredMail = typeof mails.$inferSelect;

/** What a server said, without anybody's address: the row lives longer than the address may. */
function withoutAddresses(reason: string): string {
  return reason.replace(/[^\s<>"'(),;:]+@[^\s<>"'(),;]+/g, "the address").slice(0, 300);
}

/** What the report adds to the mail's row; null where it says nothing new. The first of each kind counts. */
function news(mail: StoredMail, { event, reason }: MailEvent, at: Date): Partial<StoredMail> | null {
  if (event === "bounced")
    return mail.bouncedAt
      ? null
      : { bouncedAt: at, bounceReason: withoutAddresses(reason) || "the mail service said so" };
  if (event === "complained") return mail.complainedAt ? null : { complainedAt: at };
  return mail.deliveredAt || mail.bouncedAt ? null : { deliveredAt: at };
}

/**
 * The letter came back with it: nobody was informed by that. Not where it was read all the same, nor where it has been
 * sent again meanwhile.
 */
async function letterCameBack(tx: Tx, mail: StoredMail): Promise<void> {
  const { id, statementId, sentAt, kind } = mail;
  if (kind === "mail.order") return orderLetterCameBack(tx, mail);
  if (!statementId || !letterKinds.includes(kind)) return;
  const again = await tx
    .select({ id: mails.id })
    .from(mails)
    .where(
      and(
        eq(mails.statementId, statementId),
        eq(mails.kind, kind),
        ne(mails.id, id),
        gt(mails.sentAt, sentAt),
        isNull(mails.bouncedAt),
      ),
    );
  if (again.length > 0) return;
  await tx
    .update(statements)
    .set({ delivery: "bounced" })
    .where(and(eq(statements.id, statementId), eq(statements.delivery, "sent"), isNull(statements.readAt)));
}

/** What the person concerned was to be told of an order reached nobody by this mail. */
async function orderLetterCameBack(tx: Tx, { outboxId }: StoredMail): Promise<void> {
  if (!outboxId) return;
  const [back] = await tx
    .update(orderLetters)
    .set({ delivery: "bounced" })
    .where(and(broughtBy(sql`${outboxId}::uuid`), eq(orderLetters.delivery, "sent"), isNull(orderLetters.readAt)))
    .returning({ orderId: orderLetters.orderId });
  if (back) await recountTold(tx, back.orderId);
}

/** The mail of a Message-ID, locked; one that was kept here only has its number in the outbox. */
async function mailWith(tx: Tx, messageId: string): Promise<StoredMail | undefined> {
  const [sent] = await tx.select().from(mails).where(eq(mails.messageId, messageId)).limit(1).for("update");
  const outboxId = messageId.slice(1).split("@")[0] ?? "";
  if (sent || !isId(outboxId)) return sent;
  const [numbered] = await tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.id, outboxId), eq(outbox.messageId, messageId)));
  if (!numbered) return undefined;
  const [kept] = await tx.select().from(mails).where(eq(mails.outboxId, numbered.id)).limit(1).for("update");
  return kept;
}

/** Writes down what the mail service reports of one mail. A repeat changes nothing. Fails as `mail_unknown`. */
export const recordMailEvent = command({
  name: "mail.event",
  permission: "statement.send",
  input: MailEvent,
  subject: ({ event }, value?: { mailId: string; changed: boolean }) =>
    value?.changed === false ? null : { kind: "mail", id: value?.mailId ?? "unknown", detail: { event } },
  async run({ tx, now, onPlatform }, input) {
    const mail = await mailWith(tx, `<${input.messageId.replace(/^<|>$/g, "")}>`);
    if (!mail) return fail("not_found", "mail_unknown");
    // A clock that is ahead writes nothing into our future.
    const at = new Date(Math.min(new Date(input.at).getTime(), now.getTime()));
    const change = news(mail, input, at);
    if (!change) return ok({ mailId: mail.id, changed: false });
    await tx.update(mails).set(change).where(eq(mails.id, mail.id));
    if (change.bouncedAt) await letterCameBack(tx, mail);
    if (mail.statementId) {
      const { platformId } = statements;
      const [letter] = await tx.select({ platformId }).from(statements).where(eq(statements.id, mail.statementId));
      if (letter) onPlatform(letter.platformId);
    }
    return ok({ mailId: mail.id, changed: true });
  },
});
