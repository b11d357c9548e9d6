import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  accounts,
  caseSuggestions,
  cases,
  contentItems,
  noticeItems,
  notices,
  platforms,
  snapshots,
} from "@/db/schema";
import { buildMatcher, type Matcher } from "@/lib/matching/build.rules";
import { readLexicon } from "@/lib/matching/lexicon.store";
import { match } from "@/lib/matching/match.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { packFor } from "@/lib/policy/store";
import type { NoticeSource } from "./contract";
import { intakePlatforms } from "./platforms.store";
import { claimsIn, dueAtOf, rankOf } from "./rank.rules";
import { matchInputOf, type StoredMatch, storedMatches } from "./suggest.rules";

const matchers = new Map<string, Matcher>();

/** The matcher of a platform's pack in use; built once, and again when another pack is loaded. */
async function matcherFor(db: Db, platformId: string): Promise<Matcher | null> {
  const pack = await packFor(db, platformId);
  if (!pack) return null;
  const known = matchers.get(platformId);
  if (known?.pack === pack) return known;
  const built = buildMatcher(pack, readLexicon(platformId));
  matchers.set(platformId, built);
  return built;
}

async function unread(db: Db, limit: number, caseId?: string) {
  return db
    .select({
      id: cases.id,
      platform: cases.platformId,
      zone: platforms.zone,
      why: cases.rankWhy,
      source: cases.source,
      noticeCount: cases.noticeCount,
      dueAt: cases.dueAt,
      title: snapshots.title,
      text: snapshots.text,
      language: snapshots.language,
      contentAt: snapshots.contentAt,
      surface: contentItems.surface,
      role: contentItems.role,
      jurisdiction: accounts.jurisdiction,
    })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .leftJoin(accounts, eq(accounts.id, cases.accountId))
    .where(and(isNull(cases.suggestedAt), caseId ? eq(cases.id, caseId) : sql`${cases.state} <> 'decided'`))
    .orderBy(asc(cases.rank), asc(cases.openedAt))
    .limit(limit);
}
type Unread = Awaited<ReturnType<typeof unread>>[number];

async function explanationsOf(db: Db, caseId: string): Promise<string[]> {
  const rows = await db
    .select({ explanation: notices.explanation })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(eq(noticeItems.caseId, caseId))
    .orderBy(asc(notices.receivedAt))
    .limit(20);
  return rows.map((row) => row.explanation);
}

/** The best suggestion's section, for the queue's filter "clause group", and how grave its clause is. */
function headOf(matcher: Matcher, matches: readonly StoredMatch[], confident: boolean) {
  const clause = matcher.pack.clauses.find(({ ref }) => ref === matches[0]?.ref);
  if (!clause || !confident) return { clauseGroup: null, severity: null };
  let top = clause;
  for (let parent = top.parent; parent; parent = top.parent) {
    const above = matcher.pack.clauses.find(({ ref }) => ref === parent);
    if (!above) break;
    top = above;
  }
  return { clauseGroup: top.ref, severity: clause.editorial.severity };
}

/** Where the case stands in the queue now that somebody knows how grave it may be. */
async function placeOf(db: Db, row: Unread, severity: string | null, now: Date) {
  const platform = (await intakePlatforms(db, now)).get(row.platform);
  const facts = { ...claimsIn(row.why), severity, source: row.source as NoticeSource, noticeCount: row.noticeCount };
  const dueAt = platform ? dueAtOf(facts, platform.targets, { now, dueBefore: row.dueAt }) : row.dueAt;
  const { rank, why } = rankOf(facts, dueAt);
  return { rank, rankWhy: why, dueAt };
}

async function suggestOne(db: Db, row: Unread, now: Date): Promise<void> {
  const matcher = await matcherFor(db, row.platform);
  if (!matcher) return;
  const about = { ...row, explanations: await explanationsOf(db, row.id), contentDay: dayIn(row.contentAt, row.zone) };
  const answer = match(matcher, matchInputOf(about), now);
  const matches = storedMatches(answer.matches, row.title);
  const head = headOf(matcher, matches, answer.confident);
  const placed = await placeOf(db, row, head.severity, now);
  await db.transaction(async (tx) => {
    await tx.insert(caseSuggestions).values({
      platformId: row.platform,
      caseId: row.id,
      model: matcher.modelVersion,
      confident: answer.confident ? "yes" : "no",
      matches,
      madeAt: now,
    });
    await tx
      .update(cases)
      .set({ ...head, ...placed, suggestedAt: now })
      .where(eq(cases.id, row.id));
  });
}

/**
 * Suggests clauses for cases that have none yet, the most urgent first; a grave suggestion moves its case up (Q27).
 * Each suggestion is kept with the version of the model that made it. Returns how many cases were read.
 */
export async function suggestPending(db: Db, now: Date, limit: number): Promise<number> {
  const rows = await unread(db, limit);
  for (const row of rows) await suggestOne(db, row, now);
  return rows.length;
}

/** The same for one case that somebody opens before its turn has come. */
export async function suggestFor(db: Db, caseId: string, now: Date): Promise<void> {
  const [row] = await unread(db, 1, caseId);
  if (row) await suggestOne(db, row, now);
}
