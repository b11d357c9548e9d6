import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import {
  accounts,
  appeals,
  cases,
  decisions,
  misuseMarks,
  misuseSubjects,
  noticeContacts,
  noticeItems,
  notices,
  statements,
} from "@/db/schema";
import { senderKey } from "@/lib/intake/sender-record.rules";
import { command } from "@/lib/platform/command";
import { mayOn, type Person } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { MarkMisuse, UnmarkMisuse } from "./misuse.contract";

type Decision = typeof decisions.$inferSelect;
type About = { side: "content"; accountId: string } | { side: "reports"; sender: string };

/** Who decided it may call it manifest, and so may a supervisor: a colleague's finding is not judged in passing. */
const isTheirs = (actor: Person, decidedBy: string | null) => decidedBy === actor.id || actor.role === "supervisor";

function contentOf(decision: Decision): Result<About> {
  if (decision.outcome !== "violation" || !decision.accountId) return fail("refused", "mark_not_illegal");
  // Against the terms alone never counts here, however often (M1).
  return decision.groundIllegal
    ? ok({ side: "content", accountId: decision.accountId })
    : fail("refused", "mark_terms_only");
}

async function noticeOf(tx: Tx, decision: Decision, noticeId: string): Promise<Result<About>> {
  const [row] = await tx
    .select({
      source: notices.source,
      legalClaim: notices.legalClaim,
      flaggerId: notices.flaggerId,
      apiKeyId: notices.apiKeyId,
      email: noticeContacts.email,
    })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, notices.id))
    .where(and(eq(noticeItems.noticeId, noticeId), eq(noticeItems.caseId, decision.caseId)));
  if (!row) return fail("not_found", "notice_not_found");
  if (decision.outcome !== "no_violation" || !row.legalClaim) return fail("refused", "mark_not_unfounded");
  // Its coordinator is told instead (Art. 22(6)).
  if (row.flaggerId) return fail("refused", "mark_flagger");
  const { source, apiKeyId, email } = row;
  const sender = senderKey({ source, sender: { apiKeyId }, contact: { email } });
  return sender ? ok({ side: "reports", sender }) : fail("refused", "mark_nobody");
}

async function appealOf(tx: Tx, decision: Decision, appealId: string) {
  const [row] = await tx
    .select({
      outcome: appeals.outcome,
      decidedBy: appeals.decidedBy,
      ofAccount: accounts.email,
      ofNotice: noticeContacts.email,
    })
    .from(appeals)
    .innerJoin(statements, eq(statements.id, appeals.statementId))
    .leftJoin(accounts, eq(accounts.id, statements.accountId))
    .leftJoin(noticeContacts, eq(noticeContacts.noticeId, statements.noticeId))
    .where(and(eq(appeals.id, appealId), eq(appeals.decisionId, decision.id)));
  if (!row) return fail("not_found", "appeal_not_found");
  if (row.outcome !== "upheld") return fail("refused", "mark_not_unfounded");
  const email = (row.ofAccount ?? row.ofNotice)?.trim().toLowerCase();
  if (!email) return fail("refused", "mark_nobody");
  return ok({ about: { side: "reports", sender: `mail ${email}` } as const, decidedBy: row.decidedBy });
}

async function subjectFor(tx: Tx, platformId: string, about: About, now: Date): Promise<string> {
  const row = {
    platformId,
    side: about.side,
    accountId: about.side === "content" ? about.accountId : null,
    sender: about.side === "reports" ? about.sender : null,
  };
  await tx
    .insert(misuseSubjects)
    .values({ ...row, createdAt: now })
    .onConflictDoNothing();
  const own =
    about.side === "content" ? eq(misuseSubjects.accountId, about.accountId) : eq(misuseSubjects.sender, about.sender);
  const [found] = await tx
    .select({ id: misuseSubjects.id })
    .from(misuseSubjects)
    .where(and(eq(misuseSubjects.platformId, platformId), own));
  if (!found) throw new Error("a subject was stored and is gone");
  return found.id;
}

/**
 * Says of one decided thing that it is manifestly illegal, or of one report or complaint that it is manifestly unfounded
 * (DSA Art. 23(1), (2)): what any lay person sees without looking into it. Apart from strikes, and counted only while the
 * decision stands.
 */
export const markMisuse = command<typeof MarkMisuse, { markId: string; subjectId: string }>({
  name: "misuse.mark",
  permission: "case.decide",
  input: MarkMisuse,
  subject: ({ decisionId, noticeId, appealId }, value) => ({
    kind: "misuse_mark",
    id: value?.markId ?? "new",
    detail: { decisionId, noticeId: noticeId ?? null, appealId: appealId ?? null },
  }),
  async run({ tx, actor, now, onPlatform }, { decisionId, noticeId, appealId, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [found] = await tx
      .select({ decision: decisions })
      .from(decisions)
      .innerJoin(cases, eq(cases.id, decisions.caseId))
      .where(and(eq(decisions.id, decisionId), shownTo(actor)));
    if (!found || !mayOn(actor, found.decision.platformId)) return fail("not_found", "decision_not_found");
    const { decision } = found;
    onPlatform(decision.platformId);
    if (decision.undoneAt || decision.reversedAt || decision.supersededBy) return fail("refused", "mark_has_fallen");
    const appeal = appealId ? await appealOf(tx, decision, appealId) : null;
    if (appeal && !appeal.ok) return appeal;
    if (!isTheirs(actor, appeal ? appeal.value.decidedBy : decision.decidedBy))
      return fail("refused", "mark_not_yours");
    const about = appeal
      ? ok(appeal.value.about)
      : noticeId
        ? await noticeOf(tx, decision, noticeId)
        : contentOf(decision);
    if (!about.ok) return about;
    const { platformId } = decision;
    const subjectId = await subjectFor(tx, platformId, about.value, now);
    const [mark] = await tx
      .insert(misuseMarks)
      .values({ platformId, subjectId, decisionId, noticeId, appealId, why, markedBy: actor.id, markedAt: now })
      .onConflictDoNothing()
      .returning({ id: misuseMarks.id });
    return mark ? ok({ markId: mark.id, subjectId }) : fail("stale", "mark_there_already");
  },
});

/** Takes a mark back; it stays on record and counts no longer. */
export const unmarkMisuse = command<typeof UnmarkMisuse, { markId: string }>({
  name: "misuse.unmark",
  permission: "case.decide",
  input: UnmarkMisuse,
  subject: ({ markId }) => ({ kind: "misuse_mark", id: markId }),
  async run({ tx, actor, now, onPlatform }, { markId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [mark] = await tx.select().from(misuseMarks).where(eq(misuseMarks.id, markId)).for("update");
    if (!mark || !mayOn(actor, mark.platformId)) return fail("not_found", "mark_not_found");
    onPlatform(mark.platformId);
    if (!isTheirs(actor, mark.markedBy)) return fail("refused", "mark_not_yours");
    const free = and(eq(misuseMarks.id, markId), isNull(misuseMarks.withdrawnAt));
    const [taken] = await tx
      .update(misuseMarks)
      .set({ withdrawnAt: now, withdrawnBy: actor.id })
      .where(free)
      .returning({ id: misuseMarks.id });
    return taken ? ok({ markId }) : fail("stale", "mark_not_found");
  },
});
