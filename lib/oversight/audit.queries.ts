import "server-only";
import { and, asc, desc, eq, gt, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { auditDrawItems, auditDraws, cases, decisions, people, platforms } from "@/db/schema";
import { casesKeptFrom } from "@/lib/appeals/blind.queries";
import { readPlace, writePlace } from "@/lib/platform/cursor.rules";
import { isId } from "@/lib/platform/ids.rules";
import { can, type Person } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { AuditItem, AuditRow, AuditView } from "./audit.contract";
import { answerRefusal, closeRefusal, markRefusal } from "./audit.rules";

const list = "audits";
const drawer = alias(people, "drawer");
const answerer = alias(people, "answerer");

const draw = {
  draw: auditDraws,
  platform: { name: platforms.name, zone: platforms.zone },
  drawnBy: drawer.name,
};
type Found = {
  draw: typeof auditDraws.$inferSelect;
  platform: { name: AuditRow["platform"]; zone: string };
  drawnBy: string;
};
type Counted = { marked: number; findings: number; unanswered: number };

/** How far each draw is: one question for a page of them; a draw has 500 items at most. */
async function countsOf(db: Db, ids: readonly string[]): Promise<Map<string, Counted>> {
  if (ids.length === 0) return new Map();
  const { drawId, mark, answeredAt } = auditDrawItems;
  const rows = await db
    .select({
      drawId,
      marked: sql<number>`count(*) filter (where ${mark} is not null)::int`,
      findings: sql<number>`count(*) filter (where ${mark} = 'finding')::int`,
      unanswered: sql<number>`count(*) filter (where ${mark} in ('finding', 'question') and ${answeredAt} is null)::int`,
    })
    .from(auditDrawItems)
    .where(inArray(drawId, [...ids]))
    .groupBy(drawId);
  return new Map(rows.map(({ drawId: id, ...counted }) => [id, counted]));
}

function toRow({ draw: row, platform, drawnBy }: Found, counted: Counted | undefined): AuditRow {
  const { id, title, from, until, size, drawnAt, closedAt } = row;
  return {
    ...{ id, title, size, drawnBy, platform: platform.name },
    ...(counted ?? { marked: 0, findings: 0, unanswered: 0 }),
    from: from.toISOString(),
    until: until.toISOString(),
    drawnAt: drawnAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
  };
}

/** Audits, the newest first, by keyset; a cursor that is none begins from the front. */
export async function auditList(
  db: Db,
  actor: Person,
  after = "",
  limit = 30,
): Promise<Result<{ rows: AuditRow[]; next: string | null }>> {
  if (!can(actor, "audit.read")) return fail("forbidden");
  const place = readPlace(list, after);
  const { drawnAt, id } = auditDraws;
  const found: Found[] = await db
    .select(draw)
    .from(auditDraws)
    .innerJoin(platforms, eq(platforms.id, auditDraws.platformId))
    .innerJoin(drawer, eq(drawer.id, auditDraws.drawnBy))
    .where(place ? sql`(${drawnAt}, ${id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)` : undefined)
    .orderBy(desc(drawnAt), desc(id))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const counts = await countsOf(
    db,
    shown.map((row) => row.draw.id),
  );
  const last = shown.at(-1)?.draw;
  return ok({
    rows: shown.map((row) => toRow(row, counts.get(row.draw.id))),
    next: found.length > limit && last ? writePlace(list, { at: last.drawnAt, id: last.id }) : null,
  });
}

async function itemsOf(db: Db, actor: Person, row: Found["draw"], after: number, limit: number): Promise<AuditItem[]> {
  const rows = await db
    .select({
      item: auditDrawItems,
      caseId: cases.id,
      number: cases.number,
      prefix: platforms.prefix,
      outcome: decisions.outcome,
      clauseRef: decisions.clauseRef,
      decidedAt: decisions.decidedAt,
      decidedBy: decisions.decidedBy,
      by: answerer.name,
    })
    .from(auditDrawItems)
    .innerJoin(decisions, eq(decisions.id, auditDrawItems.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, auditDrawItems.platformId))
    .leftJoin(answerer, eq(answerer.id, auditDrawItems.answeredBy))
    .where(and(eq(auditDrawItems.drawId, row.id), gt(auditDrawItems.position, after), shownTo(actor)))
    .orderBy(asc(auditDrawItems.position))
    .limit(limit);
  return rows.map(({ item, caseId, number, prefix, outcome, clauseRef, decidedAt, decidedBy, by }) => ({
    ...{ id: item.id, position: item.position, mark: item.mark, comment: item.comment, caseId, outcome, clauseRef },
    reference: caseReference(prefix, number),
    decidedAt: decidedAt.toISOString(),
    markedAt: item.markedAt?.toISOString() ?? null,
    answer:
      item.answer && item.answeredAt ? { text: item.answer, by: by ?? "", at: item.answeredAt.toISOString() } : null,
    may: {
      mark: can(actor, "audit.draw") && markRefusal(row, item, actor.id) === null,
      answer: can(actor, "audit.answer") && answerRefusal({ ...item, decidedBy }, actor.id) === null,
    },
  }));
}

/** Items of a draw that this reader may not know of: cases of child safety, for who is not cleared. */
async function hiddenIn(db: Db, actor: Person, drawId: string): Promise<number> {
  if (isCleared(actor)) return 0;
  const [row] = await db
    .select({ hidden: sql<number>`count(*)::int` })
    .from(auditDrawItems)
    .innerJoin(decisions, eq(decisions.id, auditDrawItems.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(and(eq(auditDrawItems.drawId, drawId), sql`${cases.childSafety}`));
  return row?.hidden ?? 0;
}

/** One audit with a page of its items, from the one after position `after` on. Answers `audit_not_found`. */
export async function auditView(
  db: Db,
  actor: Person,
  { drawId, after = 0, limit = 25, now = new Date() }: { drawId: string; after?: number; limit?: number; now?: Date },
): Promise<Result<AuditView>> {
  if (!can(actor, "audit.read")) return fail("forbidden");
  const [found]: Found[] = isId(drawId)
    ? await db
        .select(draw)
        .from(auditDraws)
        .innerJoin(platforms, eq(platforms.id, auditDraws.platformId))
        .innerJoin(drawer, eq(drawer.id, auditDraws.drawnBy))
        .where(eq(auditDraws.id, drawId))
    : [];
  if (!found) return fail("not_found", "audit_not_found");
  const items = await itemsOf(db, actor, found.draw, after, limit + 1);
  const row = toRow(found, (await countsOf(db, [drawId])).get(drawId));
  const shown = items.slice(0, limit);
  const ids = shown.map(({ caseId }) => caseId);
  const kept = await casesKeptFrom(db, actor, ids, now);
  const unmarked = row.size - row.marked;
  const { seed, population, withChildSafety, summary } = found.draw;
  return ok({
    ...row,
    ...{
      seed,
      population,
      withChildSafety,
      summary,
      unmarked,
      items: shown.filter(({ caseId }) => !kept.has(caseId)),
      zone: found.platform.zone,
    },
    kept: shown.filter(({ caseId }) => kept.has(caseId)).length,
    hidden: await hiddenIn(db, actor, drawId),
    next: items.length > limit ? (shown.at(-1)?.position ?? null) : null,
    may: { close: can(actor, "audit.draw") && closeRefusal(found.draw, unmarked, actor.id) === null },
  });
}
