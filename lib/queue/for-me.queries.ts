import "server-only";
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "@/db/client";
import { caseQuestions, cases, people, platforms } from "@/db/schema";
import type { HarmClass } from "@/lib/platform/harm.rules";
import { type Actor, can, type Person } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { notShownOf } from "./care.rules";
import { notGivenTo } from "./care.store";
import { shownTo } from "./filters.queries";
import type { CaseQuestion, Colleague, ForMeRow } from "./handing.contract";
import { askRefusal, type HandedCase, handRefusal } from "./handing.rules";
import { candidateColumns, candidateOf } from "./handing.store";
import { caseReference } from "./row.rules";

const most = 20;
const undecided = sql`${cases.state} <> 'decided'`;
const named = {
  caseId: cases.id,
  number: cases.number,
  prefix: platforms.prefix,
  harms: cases.harms,
  who: people.name,
};

type Named = {
  caseId: string;
  number: number;
  prefix: string;
  harms: string[];
  who: string | null;
  words: string | null;
  at: Date | null;
};

function rowsOf(kind: ForMeRow["kind"], rows: readonly Named[]): ForMeRow[] {
  return rows.map(({ caseId, number, prefix, who, words, at }) => ({
    kind,
    caseId,
    reference: caseReference(prefix, number),
    who: who ?? "",
    words: words ?? "",
    notShown: [],
    at: at?.toISOString() ?? "",
  }));
}

/** The words of what is held are content: not for whom is not given such a one now. What colleagues wrote to them is. */
async function heldRows(db: Db, actor: Person, rows: readonly Named[], now: Date): Promise<ForMeRow[]> {
  const harms = rows.map((row) => row.harms);
  const notGiven = await notGivenTo(db, actor, harms, now);
  return rowsOf("held", rows).map((row, at) => withoutContent(row, notShownOf(harms[at] ?? [], notGiven)));
}

/** A held line without the words of its content, where there is something in it that is not shown. */
export function withoutContent(row: ForMeRow, notShown: HarmClass[]): ForMeRow {
  return notShown.length === 0 ? row : { ...row, words: "", notShown };
}

/** Cases of one's own by an index of few, with somebody's name. */
function casesWhere(
  db: Db,
  which: SQL | undefined,
  more: { words: SQL<string | null>; at: SQL<Date | null>; who: SQL },
) {
  return db
    .select({ ...named, words: more.words, at: sql`${more.at}`.mapWith(cases.openedAt) })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .leftJoin(people, eq(people.id, more.who))
    .where(which)
    .orderBy(desc(more.at))
    .limit(most);
}

function questionsWhere(db: Db, which: SQL | undefined, who: SQL, more: { words: SQL<string | null>; at: SQL }) {
  return db
    .select({ ...named, words: more.words, at: sql`${more.at}`.mapWith(caseQuestions.askedAt) })
    .from(caseQuestions)
    .innerJoin(cases, eq(cases.id, caseQuestions.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(people, eq(people.id, who))
    .where(which)
    .orderBy(desc(more.at))
    .limit(most);
}

/** What was handed to a person, asked of them and answered to them, and what they hold: each by its own small index. */
export async function forMe(db: Db, actor: Actor, now: Date = new Date()): Promise<Result<ForMeRow[]>> {
  if (actor.kind !== "person" || !can(actor, "case.view")) return fail("forbidden");
  const shown = shownTo(actor);
  const isMine = and(eq(cases.state, "claimed"), eq(cases.claimedBy, actor.id), gt(cases.leaseUntil, now));
  const { askedOf, askedBy, answeredAt, text, answer, askedAt } = caseQuestions;
  const [handed, asked, answered, held] = await Promise.all([
    casesWhere(db, and(undecided, eq(cases.handedTo, actor.id), gt(cases.handedUntil, now), shown), {
      words: sql`${cases.handedWhy}`,
      at: sql`${cases.handedUntil}`,
      who: sql`${cases.handedBy}`,
    }),
    questionsWhere(db, and(undecided, eq(askedOf, actor.id), isNull(answeredAt), shown), sql`${askedBy}`, {
      words: sql`${text}`,
      at: sql`${askedAt}`,
    }),
    questionsWhere(db, and(isMine, eq(askedBy, actor.id), isNotNull(answeredAt), shown), sql`${askedOf}`, {
      words: sql`${answer}`,
      at: sql`${answeredAt}`,
    }),
    casesWhere(db, and(isMine, gt(cases.heldUntil, now), shown), {
      words: sql`${cases.excerpt}`,
      at: sql`${cases.heldUntil}`,
      who: sql`null::uuid`,
    }),
  ]);
  return ok([
    ...rowsOf("handed", handed),
    ...rowsOf("asked", asked),
    ...rowsOf("answered", answered),
    ...(await heldRows(db, actor, held, now)),
  ]);
}

const asker = alias(people, "asker");
const asked = alias(people, "asked");

/** What was asked about a case and answered, the oldest first. */
export async function questionsOf(db: Db, actor: Actor, caseId: string): Promise<Result<CaseQuestion[]>> {
  return can(actor, "case.view") ? ok(await questionsAbout(db, actor, caseId)) : fail("forbidden");
}

/** The same for who reads the case anyway; of one that is hidden from them there are none. */
export async function questionsAbout(db: Db, actor: Actor, caseId: string): Promise<CaseQuestion[]> {
  const rows = await db
    .select({ question: caseQuestions, by: asker.name, of: asked.name })
    .from(caseQuestions)
    .innerJoin(cases, eq(cases.id, caseQuestions.caseId))
    .innerJoin(asker, eq(asker.id, caseQuestions.askedBy))
    .innerJoin(asked, eq(asked.id, caseQuestions.askedOf))
    .where(and(eq(caseQuestions.caseId, caseId), shownTo(actor)))
    .orderBy(asc(caseQuestions.askedAt), asc(caseQuestions.id))
    .limit(100);
  return rows.map(({ question, by, of }) => ({
    id: question.id,
    askedBy: by,
    askedOf: of,
    isOfMe: actor.kind === "person" && question.askedOf === actor.id,
    text: question.text,
    askedAt: question.askedAt.toISOString(),
    answer: question.answer,
    answeredAt: question.answeredAt?.toISOString() ?? null,
  }));
}

/** Whom a case may be handed to, or who may be asked about it; a hidden case has nobody. */
export async function colleaguesFor(db: Db, actor: Actor, caseId: string): Promise<Result<Colleague[]>> {
  if (actor.kind !== "person" || !can(actor, "case.claim")) return fail("forbidden");
  const { platformId, language, clauseGroup, childSafety, restingState } = cases;
  const [about] = await db
    .select({ platformId, language, clauseGroup, childSafety, restingState })
    .from(cases)
    .where(and(eq(cases.id, caseId), shownTo(actor)));
  return about ? ok(await colleaguesAbout(db, actor, about)) : fail("not_found", "case_not_found");
}

/** The same, about anything that the queue would give by these facts. */
export async function colleaguesAbout(db: Db, actor: Person, about: HandedCase): Promise<Colleague[]> {
  const rows = await db
    .select(candidateColumns)
    .from(people)
    .where(and(isNull(people.disabledAt), ne(people.id, actor.id), inArray(people.role, ["moderator", "supervisor"])))
    .orderBy(asc(people.name), asc(people.id))
    .limit(500);
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      role: row.role,
      mayTake: handRefusal(about, candidateOf(row), actor.id) === null,
      mayBeAsked: askRefusal(about, candidateOf(row), actor.id) === null,
    }))
    .filter(({ mayTake, mayBeAsked }) => mayTake || mayBeAsked);
}
