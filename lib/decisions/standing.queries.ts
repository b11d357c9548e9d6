import "server-only";
import { and, desc, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  accounts,
  cases,
  contentItems,
  decisions,
  notes,
  people,
  platforms,
  reviewFlags,
  sanctions,
} from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import type { PolicyPack } from "@/lib/policy/contract";
import { versionLabelIn } from "@/lib/policy/library-words.rules";
import { packFor } from "@/lib/policy/store";
import { veiled } from "@/lib/queue/care.rules";
import { notGivenTo } from "@/lib/queue/care.store";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { AccountPage, AccountStanding, CaseNote, PastDecision, RecentDecision } from "./account.contract";
import { decisionState, shownState } from "./decision-state.rules";
import { countedWords } from "./letter-facts.rules";
import { fallenAmong } from "./lifted.store";
import { strikesOf } from "./material.store";
import { runningSanctions } from "./running.rules";
import { sanctionFacts, strikeFacts } from "./sanction-facts.rules";
import { standing } from "./standing.rules";
import { affiliateCard, traderCard } from "./trader.queries";
import { wordsOf } from "./words.store";

const decisionColumns = {
  id: decisions.id,
  caseId: decisions.caseId,
  prefix: platforms.prefix,
  number: cases.number,
  clauseRef: decisions.clauseRef,
  outcome: decisions.outcome,
  decidedAt: decisions.decidedAt,
  effectiveAt: decisions.effectiveAt,
  contentDay: decisions.contentDay,
  versionRef: decisions.versionRef,
  role: decisions.role,
  undoneAt: decisions.undoneAt,
  reversedAt: decisions.reversedAt,
  supersededBy: decisions.supersededBy,
  flagged: sql<boolean>`exists (select 1 from ${reviewFlags} where ${reviewFlags.decisionId} = ${decisions.id} and ${reviewFlags.resolvedAt} is null)`,
};

async function pastDecisions(
  db: Db,
  actor: Actor,
  where: SQL | undefined,
  limit: number,
): Promise<(PastDecision & { undoUntil: string })[]> {
  const rows = await db
    .select(decisionColumns)
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .where(and(where, shownTo(actor)))
    .orderBy(desc(decisions.decidedAt), desc(decisions.id))
    .limit(limit);
  const ids = rows.map(({ id }) => id);
  const imposed =
    ids.length === 0
      ? []
      : await db
          .select({ decisionId: sanctions.decisionId, label: sanctions.label, state: sanctions.state })
          .from(sanctions)
          .where(inArray(sanctions.decisionId, ids))
          .orderBy(sanctions.id);
  const fallen = await fallenAmong(db, ids);
  return rows.map((row) => ({
    id: row.id,
    caseId: row.caseId,
    reference: caseReference(row.prefix, row.number),
    clauseRef: row.clauseRef,
    outcome: row.outcome,
    sanctions: imposed
      .filter(({ decisionId }) => decisionId === row.id)
      .map(({ label, state }) => ({ label, isLifted: state === "lifted" })),
    decidedAt: row.decidedAt.toISOString(),
    contentDay: row.contentDay,
    versionRef: row.versionRef,
    role: row.role,
    state: shownState(decisionState(row), fallen.get(row.id)),
    flagged: row.flagged,
    undoUntil: row.effectiveAt.toISOString(),
  }));
}

/** How many earlier decisions the case page shows; the account's own page shows more. */
const shownOnCase = 20;

type StoredAccount = typeof accounts.$inferSelect;

/**
 * An account's standing, recomputed from all its strikes and sanctions, with those of its decisions that this actor may
 * see, newest first.
 * @param about.before only what was decided earlier than this moment, whatever day its content is of
 */
