import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { accounts, decisions, mails, noticeContacts, orderLetters, outbox, statements } from "@/db/schema";
import { broughtBy, recountTold } from "@/lib/intake/order-told.store";
import { command } from "@/lib/platform/command";
import { letterKinds } from "@/lib/platform/letter-state.rules";
import { enqueue } from "@/lib/platform/outbox";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { appealUntilOf } from "./appeal-window.rules";
import { mailShownTo, owedMailKinds } from "./came-back.store";
import { addressOf } from "./deliver.command";
import { SettleMail, TakeMail } from "./mail-event.contract";

/**
 * Sends a letter that came back to another address that is known by now (the platform has told it since); that settles
 * the one that came back. Fails as `no_other_address`, or `mail_settled` where somebody saw to it.
 */
export const sendToNextContact = command({
  name: "statement.send_again",
  permission: "statement.send",
  input: z.object({ mailId: z.uuid() }),
  subject: ({ mailId }) => ({ kind: "mail", id: mailId }),
  async run({ tx, now, onPlatform }, { mailId }) {
    const [mail] = await tx.select().from(mails).where(eq(mails.id, mailId)).for("update");
    if (!mail?.statementId) return fail("not_found");
    if (!mail.bouncedAt || mail.settledAt) return fail("stale", "mail_settled");
    const [letter] = await tx.select().from(statements).where(eq(statements.id, mail.statementId));
    if (!letter) return fail("not_found");
    onPlatform(letter.platformId);
    const to = await addressOf(tx, letter);
    if (!to || to.toLowerCase() === mail.toAddress.toLowerCase()) return fail("refused", "no_other_address");
    const { id: statementId, platformId, decisionId } = letter;
    const again = { kind: mail.kind, payload: { statementId }, dedupeKey: `${mail.kind}:${statementId}:${mail.id}` };
    await enqueue(tx, { ...again, platformId, decisionId }, now);
    await tx.update(mails).set({ settledAt: now, settledHow: "other_address" }).where(eq(mails.id, mail.id));
    return ok({ statementId });
  },
});

/** A mail that came back and is still to be seen to, locked, with its platform; one that this actor may not know of is not there. */
async function cameBackMail(
  tx: Tx,
  actor: Actor,
  mailId: string,
): Promise<Result<{ platformId: string | null; statementId: string | null }>> {
  const owed = and(eq(mails.id, mailId), inArray(mails.kind, [...owedMailKinds]), mailShownTo(actor));
  const [mail] = await tx.select().from(mails).where(owed).for("update");
  if (!mail) return fail("not_found");
  if (!mail.bouncedAt || mail.settledAt) return fail("stale", "mail_settled");
  const { platformId } = statements;
  const [letter] = mail.statementId
    ? await tx.select({ platformId }).from(statements).where(eq(statements.id, mail.statementId))
    : [];
  const [sent] = mail.outboxId
    ? await tx.select({ platformId: outbox.platformId }).from(outbox).where(eq(outbox.id, mail.outboxId))
    : [];
  const statementId = letterKinds.includes(mail.kind) ? mail.statementId : null;
  return ok({ platformId: letter?.platformId ?? sent?.platformId ?? null, statementId });
}

