import "server-only";
import { and, asc, eq, gt, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db, Tx } from "@/db/client";
import {
  appealOverrides,
  appeals,
  cases,
  decisions,
  misuseMeasures,
  noticeItems,
  people,
  qualifications,
  qualityReviews,
  reviewFlags,
  statements,
} from "@/db/schema";
import { type DecisionState, decisionState } from "@/lib/decisions/decision-state.rules";
import { informedAt } from "@/lib/decisions/informed.store";
import { linkSerial } from "@/lib/decisions/links.store";
import { lockAccounts } from "@/lib/decisions/record.store";
import { settingsFor } from "@/lib/platform/settings";
import type { Skills } from "@/lib/platform/skills.rules";
import { skillColumns, skillsNow } from "@/lib/platform/skills.store";
import { lockDocket } from "./docket.store";
import type { Reviewer } from "./independence.rules";

/** The statement behind a link with what decides whether an appeal may be filed; null when there is none. */
export async function statementForAppeal(tx: Tx, statementId: string) {
  const [row] = await tx
    .select({
      platformId: statements.platformId,
      decisionId: statements.decisionId,
      addressee: statements.addressee,
      letter: statements.letter,
      noticeId: statements.noticeId,
      language: statements.language,
      zone: statements.zone,
      informedAt,
      revokedAt: statements.revokedAt,
      linkSerial,
      undoneAt: decisions.undoneAt,
      reversedAt: decisions.reversedAt,
      supersededBy: decisions.supersededBy,
      effectiveAt: decisions.effectiveAt,
      hasAppealed: sql<boolean>`exists (select 1 from ${appeals} where ${appeals.statementId} = ${statements.id} and ${appeals.state} <> 'inadmissible')`,
    })
    .from(statements)
    .innerJoin(decisions, eq(decisions.id, statements.decisionId))
    .where(eq(statements.id, statementId));
  return row ?? null;
}

/**
 * The decision, and under lock whatever its fall may touch, in the one order that every command keeps: cases by their id,
 * then the account, then flags. The item's open case is among them: a case that is opened again may have to join it. A
 * new decision on the account either counted the strike before it falls, and is flagged, or counts without it.
 */
export async function lockDecided(tx: Tx, decisionId: string) {
  const [named] = await tx
    .select({ caseId: decisions.caseId, accountId: decisions.accountId, itemId: cases.itemId })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(eq(decisions.id, decisionId));
  if (!named) return null;
  await tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(eq(cases.itemId, named.itemId), or(eq(cases.id, named.caseId), ne(cases.state, "decided"))))
    .orderBy(asc(cases.id))
    .for("update");
  await lockAccounts(tx, [named.accountId]);
  const [decision] = await tx.select().from(decisions).where(eq(decisions.id, decisionId));
  return decision ?? null;
}

type Letter = Pick<typeof statements.$inferSelect, "letter" | "noticeId" | "decisionId">;

/**
 * What the decision is for the reader of one letter. Who was told that it changed may complain of what it has become, for
 * as long as that is the answer to their report: until the case is opened again (A1). Who was suspended
 * may complain of that also after the desk has lifted it: nobody has said yet whether it was right (Art. 20(1)).
 */
export async function stateForReader(
  db: Db | Tx,
  { letter, noticeId, decisionId }: Letter,
  decision: Parameters<typeof decisionState>[0],
): Promise<DecisionState> {
  const state = decisionState(decision);
  if (state !== "reversed") return state;
  if (!noticeId) return (await wasLifted(db, decisionId)) ? "standing" : state;
  if (letter !== "changed") return state;
  const [answered] = await db
    .select({ id: noticeItems.id })
    .from(noticeItems)
    .where(and(eq(noticeItems.noticeId, noticeId), eq(noticeItems.decisionId, decisionId)))
    .limit(1);
  return answered ? "standing" : state;
}

/** Whether the decision is the one by which an account is suspended for misuse (Art. 23(1)). */
export async function suspendsForMisuse(db: Db | Tx, decisionId: string): Promise<boolean> {
  const own = eq(misuseMeasures.decisionId, decisionId);
  const [row] = await db.select({ id: misuseMeasures.id }).from(misuseMeasures).where(own);
  return row !== undefined;
}

/** Whether the decision suspended somebody for misuse and the desk ended that before its day. */
export async function wasLifted(db: Db | Tx, decisionId: string): Promise<boolean> {
  const lifted = and(eq(misuseMeasures.decisionId, decisionId), eq(misuseMeasures.endedHow, "lifted"));
  const [row] = await db.select({ id: misuseMeasures.id }).from(misuseMeasures).where(lifted);
  return row !== undefined;
}

/** Who changed a decision on another appeal: what it has become is theirs, so they do not judge a complaint of it (A9). */
export async function changersOf(
  db: Db | Tx,
  appeal: { id: string; decisionId: string },
  letter: string,
): Promise<string[]> {
  if (letter !== "changed") return [];
  const rows = await db
    .select({ by: appeals.decidedBy })
    .from(appeals)
    .where(
      and(
        eq(appeals.decisionId, appeal.decisionId),
        ne(appeals.id, appeal.id),
        inArray(appeals.outcome, ["reversed", "partly_reversed"]),
      ),
    );
  return rows.flatMap(({ by }) => by ?? []);
}

