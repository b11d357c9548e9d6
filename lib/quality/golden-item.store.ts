import "server-only";
import { randomUUID } from "node:crypto";
import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import {
  accounts,
  appeals,
  cases,
  contentItems,
  decisions,
  type GoldenAccount,
  type GoldenReport,
  goldenItems,
  noticeItems,
  notices,
  qualityReviews,
  type SnapshotMedia,
  snapshots,
} from "@/db/schema";
import { matchInputOf, storedMatches } from "@/lib/intake/suggest.rules";
import { headOf } from "@/lib/intake/suggest.store";
import { matchLearned } from "@/lib/matching/learned-match.rules";
import { matcherFor } from "@/lib/matching/matchers.store";
import type { FieldFailure } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { packOn } from "@/lib/policy/editions.rules";
import { versionGoverning } from "@/lib/policy/governing.rules";
import { reviewChoices } from "./choices.rules";
import type { AddGolden, GoldenAnswer } from "./golden.contract";
import { madeUpName } from "./golden-account.rules";

/** What a golden item is a copy of: content and reports, without anybody's name. */
export type GoldenContent = Omit<AddGolden, keyof GoldenAnswer | "account"> & {
  media: SnapshotMedia[];
  account: GoldenAccount | null;
  context: Record<string, unknown>;
  contentAtKnown: boolean;
  reports: GoldenReport[];
};

/** What cannot be settled like this: a clause that does not govern the content's day, a measure its rules do not know. */
export function answerProblems(pack: PolicyPack, content: GoldenContent, answer: GoldenAnswer): FieldFailure[] {
  if (answer.outcome === "no_violation")
    return answer.clauses.length + answer.sanctions.length > 0
      ? [{ field: "clauses", reason: "golden_nothing_broken" }]
      : [];
  const day = dayIn(new Date(content.contentAt), pack.zone);
  const choices = reviewChoices(
    pack,
    { day, role: content.role, jurisdiction: content.account?.jurisdiction ?? null },
    [],
  );
  const problems: FieldFailure[] = [];
  const known = choices.clauses.filter(({ ref }) => answer.clauses.includes(ref));
  if (answer.clauses.length === 0) problems.push({ field: "clauses", reason: "quality_clause_needed" });
  else if (known.length < new Set(answer.clauses).size)
    problems.push({ field: "clauses", reason: "quality_clause_unknown" });
  const measures = new Set(known.flatMap(({ actions }) => actions));
  if (answer.sanctions.some((id) => !measures.has(id)))
    problems.push({ field: "sanctions", reason: "quality_sanction_unknown" });
  return problems;
}

/** The version that governed the content's day, of the document of the settled clause. */
function pinnedVersion(pack: PolicyPack, content: GoldenContent, [first]: readonly string[]): string | null {
  const clause = pack.clauses.find(({ ref }) => ref === first);
  return clause
    ? (versionGoverning(pack, clause.document, dayIn(new Date(content.contentAt), pack.zone))?.id ?? null)
    : null;
}

/** What the desk suggests for it, read once, with the rules alone: learned suggestions change from day to day. */
function readOnce(pack: PolicyPack, content: GoldenContent, now: Date) {
  const contentDay = dayIn(new Date(content.contentAt), pack.zone);
  const matcher = matcherFor(packOn(pack, contentDay));
  const input = matchInputOf({
    ...content,
    explanations: content.reports.map(({ explanation }) => explanation),
    contentDay,
    jurisdiction: content.account?.jurisdiction ?? null,
  });
  const { confident, matches: found } = matchLearned(matcher, null, input, now);
  const matches = storedMatches(found, content.title);
  const { harms: harmsRead, ...head } = headOf(matcher, matches, confident);
  return { matches, isConfident: confident, harmsRead, ...head };
}

type Making = { pack: PolicyPack; by: string; sourceCaseId: string | null; knownTo: string[] };

