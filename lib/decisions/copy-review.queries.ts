import "server-only";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { cases, databaseCopies, databaseSubmissions, decisions, people, platforms } from "@/db/schema";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { isId } from "@/lib/platform/ids.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { owedAt } from "@/lib/policy/owed.queries";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { copyHistory } from "./copy-acts.store";
import type { CopyText, CopyToReview, WaitingCopy } from "./copy-review.contract";
import {
  databaseProblems,
  foreignKeywordsOf,
  isKnownNotThere,
  reviewableFields,
  textLimits,
  textsOf,
} from "./copy-review.rules";

const list = "copies";

/**
 * Copies for the Transparency Database that nobody has looked at yet, the oldest first, by keyset; without those that
 * somebody said are not sent, and those that the database was not owed when they were decided.
 */
export async function waitingCopies(
  db: Db,
  actor: Actor,
  after: string | undefined,
  limit = 50,
): Promise<{ items: WaitingCopy[]; next: string | null }> {
  const { id, platformId, composedAt, removed, errors } = databaseCopies;
  const place = after ? readPlace(list, after) : null;
  const past = place ? sql`(${composedAt}, ${id}) > (${place.at.toISOString()}, ${place.id}::uuid)` : undefined;
  const { platformId: of, decidedAt } = decisions;
  const isOwed = owedAt("database", { platform: of, at: decidedAt, tier: platforms.tier });
  const rows = await db
    .select({
      id,
      platformId,
      composedAt,
      removed: sql<number>`jsonb_array_length(${removed})::int`,
      typed: sql<number>`jsonb_array_length(jsonb_path_query_array(${databaseCopies.cleaned}, '$[*] ? (@.isTyped == true)'))::int`,
      errors: sql<number>`jsonb_array_length(${errors})::int`,
      caseId: cases.id,
      prefix: platforms.prefix,
      number: cases.number,
    })
    .from(databaseCopies)
    .innerJoin(databaseSubmissions, eq(databaseSubmissions.copyId, id))
    .innerJoin(decisions, eq(decisions.id, databaseCopies.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, platformId))
    .where(
      and(
        eq(databaseCopies.state, "to_review"),
        ne(databaseSubmissions.state, "given_up"),
        isOwed,
        past,
        shownTo(actor),
      ),
    )
    .orderBy(asc(composedAt), asc(id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const end = page.at(-1);
  return {
    items: page.map(({ prefix, number, ...row }) => ({
      ...row,
      composedAt: row.composedAt.toISOString(),
      reference: caseReference(prefix, number),
    })),
    next: rows.length > limit && end ? writePlace(list, { at: end.composedAt, id: end.id }) : null,
  };
}

/** One copy with all that a person needs to judge it; null when there is none by this id. */
export async function copyToReview(db: Db, actor: Actor, copyId: string): Promise<CopyToReview | null> {
  if (!isId(copyId)) return null;
  const settlers = alias(people, "settlers");
  const [row] = await db
    .select({
      copy: databaseCopies,
      reviewer: people.name,
      sending: databaseSubmissions,
      settler: settlers.name,
      caseId: cases.id,
      prefix: platforms.prefix,
      number: cases.number,
    })
    .from(databaseCopies)
    .innerJoin(databaseSubmissions, eq(databaseSubmissions.copyId, databaseCopies.id))
    .innerJoin(decisions, eq(decisions.id, databaseCopies.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, databaseCopies.platformId))
    .leftJoin(settlers, eq(settlers.id, databaseSubmissions.settledBy))
    .leftJoin(people, eq(people.id, databaseCopies.reviewedBy))
    .where(and(eq(databaseCopies.id, copyId), shownTo(actor)));
  if (!row) return null;
  const { copy, sending } = row;
  const isGivenUp = sending.state === "given_up" && copy.state !== "withdrawn";
  const told = copy.released ?? copy.payload;
  return {
    id: copy.id,
    platformId: copy.platformId,
    caseId: row.caseId,
    reference: caseReference(row.prefix, row.number),
    puid: copy.puid,
    state: isGivenUp ? "given_up" : copy.state,
    isHeld: sending.state === "held",
    isSentOnce: sending.state === "held" && isKnownNotThere(sending.why),
    history: await copyHistory(db, copy.id),
    notSent: isGivenUp
      ? { by: row.settler ?? "", at: sending.settledAt?.toISOString() ?? "", why: sending.settledWhy ?? "" }
      : null,
    composedAt: copy.composedAt.toISOString(),
    texts: copyTexts(told, copy.cleaned),
    others: Object.entries(told)
      .filter(([field]) => !reviewableFields.some((known) => known === field))
      .map(([field, value]) => ({ field, value: typeof value === "string" ? value : JSON.stringify(value) })),
    lacksCategory: copy.payload.category === undefined,
    foreignKeywords: foreignKeywordsOf(told),
    problems: databaseProblems(told).map(({ values = {}, ...problem }) => ({ ...problem, values })),
    review: copy.reviewedAt && {
      by: row.reviewer ?? "",
      at: copy.reviewedAt.toISOString(),
      reason: copy.reviewReason,
      isChanged: copy.released !== null,
    },
  };
}

function copyTexts(told: Record<string, unknown>, cleaned: typeof databaseCopies.$inferSelect.cleaned): CopyText[] {
  const texts = textsOf(told).map(({ field, text }) => ({
    field,
    limit: textLimits[field],
    before: cleaned.find((one) => one.field === field) ?? null,
    proposed: text,
  }));
  return [...texts.filter(({ before }) => before), ...texts.filter(({ before }) => !before)];
}
