import "server-only";
import { and, asc, eq, inArray, isNull, ne, type SQL } from "drizzle-orm";
import type { Db } from "@/db/client";
import { accounts, cases, contentItems, noticeItems, notices, platforms, policyPacks, snapshots } from "@/db/schema";
import type { Matcher } from "@/lib/matching/build.rules";
import { isAsked, matchLearned } from "@/lib/matching/learned-match.rules";
import { confidentFrom } from "@/lib/matching/match.rules";
import { matcherFor } from "@/lib/matching/matchers.store";
import { learnedModel } from "@/lib/matching/model.store";
import type { OutsideTool } from "@/lib/matching/outside.contract";
import { toolsOn } from "@/lib/matching/outside.rules";
import { harmsOfClause } from "@/lib/platform/harm.rules";
import { settingsFor } from "@/lib/platform/settings";
import { foundBy } from "@/lib/platform/subject.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { packOn } from "@/lib/policy/editions.rules";
import { packFor } from "@/lib/policy/store";
import { matchInputOf, mostExplanations, type StoredMatch, storedMatches } from "./suggest.rules";

/** A case to be read, with all that the answer rests on. */
export type Unread = {
  caseId: string;
  snapshotId: string;
  accountId: string | null;
  platform: string;
  zone: string;
  title: string;
  text: string;
  language: string;
  contentAt: Date;
  surface: string | null;
  role: string | null;
  jurisdiction: string | null;
};

/** What the matcher made of a case, or why nothing came of it. */
export type Reading =
  | {
      model: string;
      confident: boolean;
      matches: StoredMatch[];
      notes: string[];
      clauseGroup: string | null;
      severity: string | null;
      harms: string[];
      /** Readers outside that an admin switched on: they are asked once this is kept. */
      tools: OutsideTool[];
    }
  | { unreadWhy: "no_rules" | "not_readable" };

function unread(db: Db, which: SQL | undefined, limit: number): Promise<Unread[]> {
  return db
    .select({
      caseId: cases.id,
      snapshotId: cases.snapshotId,
      accountId: cases.accountId,
      platform: cases.platformId,
      zone: platforms.zone,
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
    .where(which)
    .orderBy(asc(cases.rank), asc(cases.openedAt))
    .limit(limit);
}

/** Cases that nothing has read yet, the most urgent first; then those of platforms that have rules by now. */
export async function unreadCases(db: Db, limit: number): Promise<Unread[]> {
  const waiting = await unread(db, and(isNull(cases.suggestedAt), ne(cases.state, "decided")), limit);
  if (waiting.length === limit) return waiting;
  const withRules = db.selectDistinct({ id: policyPacks.platformId }).from(policyPacks);
  const late = and(eq(cases.unreadWhy, "no_rules"), ne(cases.state, "decided"), inArray(cases.platformId, withRules));
  return [...waiting, ...(await unread(db, late, limit - waiting.length))];
}

/** The same for one case, decided or not; null when it was read, or cannot be. */
export async function unreadCase(db: Db, caseId: string): Promise<Unread | null> {
  const [row] = await unread(db, and(eq(cases.id, caseId), isNull(cases.suggestedAt)), 1);
  return row ?? null;
}

/** One case whatever was read of it; null when it is not there. */
export async function caseToRead(db: Db, caseId: string): Promise<Unread | null> {
  const [row] = await unread(db, eq(cases.id, caseId), 1);
  return row ?? null;
}

/** What the first of a crowd say is read; who comes after them says it again. */
export async function explanationsOf(db: Db, caseId: string): Promise<string[]> {
  const rows = await db
    .select({ explanation: notices.explanation })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(explained(caseId))
    .orderBy(asc(notices.receivedAt))
    .limit(mostExplanations);
  return rows.map((row) => row.explanation);
}

/** Reports of a case that say anything in words. */
const explained = (caseId: string) => and(eq(noticeItems.caseId, caseId), ne(notices.explanation, ""));

/** Whether more notifiers wrote something than are read of a case. Counts no further than it must. */
export async function hasMoreExplanations(db: Db, caseId: string): Promise<boolean> {
  const rows = await db
    .select({ id: notices.id })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(explained(caseId))
    .limit(mostExplanations + 1);
  return rows.length > mostExplanations;
}

/**
 * The best suggestion's section, for the queue's filter "clause group", and how grave its clause is. The abuse of a child counts wherever it
 * stands among what is suggested with confidence: another clause before it makes the case no other.
 */
export function headOf(matcher: Matcher, matches: readonly StoredMatch[], confident: boolean) {
  const clause = matcher.pack.clauses.find(({ ref }) => ref === matches[0]?.ref);
  if (!clause || !confident) return { clauseGroup: null, severity: null, harms: [] };
  let top = clause;
  for (let parent = top.parent; parent; parent = top.parent) {
    const above = matcher.pack.clauses.find(({ ref }) => ref === parent);
    if (!above) break;
    top = above;
  }
  const harms = harmsOfClause({ ...clause, ...foundBy(matches[0]?.evidence ?? []) });
  const isChildAbuse = matches.some(
    ({ ref, score, evidence }) => score >= confidentFrom && harmsOf(matcher, ref, evidence).includes("child_abuse"),
  );
  const all = isChildAbuse ? [...new Set([...harms, "child_abuse" as const])] : harms;
  return { clauseGroup: top.ref, severity: clause.editorial.severity, harms: all };
}

function harmsOf(matcher: Matcher, ref: string, evidence: StoredMatch["evidence"]) {
  const clause = matcher.pack.clauses.find((each) => each.ref === ref);
  return harmsOfClause(clause && { ...clause, ...foundBy(evidence) });
}

/**
 * Reads one case, outside any transaction. A text (or a lexicon) on which the matcher fails is `not_readable`: it is told
 * on the case, and never tried for ever. @throws when the database does not answer: then the case keeps its turn.
 */
export async function readCase(db: Db, row: Unread, now: Date): Promise<Reading> {
  const explanations = await explanationsOf(db, row.caseId);
  const pack = await packFor(db, row.platform);
  if (!pack) return { unreadWhy: "no_rules" };
  const settings = await settingsFor(db, row.platform);
  const learned = settings.learnFromDecisions ? await learnedModel(db, row.platform) : null;
  try {
    const contentDay = dayIn(row.contentAt, row.zone);
    const matcher = matcherFor(packOn(pack, contentDay));
    const about = { ...row, explanations, contentDay };
    const input = matchInputOf(about);
    const answer = matchLearned(matcher, learned?.model ?? null, input, now);
    const matches = storedMatches(answer.matches, row.title);
    const { confident, notes } = answer;
    const took = learned && isAsked(learned.model, input) ? ` ${learned.version}` : "";
    const model = `${matcher.modelVersion}${took}`;
    const head = headOf(matcher, matches, confident);
    return { model, confident, matches, notes, ...head, tools: toolsOn(settings) };
  } catch (error) {
    console.error("a case could not be read:", row.caseId, error instanceof Error ? error.name : "unknown");
    return { unreadWhy: "not_readable" };
  }
}