export async function standingOf(
  db: Db,
  about: { actor: Actor; account: StoredAccount; role: string | null; pack: PolicyPack; before?: Date | null },
  now: Date,
  limit = shownOnCase,
): Promise<AccountStanding> {
  const { actor, account, role, pack, before } = about;
  const strikes = await strikesOf(db, account.id);
  const imposed = await db
    .select()
    .from(sanctions)
    .where(and(eq(sanctions.accountId, account.id), inArray(sanctions.state, ["held", "in_force"])));
  const totals = standing(
    strikes.map((strike) => strikeFacts(strike, pack)),
    imposed.map(sanctionFacts),
    now,
  );
  const past = await pastDecisions(
    db,
    actor,
    and(eq(decisions.accountId, account.id), before ? lt(decisions.decidedAt, before) : undefined),
    limit,
  );
  return {
    id: account.id,
    handle: account.handle,
    externalId: account.externalId,
    kind: account.kind,
    jurisdiction: account.jurisdiction,
    language: account.language,
    facts: account.facts,
    role,
    confirmedStrikes: totals.confirmedStrikes,
    points: totals.points,
    counters: totals.counters.map(({ counter, role: counted, versionRef, count }) => ({
      counter,
      label: {
        en: countedWords(pack, counter, wordsOf("en", "decisions")),
        hans: countedWords(pack, counter, wordsOf("zh-Hans", "decisions")),
      },
      role: counted,
      versionRef,
      count,
    })),
    running: runningSanctions(totals.running, imposed),
    trader: await traderCard(db, actor, account.id, now),
    affiliate: await affiliateCard(db, account.id),
    reEntryBarred: totals.reEntryBarred,
    decisions: past.map(({ undoUntil: _undo, versionRef, ...decision }) => ({
      ...decision,
      version: versionRef === null ? null : versionLabelIn(pack, versionRef),
    })),
  };
}

/** Notes on a case and those that follow its account, newest first, without those of cases hidden from this actor. */
export async function notesOf(
  db: Db,
  actor: Actor,
  about: { caseId: string | null; accountId: string | null },
): Promise<CaseNote[]> {
  const shown = shownTo(actor);
  const here = about.caseId ? eq(notes.caseId, about.caseId) : undefined;
  const person = about.accountId ? eq(notes.accountId, about.accountId) : undefined;
  const rows = await db
    .select({ id: notes.id, text: notes.text, by: people.name, at: notes.writtenAt, accountId: notes.accountId })
    .from(notes)
    .innerJoin(people, eq(people.id, notes.writtenBy))
    .leftJoin(cases, eq(cases.id, notes.caseId))
    .where(and(or(here, person), shown && or(isNull(notes.caseId), shown)))
    .orderBy(desc(notes.writtenAt))
    .limit(100);
  return rows.map(({ id, text, by, at, accountId }) => ({
    id,
    text,
    by,
    at: at.toISOString(),
    onAccount: accountId !== null,
  }));
}

/** One account's page: standing, decisions, notes and open cases. */
export async function accountPage(
  db: Db,
  actor: Actor,
  accountId: string,
  now: Date = new Date(),
): Promise<Result<AccountPage>> {
  if (!can(actor, "account.view")) return fail("forbidden");
  const [account] = await db.select().from(accounts).where(eq(accounts.id, accountId));
  if (!account) return fail("not_found", "account_not_found");
  const pack = await packFor(db, account.platformId);
  if (!pack) throw new Error(`no pack is loaded for ${account.platformId}`);
  const open = await db
    .select({
      id: cases.id,
      prefix: platforms.prefix,
      number: cases.number,
      excerpt: cases.excerpt,
      harms: cases.harms,
      openedAt: cases.openedAt,
      role: contentItems.role,
    })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(and(eq(cases.accountId, accountId), sql`${cases.state} <> 'decided'`, shownTo(actor)))
    .orderBy(desc(cases.openedAt))
    .limit(50);
  const notGiven = await notGivenTo(
    db,
    actor,
    open.map(({ harms }) => harms),
    now,
  );
  return ok({
    platform: { id: pack.platform, name: pack.name, zone: pack.zone },
    account: await standingOf(db, { actor, account, role: null, pack }, now, 100),
    openCases: open.map(({ id, prefix, number, openedAt, role, ...content }) => ({
      id,
      reference: caseReference(prefix, number),
      ...veiled(content, notGiven),
      openedAt: openedAt.toISOString(),
      role,
    })),
    notes: await notesOf(db, actor, { caseId: null, accountId }),
  });
}

/** What this person decided last, newest first, with how long each can still be taken back. */
export async function recentDecisions(
  db: Db,
  actor: Actor,
  { before, limit = 20 }: { before?: Date; limit?: number } = {},
): Promise<RecentDecision[]> {
  if (actor.kind !== "person") return [];
  const where = and(
    eq(decisions.decidedBy, actor.id),
    isNull(decisions.undoneAt),
    before ? lt(decisions.decidedAt, before) : undefined,
  );
  return pastDecisions(db, actor, where, Math.min(limit, 100));
}
