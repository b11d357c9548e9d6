import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { accounts, decisions, noticeContacts, statements } from "@/db/schema";
import { orderHoldOn } from "@/lib/intake/order-hold.store";
import { command } from "@/lib/platform/command";
import { appUrl, secrets } from "@/lib/platform/env";
import { mailText } from "@/lib/platform/letter-mail.rules";
import { sendMail } from "@/lib/platform/mail";
import { threadOf } from "@/lib/platform/mail-thread";
import { enqueue, NotNeeded, type OutboxHandler, Refused } from "@/lib/platform/outbox";
import type { OutboxMessage } from "@/lib/platform/outbox.rules";
import { fail, ok } from "@/lib/platform/result";
import { appealUntilOf } from "./appeal-window.rules";
import { linkSerial } from "./links.store";
import { withoutHeldOrder } from "./ordered.rules";
import { withCurrentLinks } from "./signed-links.rules";

/** Where a statement goes: the address the platform gave for the account, or the one the notifier left. */
export async function addressOf(
  db: Db | Tx,
  row: { accountId: string | null; noticeId: string | null },
): Promise<string | null> {
  if (row.noticeId) {
    const [contact] = await db
      .select({ email: noticeContacts.email })
      .from(noticeContacts)
      .where(eq(noticeContacts.noticeId, row.noticeId));
    return contact?.email ?? null;
  }
  if (!row.accountId) return null;
  const [account] = await db.select({ email: accounts.email }).from(accounts).where(eq(accounts.id, row.accountId));
  return account?.email ?? null;
}

/**
 * Records that an addressee was informed: from now their six calendar months to appeal run, in their own zone
 * (DSA Art. 20(2), DSA.md A2). A second call changes nothing; one after the first letter came back begins the months anew,
 * because nobody had been informed by that.
 */
export const markInformed = command({
  name: "statement.send",
  permission: "statement.send",
  input: z.object({ statementId: z.uuid(), delivery: z.enum(["sent", "not_deliverable", "bounced"]) }),
  subject: (input) => ({ kind: "statement", id: input.statementId, detail: { delivery: input.delivery } }),
  async run({ tx, now, onPlatform }, input) {
    const [row] = await tx
      .select({
        zone: statements.zone,
        sentAt: statements.sentAt,
        delivery: statements.delivery,
        platformId: statements.platformId,
        letter: statements.letter,
      })
      .from(statements)
      .where(eq(statements.id, input.statementId));
    if (!row) return fail("not_found");
    onPlatform(row.platformId);
    const informed = input.delivery === "sent";
    if (row.sentAt && !(informed && row.delivery === "bounced")) return ok({ appealUntil: null });
    const appealUntil = informed ? appealUntilOf(row, now) : null;
    await tx
      .update(statements)
      .set({
        delivery: input.delivery,
        // When it left first stays: it left then, too.
        ...(informed ? { sentAt: row.sentAt ?? now, informedAt: now, appealUntil } : {}),
      })
      .where(and(eq(statements.id, input.statementId), eq(statements.delivery, row.delivery)));
    return ok({ appealUntil });
  },
});

/** The conversation of whoever a letter is for: who reported, or whom the case is about. */
export function threadOfAddressee({
  caseId,
  accountId,
  noticeId,
}: {
  caseId: string;
  accountId: string | null;
  noticeId: string | null;
}): string {
  return threadOf(noticeId ? ["notice", noticeId] : ["case", caseId, accountId ?? ""]);
}

/** In place of a letter that came due while an authority forbids it: the same, when it no longer does (O3). */
async function sendAfter(db: Db, message: OutboxMessage, runAt: Date, now: Date): Promise<void> {
  const { kind, payload, platformId, decisionId } = message;
  const dedupeKey = `${kind}:${payload.statementId}:held ${runAt.toISOString()}`;
  const ids = { ...(platformId ? { platformId } : {}), ...(decisionId ? { decisionId } : {}) };
  await db.transaction((tx) => enqueue(tx, { kind, payload, dedupeKey, runAt, ...ids }, now));
}

/** Outbox handler of `mail.statement` and `mail.outcome`: payload `{statementId}`. */
export const deliverStatement: OutboxHandler = async (message, { db, now }) => {
  const statementId = z.uuid().parse(message.payload.statementId);
  const [row] = await db
    .select({
      accountId: statements.accountId,
      noticeId: statements.noticeId,
      subject: statements.subject,
      parts: statements.parts,
      language: statements.language,
      undoneAt: decisions.undoneAt,
      caseId: decisions.caseId,
      serial: linkSerial,
      isTold: sql<boolean>`(${statements.sentAt} is not null or ${statements.readAt} is not null)`,
      hold: orderHoldOn(decisions.id),
    })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .where(eq(statements.id, statementId));
  if (!row || row.undoneAt) throw new NotNeeded("the decision was taken back");
  if (message.kind === "mail.statement" && !row.isTold && row.hold && row.hold > now) {
    await sendAfter(db, message, row.hold, now);
    throw new NotNeeded("an authority does not allow it yet");
  }
  const to = await addressOf(db, row);
  const system = { kind: "system", name: "outbox" } as const;
  if (!to) {
    await markInformed(system, { statementId, delivery: "not_deliverable" }, now);
    throw new NotNeeded("no electronic address is known");
  }
  const own = { id: statementId, serial: row.serial };
  const told = withoutHeldOrder(row.parts, row.hold, now);
  const parts = row.serial > 0 ? withCurrentLinks(told, own, secrets().links) : told;
  const mail = {
    outboxId: message.id,
    to,
    ...mailText({ ...row, parts }, row.language, appUrl()),
    kind: message.kind,
    thread: threadOfAddressee(row),
    statementId,
  };
  try {
    await sendMail(db, mail, now);
  } catch (error) {
    // The six months have not begun: they begin when the person reads the statement at its link, or gets it after all.
    if (error instanceof Refused) await markInformed(system, { statementId, delivery: "bounced" }, now);
    throw error;
  }
  const marked = await markInformed(system, { statementId, delivery: "sent" }, now);
  // Tried again rather than lost: from this moment the six months run.
  if (!marked.ok) throw new Error(`the delivery was not recorded: ${marked.reason}`);
};