/** Everything that ties somebody to an appeal: who took part, the decider's team where it counts, and who is let past. */
export async function tiesTo(
  db: Db | Tx,
  appeal: { id: string; decisionId: string },
  decision: Pick<typeof decisions.$inferSelect, "id" | "decidedBy" | "platformId">,
  letter: string,
): Promise<{ reviewedBy: string[]; team: string | null; letPast: string[] }> {
  const allowed = await db
    .select({ personId: appealOverrides.personId })
    .from(appealOverrides)
    .where(eq(appealOverrides.appealId, appeal.id));
  return {
    reviewedBy: [...(await reviewersOf(db, decision.id)), ...(await changersOf(db, appeal, letter))],
    team: await teamThatCounts(db, decision),
    letPast: allowed.map(({ personId }) => personId),
  };
}

async function teamThatCounts(
  db: Db | Tx,
  { decidedBy, platformId }: Pick<typeof decisions.$inferSelect, "decidedBy" | "platformId">,
): Promise<string | null> {
  if (!(await settingsFor(db, platformId)).appealsOutsideTeam) return null;
  const [decider] = await db.select({ team: people.team }).from(people).where(eq(people.id, decidedBy));
  return decider?.team ?? null;
}

/** The appeal and its docket under row locks, with the decision it contests and what that decision's fall may touch. */
export async function lockAppeal(tx: Tx, appealId: string) {
  const [named] = await tx.select({ decisionId: appeals.decisionId }).from(appeals).where(eq(appeals.id, appealId));
  if (!named) return null;
  // The whole docket, so that two answers in it are given one after the other and the second knows the first.
  const docket = await lockDocket(tx, named.decisionId);
  const row = docket.find(({ id }) => id === appealId);
  if (!row) return null;
  const decision = await lockDecided(tx, row.decisionId);
  const [letter] = await tx.select().from(statements).where(eq(statements.id, row.statementId));
  if (!decision || !letter) throw new Error(`appeal ${appealId} has no decision`);
  const [about] = await tx.select({ childSafety: cases.childSafety }).from(cases).where(eq(cases.id, decision.caseId));
  const isChildSafety = about?.childSafety ?? false;
  const tied = await tiesTo(tx, row, decision, letter.letter);
  return { appeal: row, decision, isChildSafety, ...tied, state: await stateForReader(tx, letter, decision) };
}

/**
 * Who took part in a decision without making it: those whose answer to a complaint led to it (A9, A10), those who looked
 * at it again when a strike that it had counted fell, those who reviewed its quality, who decided
 * the same case before, and who warned of a suspension.
 */
export async function reviewersOf(db: Tx | Db, decisionId: string): Promise<string[]> {
  const answered = await db
    .select({ by: appeals.decidedBy })
    .from(appeals)
    .where(eq(appeals.newDecisionId, decisionId));
  const settled = await db
    .select({ by: reviewFlags.resolvedBy })
    .from(reviewFlags)
    .where(eq(reviewFlags.decisionId, decisionId));
  const looked = await db
    .select({ by: qualityReviews.reviewedBy })
    .from(qualityReviews)
    .where(eq(qualityReviews.decisionId, decisionId));
  const warned = await db
    .select({ by: misuseMeasures.warnedBy })
    .from(misuseMeasures)
    .where(eq(misuseMeasures.decisionId, decisionId));
  // Who decided the same case before: what it has become since is the answer to their own decision.
  const before = alias(decisions, "earlier");
  const earlier = await db
    .select({ by: before.decidedBy })
    .from(decisions)
    .innerJoin(before, and(eq(before.caseId, decisions.caseId), lt(before.decidedAt, decisions.decidedAt)))
    .where(and(eq(decisions.id, decisionId), isNull(before.undoneAt)));
  return [
    ...new Set([...answered, ...settled, ...looked, ...warned, ...earlier].flatMap(({ by }) => (by ? [by] : []))),
  ];
}

/** A person as the rule of independence sees them; `kind` is the actor's, so that a key never passes for a person. */
export async function reviewerOf(db: Tx | Db, personId: string | undefined, kind: Reviewer["kind"]): Promise<Reviewer> {
  const nobody: Reviewer = {
    id: personId ?? "",
    kind,
    role: null,
    isDisabled: false,
    isCleared: false,
    team: null,
    qualifications: [],
  };
  if (kind !== "person" || !personId) return nobody;
  const [person] = await db
    .select({ role: people.role, disabledAt: people.disabledAt, team: people.team, ...skillColumns })
    .from(people)
    .where(eq(people.id, personId));
  if (!person) return nobody;
  const held = await db
    .select({ validFrom: qualifications.validFrom, validUntil: qualifications.validUntil })
    .from(qualifications)
    .where(eq(qualifications.personId, personId));
  const isCleared = skillsNow(person).childSafety;
  const isDisabled = person.disabledAt !== null;
  const { role, team } = person;
  return { id: personId, kind, role, team, isDisabled, isCleared, qualifications: held };
}

/** Supervisors who hold a qualification at `now`, by name. */
export async function qualifiedSupervisors(
  db: Db | Tx,
  now: Date,
): Promise<{ id: string; name: string; skills: Partial<Skills> }[]> {
  return db
    .selectDistinct({ id: people.id, name: people.name, skills: people.skills })
    .from(people)
    .innerJoin(qualifications, eq(qualifications.personId, people.id))
    .where(
      and(
        eq(people.role, "supervisor"),
        isNull(people.disabledAt),
        sql`${qualifications.validFrom} <= ${now.toISOString()}`,
        or(isNull(qualifications.validUntil), gt(qualifications.validUntil, now)),
      ),
    )
    .orderBy(people.name);
}