/** Keeps a golden item, still to be confirmed. */
export async function keepGolden(
  tx: Tx,
  { content, answer }: { content: GoldenContent; answer: GoldenAnswer },
  { pack, by, sourceCaseId, knownTo }: Making,
  now: Date,
): Promise<string> {
  const { platform, contentAt, ...copied } = content;
  const isViolation = answer.outcome === "violation";
  const [row] = await tx
    .insert(goldenItems)
    .values({
      ...copied,
      platformId: platform,
      contentAt: new Date(contentAt),
      outcome: answer.outcome,
      clauses: isViolation ? [...new Set(answer.clauses)] : [],
      sanctions: isViolation ? [...new Set(answer.sanctions)] : [],
      reason: answer.reason,
      versionRef: pinnedVersion(pack, content, answer.clauses),
      ...readOnce(pack, content, now),
      sourceCaseId,
      knownTo,
      madeBy: by,
      madeAt: now,
    })
    .returning({ id: goldenItems.id });
  if (!row) throw new Error("the golden item was not stored");
  return row.id;
}

/** The content of a case and its reports, without anybody's name. Null where it is not there. */
export async function contentOfCase(db: Db | Tx, caseId: string) {
  const [row] = await db
    .select({ case: cases, item: contentItems, snapshot: snapshots, account: accounts })
    .from(cases)
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .innerJoin(snapshots, eq(snapshots.id, cases.snapshotId))
    .leftJoin(accounts, eq(accounts.id, cases.accountId))
    .where(eq(cases.id, caseId));
  if (!row) return null;
  const { item, snapshot, account } = row;
  const reports = await db
    .select({
      source: notices.source,
      legalClaim: notices.legalClaim,
      category: notices.category,
      legalReference: notices.legalReference,
      explanation: notices.explanation,
      detail: noticeItems.detail,
    })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(eq(noticeItems.caseId, caseId))
    .orderBy(asc(notices.receivedAt), asc(notices.id))
    .limit(20);
  const content: Omit<GoldenContent, "account"> = {
    platform: row.case.platformId,
    title: snapshot.title,
    text: snapshot.text,
    language: snapshot.language,
    role: item.role,
    surface: item.surface,
    location: item.location,
    context: snapshot.context,
    contentAt: snapshot.contentAt.toISOString(),
    contentAtKnown: snapshot.contentAtKnown,
    reports,
    tags: row.case.tags,
    media: snapshot.media,
  };
  return { row: row.case, account, content };
}

/** A decided case as it would be copied, and who knows its answer. Null where it is not there. */
export async function copiedCase(db: Db | Tx, caseId: string) {
  const found = await contentOfCase(db, caseId);
  if (!found) return null;
  const { row, account, content } = found;
  const madeUp = account && (await madeUpAccount(db, account));
  return { row, content: { ...content, account: madeUp }, knownTo: await whoKnows(db, caseId) };
}

/** Whether somebody on the platform is called so, or known by that number. */
export function isSomebody(db: Db | Tx, platformId: string, names: readonly string[]): Promise<boolean> {
  const lower = names.map((name) => name.toLowerCase());
  const isNamed = or(
    inArray(sql`lower(${accounts.handle})`, lower),
    inArray(sql`lower(${accounts.externalId})`, lower),
  );
  return db.$count(accounts, and(eq(accounts.platformId, platformId), isNamed)).then((count) => count > 0);
}

/** Somebody like whoever made the content, whom there is not. */
async function madeUpAccount(db: Db | Tx, account: typeof accounts.$inferSelect): Promise<GoldenAccount> {
  for (;;) {
    const seed = randomUUID();
    const [handle, externalId] = [madeUpName(account.handle, seed), madeUpName(account.externalId, `id ${seed}`)];
    if (await isSomebody(db, account.platformId, [handle, externalId])) continue;
    const { kind, jurisdiction, language } = account;
    return { handle, externalId, kind, jurisdiction, language, isReachable: account.email !== null };
  }
}

/** Who decided, reviewed or answered about a case, or claimed it: they have seen it. */
async function whoKnows(db: Db | Tx, caseId: string): Promise<string[]> {
  const made = await db
    .select({ id: decisions.id, by: decisions.decidedBy })
    .from(decisions)
    .where(eq(decisions.caseId, caseId));
  const ids = made.map(({ id }) => id);
  if (ids.length === 0) return [];
  const reviewed = await db
    .select({ by: qualityReviews.reviewedBy })
    .from(qualityReviews)
    .where(inArray(qualityReviews.decisionId, ids));
  const answered = await db.select({ by: appeals.decidedBy }).from(appeals).where(inArray(appeals.decisionId, ids));
  return [...new Set([...made, ...reviewed, ...answered].flatMap(({ by }) => by ?? []))];
}
