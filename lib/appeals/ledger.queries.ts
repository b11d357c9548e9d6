import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type appeals, cases, decisions, disputeRemedies, people, platforms, remedies, sanctions } from "@/db/schema";
import { heldByOthers, keptBy, type RunningMeasure } from "@/lib/decisions/still-in-force.store";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import { needsCause } from "./cause.rules";
import { confirmRefusal, type LineState, servedDays, stateWithPlatform, waiveRefusal } from "./closing.rules";
import type { AppealView, RemedyRow } from "./contract";
import { reportsTold, statesOfRemedies } from "./ledger.store";

async function casesOf(db: Db, actor: Actor, decisionIds: readonly string[]) {
  if (decisionIds.length === 0) return new Map<string, { id: string; reference: string }>();
  const rows = await db
    .select({ decisionId: decisions.id, id: cases.id, number: cases.number, prefix: platforms.prefix })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, decisions.platformId))
    .where(and(inArray(decisions.id, [...decisionIds]), shownTo(actor)));
  return new Map(rows.map((row) => [row.decisionId, { id: row.id, reference: caseReference(row.prefix, row.number) }]));
}

/** The measure that a row is about, as it is today: what fell before it began was never lifted, what another decision keeps is not given back. */
function measureNow(
  measure: typeof sanctions.$inferSelect | undefined,
  others: readonly RunningMeasure[],
): Pick<RemedyRow, "label" | "neverBegan" | "heldBy" | "served"> {
  const fell = measure?.state === "lifted" && measure.endedAt !== null;
  return {
    label: measure?.label ?? null,
    neverBegan: fell && measure.endedAt !== null && measure.endedAt < measure.startsAt,
    served: fell && measure && lasts(measure) ? servedDays(measure) : null,
    heldBy: fell ? keptBy(others, measure) : null,
  };
}

/** A measure that holds something from somebody for a time, so that a part of it was served when it fell. */
function lasts({ target }: Pick<typeof sanctions.$inferSelect, "target">): boolean {
  return target === "feature" || target === "account";
}

async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** The ledger of one appeal, in the order it was written. */
export async function ledgerOf(db: Db, appeal: { id: string; decisionId: string }, actor: Actor): Promise<RemedyRow[]> {
  const rows = await db.select().from(remedies).where(eq(remedies.appealId, appeal.id)).orderBy(asc(remedies.id));
  return toldLines(db, { appealId: appeal.id, decisionId: appeal.decisionId }, rows, actor);
}

/** The ledger of one dispute out of court. */
export async function disputeLedger(
  db: Db,
  dispute: { id: string; decisionId: string },
  actor: Actor,
): Promise<RemedyRow[]> {
  const rows = await db
    .select({ remedy: remedies })
    .from(disputeRemedies)
    .innerJoin(remedies, eq(remedies.id, disputeRemedies.remedyId))
    .where(eq(disputeRemedies.disputeId, dispute.id))
    .orderBy(asc(remedies.id));
  const about = { appealId: null, decisionId: dispute.decisionId, disputeId: dispute.id };
  return toldLines(
    db,
    about,
    rows.map(({ remedy }) => remedy),
    actor,
  );
}

function confirmedOf(
  { confirmedBy, confirmedHow }: Pick<typeof remedies.$inferSelect, "confirmedBy" | "confirmedHow">,
  names: ReadonlyMap<string, string>,
): RemedyRow["confirmed"] {
  return { by: confirmedBy && (names.get(confirmedBy) ?? ""), how: confirmedHow ?? "" };
}

async function toldLines(
  db: Db,
  about: Parameters<typeof statesOfRemedies>[1],
  rows: readonly (typeof remedies.$inferSelect)[],
  actor: Actor,
): Promise<RemedyRow[]> {
  if (rows.length === 0) return [];
  const measures = await db.select().from(sanctions).where(eq(sanctions.decisionId, about.decisionId));
  const accountId = measures.find((row) => row.accountId !== null)?.accountId ?? null;
  const others = await heldByOthers(db, { id: about.decisionId, accountId });
  const flagged = rows.filter(({ kind }) => kind === "review_decision").flatMap(({ subjectId }) => subjectId ?? []);
  const found = await casesOf(db, actor, flagged);
  const states = await statesOfRemedies(db, about, rows);
  const told = await reportsTold(db, rows);
  const names = await namesOf(
    db,
    rows.flatMap(({ waivedBy, confirmedBy }) => [waivedBy ?? [], confirmedBy ?? []].flat()),
  );
  const tell = rows.find(({ kind }) => kind === "tell_platform");
  const platformTold = tell ? (states.get(tell.id)?.state ?? tell.state) : null;
  const progress = (row: (typeof rows)[number]) => {
    const measure = measureNow(
      measures.find(({ id }) => id === row.subjectId),
      others,
    );
    const own: LineState = states.get(row.id)?.state ?? row.state;
    const state = stateWithPlatform({ kind: row.kind, state: own, ...measure }, platformTold);
    const isGivenBack = state === "with_platform" || state === "unconfirmed";
    const doneAt = isGivenBack ? null : (states.get(row.id)?.doneAt ?? row.waivedAt);
    return { ...measure, state, doneAt: doneAt?.toISOString() ?? null };
  };
  return rows.map((row) => ({
    ...progress(row),
    id: row.id,
    kind: row.kind,
    messageId: states.get(row.id)?.messageId ?? null,
    waived: row.waivedWhy === null ? null : { by: names.get(row.waivedBy ?? "") ?? "", why: row.waivedWhy },
    mayWaive:
      can(actor, "remedy.waive") &&
      waiveRefusal({ kind: row.kind, state: states.get(row.id)?.state ?? row.state }) === null,
    needsPerson: states.get(row.id)?.needsPerson ?? false,
    mayConfirm:
      can(actor, "remedy.confirm") && confirmRefusal({ ...row, needsPerson: false, ...states.get(row.id) }) === null,
    confirmed: row.confirmedVia === null ? null : confirmedOf(row, names),
    points: row.kind === "remove_points" ? Number(row.note) : null,
    told: told.get(row.subjectId ?? "") ?? null,
    case: found.get(row.subjectId ?? "") ?? null,
  }));
}

/** The case that is decided anew after an answer, and whether it has been. */
export async function reopenedBy(
  db: Db,
  appeal: Pick<typeof appeals.$inferSelect, "by" | "outcome" | "newDecisionId" | "change">,
  itemId: string,
  actor: Actor,
): Promise<AppealView["reopened"]> {
  if (!needsCause(appeal.outcome ?? "")) return null;
  if (appeal.by !== "notifier" && appeal.change.decideAgain !== true) return null;
  const [row] = await db
    .select({ caseId: cases.id, number: cases.number, prefix: platforms.prefix })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(and(eq(cases.itemId, itemId), shownTo(actor)))
    .orderBy(desc(cases.openedAt))
    .limit(1);
  if (!row) return null;
  const { caseId, number, prefix } = row;
  return { caseId, reference: caseReference(prefix, number), isDecided: appeal.newDecisionId !== null };
}
