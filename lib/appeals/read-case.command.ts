import "server-only";
import { and, eq, gte, max } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "@/db/client";
import { accounts, auditEntries, cases, decisions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { blindOnAccount, blindOnCase } from "./held-blind.queries";

/**
 * That somebody who answers appeals has read a decided case, and with it the history of its account: should one of those
 * decisions be contested, their first look is not blind (issue 5). In the log once for each time something is decided there;
 * a case that is still to be decided tells nothing.
 */
export const readDecidedCase = command({
  name: "case.read",
  permission: "appeal.decide",
  input: z.object({ caseId: z.uuid() }),
  subject: ({ caseId }, value?: { isNew: boolean; platform: string }) =>
    value?.isNew ? { kind: "case", id: caseId, platformId: value.platform } : null,
  async run({ tx, actor }, { caseId }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const { platformId, decidedAt, accountId } = cases;
    const [row] = await tx
      .select({ platformId, decidedAt, accountId })
      .from(cases)
      .where(and(eq(cases.id, caseId), shownTo(actor)));
    // What is not there for them tells nothing, in the same words: one of a golden item's account is in no table of cases.
    if (!row || !mayOn(actor, row.platformId)) return ok({ isNew: false, platform: "" });
    const closed = await blindOnCase(tx, actor, caseId);
    if (closed) return closed;
    if (!row.decidedAt) return ok({ isNew: false, platform: row.platformId });
    const ofAccount = row.accountId === null ? null : await lastDecided(tx, row.accountId);
    const since = ofAccount && ofAccount > row.decidedAt ? ofAccount : row.decidedAt;
    const known = await hasRead(tx, actor.id, { verb: "case.read", subjectId: caseId, since });
    return ok({ isNew: !known, platform: row.platformId });
  },
});

type Read = { verb: "case.read" | "account.read"; subjectId: string; since: Date };

/** Whether the log has it already that this person read this, since what there is to read last changed. */
async function hasRead(tx: Tx, personId: string, { verb, subjectId, since }: Read): Promise<boolean> {
  const { actorId, subjectId: id, verb: done, at } = auditEntries;
  const before = and(eq(actorId, personId), eq(done, verb), eq(id, subjectId), gte(at, since));
  return (await tx.$count(auditEntries, before)) > 0;
}

/** When something was last decided about an account; null: nothing was. */
async function lastDecided(tx: Tx, accountId: string): Promise<Date | null> {
  const about = eq(decisions.accountId, accountId);
  const [last] = await tx
    .select({ at: max(decisions.decidedAt) })
    .from(decisions)
    .where(about);
  return last?.at ?? null;
}

/**
 * That somebody who answers appeals has read an account's page, where every decision about it stands with its outcome: none
 * of them is blind to that person any more. In the log once for each time something is decided about the account, so that
 * a look before the contested decision tells nothing, and one after it is never missed.
 */
export const readAccount = command({
  name: "account.read",
  permission: "appeal.decide",
  input: z.object({ accountId: z.uuid() }),
  subject: ({ accountId }, value?: { isNew: boolean; platform: string }) =>
    value?.isNew ? { kind: "account", id: accountId, platformId: value.platform } : null,
  async run({ tx, actor }, { accountId }) {
    if (actor.kind !== "person" || actor.through) return fail("forbidden");
    const { id, platformId } = accounts;
    const [row] = await tx.select({ platformId }).from(accounts).where(eq(id, accountId));
    // One of a golden item is in no table of accounts, and told in the same words.
    if (!row || !mayOn(actor, row.platformId)) return ok({ isNew: false, platform: "" });
    const closed = await blindOnAccount(tx, actor, accountId);
    if (closed) return closed;
    const since = await lastDecided(tx, accountId);
    const isKnown = !since || (await hasRead(tx, actor.id, { verb: "account.read", subjectId: accountId, since }));
    return ok({ isNew: !isKnown, platform: row.platformId });
  },
});
