import "server-only";
import { and, asc, between, eq, inArray, isNull, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import {
  appeals,
  cases,
  decisions,
  heldAppeals,
  misuseAppeals,
  misuseMeasures,
  noticeItems,
  notices,
  platforms,
  statements,
} from "@/db/schema";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { LookedUp, Lookup } from "./lookup.contract";
import { type Meant, readMeant } from "./lookup.rules";

const shown = 6;

const ofCase = {
  caseId: cases.id,
  number: cases.number,
  prefix: platforms.prefix,
  platform: { id: platforms.id, name: platforms.name },
};
type OfCase = { caseId: string; number: number; prefix: string; platform: LookedUp["platform"] };

function lookedUp(
  kind: LookedUp["kind"],
  { id, reference, ...about }: OfCase & { id?: string; reference?: string },
): LookedUp {
  const whole = caseReference(about.prefix, about.number);
  const { caseId, platform } = about;
  return { kind, id: id ?? caseId, reference: reference ?? whole, caseId, caseReference: whole, platform };
}

async function casesNamed(
  db: Db,
  actor: Actor,
  { prefix, ranges }: { prefix: string | null; ranges: [number, number][] },
) {
  const rows = await db
    .select(ofCase)
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(
      and(
        or(...ranges.map(([from, to]) => between(cases.number, from, to))),
        prefix === null ? undefined : eq(platforms.prefix, prefix),
        shownTo(actor),
      ),
    )
    .orderBy(asc(cases.number))
    .limit(shown);
  return rows.map((row) => lookedUp("case", row));
}

/** A notice may name several things: each is a case of its own. */
async function noticesNamed(db: Db, actor: Actor, reference: string) {
  const rows = await db
    .select({ id: notices.id, reference: notices.reference, ...ofCase })
    .from(notices)
    .innerJoin(noticeItems, eq(noticeItems.noticeId, notices.id))
    .innerJoin(cases, eq(cases.id, noticeItems.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(and(eq(notices.reference, reference), shownTo(actor)))
    .orderBy(asc(cases.number))
    .limit(shown);
  return rows.map((row) => lookedUp("notice", row));
}

async function appealsNamed(db: Db, actor: Actor, reference: string) {
  const rows = await db
    .select({ id: appeals.id, reference: appeals.reference, ...ofCase })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(and(eq(appeals.reference, reference), shownTo(actor)));
  return rows.map((row) => lookedUp("appeal", row));
}

/**
 * A complaint that is kept until its sender's suspension ends (Art. 23(2)) is no appeal yet: it is found under the reference
 * its sender was given, and leads to the case of the decision that it is about.
 */
async function heldAppealsNamed(db: Db, actor: Actor, reference: string) {
  const rows = await db
    .select({ id: heldAppeals.id, reference: heldAppeals.reference, ...ofCase })
    .from(heldAppeals)
    .innerJoin(statements, eq(statements.id, heldAppeals.statementId))
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(and(eq(heldAppeals.reference, reference), isNull(heldAppeals.appealId), shownTo(actor)));
  return rows.map((row) => lookedUp("held_appeal", row));
}

/**
 * A warning or suspension for misuse by the reference in its letters, or by that of the complaint about it; each leads to the
 * page of whom it is about.
 */
async function misuseNamed(db: Db, actor: Actor, meant: Pick<Meant, "misuse" | "appeal">): Promise<LookedUp[]> {
  const { misuse, appeal } = meant;
  const rows = await db
    .select({
      id: misuseMeasures.subjectId,
      measure: misuseMeasures.reference,
      complaint: misuseAppeals.reference,
      platform: ofCase.platform,
    })
    .from(misuseMeasures)
    .innerJoin(platforms, eq(platforms.id, misuseMeasures.platformId))
    .leftJoin(misuseAppeals, eq(misuseAppeals.measureId, misuseMeasures.id))
    .where(misuse ? eq(misuseMeasures.reference, misuse) : eq(misuseAppeals.reference, appeal ?? ""));
  return rows
    .filter(({ platform }) => mayOn(actor, platform.id))
    .map(({ id, measure, complaint, platform }) => ({
      ...(misuse
        ? { kind: "misuse" as const, reference: measure }
        : { kind: "misuse_appeal" as const, reference: complaint ?? "" }),
      ...{ id, platform, caseId: null, caseReference: null },
    }));
}

/** By the decision's own id, or by the number under which the Transparency Database knows its statement. */
async function decisionsNamed(db: Db, actor: Actor, id: string) {
  const byNumber = db
    .select({ id: statements.decisionId })
    .from(statements)
    .innerJoin(platforms, eq(platforms.id, statements.platformId))
    .where(eq(statements.puid, id));
  const rows = await db
    .select({ id: decisions.id, ...ofCase })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(and(or(eq(decisions.id, id), inArray(decisions.id, byNumber)), shownTo(actor)))
    .limit(shown);
  return rows.map((row) => lookedUp("decision", row));
}

/** What a reference or an id names, as far as this actor may see it: at most six of each kind, none by a search. */
export async function lookUp(db: Db, actor: Actor, typed: string): Promise<Result<Lookup>> {
  if (!can(actor, "case.view")) return fail("forbidden");
  const meant = readMeant(typed);
  const found = await Promise.all([
    meant.cases ? casesNamed(db, actor, meant.cases) : [],
    meant.notice ? noticesNamed(db, actor, meant.notice) : [],
    meant.appeal && can(actor, "appeal.view") ? appealsNamed(db, actor, meant.appeal) : [],
    meant.appeal && can(actor, "appeal.view") ? heldAppealsNamed(db, actor, meant.appeal) : [],
    (meant.misuse || meant.appeal) && can(actor, "misuse.view") ? misuseNamed(db, actor, meant) : [],
    meant.id ? decisionsNamed(db, actor, meant.id) : [],
  ]);
  return ok({ found: found.flat() });
}
