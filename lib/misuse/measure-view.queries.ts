import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  cases,
  decisions,
  heldAppeals,
  heldNotices,
  misuseAppeals,
  misuseFirstLooks,
  misuseLetters,
  misuseMarks,
  people,
  platforms,
} from "@/db/schema";
import { attachmentsOf } from "@/lib/appeals/attachments.store";
import { reviewerOf } from "@/lib/appeals/store";
import { type Place, writePlace } from "@/lib/platform/cursor.rules";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { standingMark } from "./count.store";
import { refusalToAnswer } from "./look.command";
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

/** The complaint about a measure, with whether this reader may answer it and has said what they find. */
async function complaintOf(db: Db, actor: Actor, measure: Measure, now: Date): Promise<MisuseMeasureView["appeal"]> {
  const [appeal] = await db.select().from(misuseAppeals).where(eq(misuseAppeals.measureId, measure.id));
  if (!appeal) return null;
  const { finding, why, at, by } = misuseFirstLooks;
  const given = await db
    .select({ finding, why, at, byId: by, by: people.name })
    .from(misuseFirstLooks)
    .innerJoin(people, eq(people.id, by))
    .where(eq(misuseFirstLooks.appealId, appeal.id))
    .orderBy(at);
  const person = can(actor, "misuse.manage") ? await reviewerOf(db, actor.id, actor.kind) : null;
  const refusal = person && (await refusalToAnswer(db, measure, person, now));
  const mayAnswer = person !== null && refusal === null && appeal.decidedAt === null;
  const look = mayAnswer && !given.some(({ byId }) => byId === actor.id) ? "asked" : "open";
  const { id, reference, text, outcome, change, reasons } = appeal;
  return {
    ...{ id, reference, text, outcome, change, reasons, mayAnswer, refusal, look },
    attachments: await attachmentsOf(db, { misuseAppealId: id }),
    receivedAt: appeal.receivedAt.toISOString(),
    dueAt: appeal.dueAt.toISOString(),
    looks: look === "asked" ? [] : given.map(({ byId: _, ...each }) => ({ ...each, at: each.at.toISOString() })),
  };
}

/** Nothing of the suspension for who answers the complaint about it and has not said yet what they find. */
const blind = {
  suspendedUntil: null,
  suspendedBy: null,
  suspendedWhy: null,
  clause: null,
  assessment: null,
  endedAt: null,
  endedHow: null,
  letters: [],
  letterCount: 0,
} satisfies Partial<MisuseMeasureView>;

/** One measure with what was said, kept and contested. */
export async function measureView(
  db: Db,
  actor: Actor,
  measure: Measure,
  { names, now }: { names: Map<string, string>; now: Date },
): Promise<MisuseMeasureView> {
  const appeal = await complaintOf(db, actor, measure, now);
  const notTaken = and(eq(heldAppeals.measureId, measure.id), isNull(heldAppeals.takenInAt));
  const name = (personId: string | null) => (personId === null ? null : (names.get(personId) ?? ""));
  return {
    id: measure.id,
    reference: measure.reference,
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
    mayReplaceLink: can(actor, "statement.replace_link") && measure.decisionId === null,
    appeal,
    ...(appeal?.look === "asked" ? blind : {}),
  };
}
