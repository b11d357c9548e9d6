import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  cases,
  decisions,
  heldAppeals,
  heldNotices,
  misuseAppeals,
  misuseLetters,
  misuseMarks,
  people,
  platforms,
} from "@/db/schema";
import { type Place, writePlace } from "@/lib/platform/cursor.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { standingMark } from "./count.store";
import type { MisuseMark, MisuseMeasureView, MisuseView } from "./misuse.contract";
import type { Measure } from "./subject.store";

const iso = (at: Date | null) => at?.toISOString() ?? null;

export const markList = "misuse-marks";

/** A page of what was marked, the last first, as far as this reader may see its cases. */
export async function marksOf(
  db: Db,
  actor: Actor,
  subjectId: string,
  { place, limit }: { place: Place | null; limit: number },
): Promise<Pick<MisuseView, "marks" | "marksNext">> {
  const { id, markedAt } = misuseMarks;
  const past = place
    ? sql`(${markedAt}, ${id}) < (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)`
    : undefined;
  const found = await db
    .select({
      mark: misuseMarks,
      by: people.name,
      number: cases.number,
      prefix: platforms.prefix,
      caseId: cases.id,
      counts: sql<boolean>`${standingMark}`,
    })
    .from(misuseMarks)
    .innerJoin(decisions, eq(decisions.id, misuseMarks.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, misuseMarks.platformId))
    .innerJoin(people, eq(people.id, misuseMarks.markedBy))
    .where(and(eq(misuseMarks.subjectId, subjectId), shownTo(actor), past))
    .orderBy(desc(markedAt), desc(id))
    .limit(limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1)?.mark;
  const marksNext = found.length > limit && last ? writePlace(markList, { at: last.markedAt, id: last.id }) : null;
  const marks: MisuseMark[] = shown.map(({ mark, by, number, prefix, caseId, counts }) => ({
    id: mark.id,
    at: mark.markedAt.toISOString(),
    by,
    why: mark.why,
    what: mark.noticeId ? "notice" : mark.appealId ? "appeal" : "content",
    caseId,
    case: caseReference(prefix, number),
    counts,
  }));
  return { marks, marksNext };
}

/** How many letters of a measure are shown, the last; the screen says how many there are. */
const lettersShown = 20;

async function lettersOf(db: Db, measureId: string): Promise<Pick<MisuseMeasureView, "letters" | "letterCount">> {
  const { id, kind, subject, parts, language, sentAt, composedAt } = misuseLetters;
  const letters = await db
    .select({ id, kind, subject, parts, language, sentAt })
    .from(misuseLetters)
    .where(eq(misuseLetters.measureId, measureId))
    .orderBy(desc(composedAt), desc(id))
    .limit(lettersShown);
  const letterCount = await db.$count(misuseLetters, eq(misuseLetters.measureId, measureId));
  return { letters: letters.reverse().map((each) => ({ ...each, sentAt: iso(each.sentAt) })), letterCount };
}

/** The case of the decision that suspends an account; null for a sender. */
async function decisionOf(db: Db, decisionId: string | null): Promise<MisuseMeasureView["decision"]> {
  if (!decisionId) return null;
  const [row] = await db
    .select({ caseId: cases.id, number: cases.number, prefix: platforms.prefix })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(eq(decisions.id, decisionId));
  return row ? { caseId: row.caseId, case: caseReference(row.prefix, row.number) } : null;
}

/** One measure with what was said, kept and contested. */
export async function measureView(
  db: Db,
  actor: Actor,
  measure: Measure,
  names: Map<string, string>,
): Promise<MisuseMeasureView> {
  const [appeal] = await db.select().from(misuseAppeals).where(eq(misuseAppeals.measureId, measure.id));
  const notTaken = and(eq(heldAppeals.measureId, measure.id), isNull(heldAppeals.takenInAt));
  const tied = actor.kind !== "person" || [measure.warnedBy, measure.suspendedBy].includes(actor.id);
  const name = (personId: string | null) => (personId === null ? null : (names.get(personId) ?? ""));
  return {
    id: measure.id,
    state: measure.state,
    warnedAt: measure.warnedAt.toISOString(),
    warnedBy: name(measure.warnedBy) ?? "",
    warnedWhy: measure.warnedWhy,
    suspendedFrom: iso(measure.suspendedFrom),
    suspendedUntil: iso(measure.suspendedUntil),
    suspendedBy: name(measure.suspendedBy),
    suspendedWhy: measure.suspendedWhy,
    clause: measure.clause,
    assessment: measure.assessment,
    endedAt: iso(measure.endedAt),
    endedHow: measure.endedHow,
    ...(await lettersOf(db, measure.id)),
    decision: await decisionOf(db, measure.decisionId),
    heldNotices: await db.$count(heldNotices, eq(heldNotices.measureId, measure.id)),
    heldAppeals: await db.$count(heldAppeals, notTaken),
    appeal: appeal
      ? {
          id: appeal.id,
          reference: appeal.reference,
          text: appeal.text,
          receivedAt: appeal.receivedAt.toISOString(),
          dueAt: appeal.dueAt.toISOString(),
          outcome: appeal.outcome,
          reasons: appeal.reasons,
          mayAnswer: !tied && can(actor, "misuse.manage") && appeal.decidedAt === null,
        }
      : null,
  };
}