/** Takes it on to see to a mail that came back: it stands on the clocks under their name, and another may take it over. */
export const takeMail = command({
  name: "mail.take",
  permission: "mail.settle",
  input: TakeMail,
  subject: ({ mailId }) => ({ kind: "mail", id: mailId }),
  async run({ tx, actor, now, onPlatform }, { mailId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const mail = await cameBackMail(tx, actor, mailId);
    if (!mail.ok) return mail;
    if (mail.value.platformId) onPlatform(mail.value.platformId);
    await tx.update(mails).set({ takenBy: actor.id, takenAt: now }).where(eq(mails.id, mailId));
    return ok({ mailId });
  },
});

/** Who was told of a letter in another way is informed by that: their six months begin on that day (Art. 20(2), A2). */
async function informedOtherwise(tx: Tx, statementId: string, now: Date): Promise<void> {
  const { letter, zone } = statements;
  const own = and(eq(statements.id, statementId), eq(statements.delivery, "bounced"), isNull(statements.readAt));
  const [row] = await tx.select({ letter, zone }).from(statements).where(own).for("update");
  if (row)
    await tx
      .update(statements)
      .set({ informedAt: now, appealUntil: appealUntilOf(row, now) })
      .where(own);
}

/** Who was told of an order in another way than by the mail that came back has been told of it (Art. 9(5), 10(5)). */
async function toldOfOrderOtherwise(tx: Tx, mailId: string, { by, how }: { by: string; how: string }, now: Date) {
  const brought = broughtBy(sql`(select back.outbox_id from ${mails} back where back.id = ${mailId})`);
  const [told] = await tx
    .update(orderLetters)
    .set({ closedAt: now, closedBy: by, closedHow: "told", closedWhy: how })
    .where(and(brought, isNull(orderLetters.readAt), isNull(orderLetters.closedAt)))
    .returning({ orderId: orderLetters.orderId });
  if (told) await recountTold(tx, told.orderId);
}

/**
 * Somebody has seen to it that the addressee of a letter that came back learns of it, and says how: from then on their
 * time to appeal runs.
 */
export const settleMail = command({
  name: "mail.settle",
  permission: "mail.settle",
  input: SettleMail,
  subject: ({ mailId }) => ({ kind: "mail", id: mailId }),
  async run({ tx, actor, now, onPlatform }, { mailId, how }) {
    if (actor.kind !== "person") return fail("forbidden");
    const mail = await cameBackMail(tx, actor, mailId);
    if (!mail.ok) return mail;
    if (mail.value.platformId) onPlatform(mail.value.platformId);
    await tx.update(mails).set({ settledAt: now, settledBy: actor.id, settledHow: how }).where(eq(mails.id, mailId));
    if (mail.value.statementId) await informedOtherwise(tx, mail.value.statementId, now);
    await toldOfOrderOtherwise(tx, mailId, { by: actor.id, how }, now);
    return ok({ mailId });
  },
});

/** The outbox key of a letter that is sent late: by its address, which is not to be read from it. */
const lateKey = sql<string>`'mail.statement:' || ${statements.id}::text || ':' || md5(lower(${accounts.email}))`;

/**
 * Sends a letter that had nowhere to go to the address that its addressee has by now. Fails as `no_other_address`, or
 * `mail_settled` where it reached them meanwhile. Once for each address: what comes back from it is seen to as such.
 */
export const sendOnceReachable = command({
  name: "statement.send_late",
  permission: "statement.send",
  input: z.object({ statementId: z.uuid() }),
  subject: ({ statementId }) => ({ kind: "statement", id: statementId }),
  async run({ tx, now, onPlatform }, { statementId }) {
    const [letter] = await tx.select().from(statements).where(eq(statements.id, statementId)).for("update");
    if (!letter) return fail("not_found");
    onPlatform(letter.platformId);
    if (letter.delivery !== "not_deliverable" || letter.readAt) return fail("stale", "mail_settled");
    const [to] = await tx
      .select({ key: lateKey })
      .from(statements)
      .innerJoin(accounts, eq(accounts.id, statements.accountId))
      .where(and(eq(statements.id, statementId), isNull(statements.noticeId), isNotNull(accounts.email)));
    if (!to) return fail("refused", "no_other_address");
    const { platformId, decisionId } = letter;
    const late = { kind: "mail.statement", payload: { statementId }, dedupeKey: to.key };
    await enqueue(tx, { ...late, platformId, decisionId }, now);
    return ok({ statementId });
  },
});

/** For a schedule: letters that had nowhere to go, of decisions that stand, whose addressee has an address by now. */
export async function tryLateContacts(db: Db, now: Date): Promise<void> {
  const rows = await db
    .select({ statementId: statements.id })
    .from(statements)
    .innerJoin(accounts, eq(accounts.id, statements.accountId))
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .where(
      and(
        // Literals: the planner must see that they imply the partial index's own condition.
        sql`${statements.delivery} = 'not_deliverable' and ${statements.readAt} is null`,
        isNull(statements.noticeId),
        isNull(statements.revokedAt),
        isNotNull(accounts.email),
        isNull(decisions.undoneAt),
        isNull(decisions.reversedAt),
        isNull(decisions.supersededBy),
        lte(decisions.effectiveAt, now),
        sql`not exists (select 1 from ${outbox} where ${outbox.dedupeKey} = ${lateKey})`,
      ),
    )
    .orderBy(asc(statements.composedAt), asc(statements.id))
    .limit(50);
  for (const { statementId } of rows) await sendOnceReachable({ kind: "system", name: "outbox" }, { statementId }, now);
}

/** For a schedule: letters that came back and whose addressee has another address by now are sent there. */
export async function tryNextContacts(db: Db, now: Date): Promise<void> {
  const rows = await db
    .select({ mailId: mails.id })
    .from(mails)
    .innerJoin(statements, eq(statements.id, mails.statementId))
    .leftJoin(accounts, and(eq(accounts.id, statements.accountId), isNull(statements.noticeId)))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, statements.noticeId))
    .where(
      and(
        isNotNull(mails.bouncedAt),
        isNull(mails.settledAt),
        isNull(statements.readAt),
        isNull(statements.revokedAt),
        inArray(mails.kind, [...letterKinds]),
        sql`lower(coalesce(${noticeContacts.email}, ${accounts.email})) <> lower(${mails.toAddress})`,
      ),
    )
    .orderBy(asc(mails.bouncedAt), asc(mails.id))
    .limit(50);
  for (const { mailId } of rows) await sendToNextContact({ kind: "system", name: "outbox" }, { mailId }, now);
}
