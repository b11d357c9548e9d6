import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type appeals, cases, decisions, outbox, platforms, remedies, sanctions } from "@/db/schema";
import { heldByOthers, keptBy, type RunningMeasure } from "@/lib/decisions/still-in-force.store";
import type { Actor } from "@/lib/platform/permissions.rules";
import { shownTo } from "@/lib/queue/filters.queries";
import { caseReference } from "@/lib/queue/row.rules";
import type { AppealView, RemedyRow } from "./contract";
import { reversalKey } from "./reversal.store";

type LedgerRow = typeof remedies.$inferSelect;
type Sent = typeof outbox.$inferSelect.state;

/** What telling the platform has come to: its outbox row says so, the ledger's own row only that it was asked for. */
const stateOfSending: Record<Sent, RemedyRow["state"]> = {
  waiting: "waiting",
  sent: "done",
  refused: "failed",
  stuck: "failed",
  cancelled: "not_needed",
};

async function sending(db: Db, appeal: { id: string; decisionId: string }) {
  const key = reversalKey({ appealId: appeal.id, decisionId: appeal.decisionId });
  const [row] = await db
    .select({ state: outbox.state, doneAt: outbox.doneAt })
    .from(outbox)
    .where(eq(outbox.dedupeKey, key));
  return row ?? null;
}

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
): Pick<RemedyRow, "label" | "neverBegan" | "heldBy"> {
  const fell = measure?.state === "lifted" && measure.endedAt !== null;
  return {
    label: measure?.label ?? null,
    neverBegan: fell && measure.endedAt !== null && measure.endedAt < measure.startsAt,
    heldBy: fell ? keptBy(others, measure) : null,
  };
}

/** The ledger of one appeal, in the order it was written. */
export async function ledgerOf(db: Db, appeal: { id: string; decisionId: string }, actor: Actor): Promise<RemedyRow[]> {
  const rows = await db.select().from(remedies).where(eq(remedies.appealId, appeal.id)).orderBy(asc(remedies.id));
  if (rows.length === 0) return [];
  const measures = await db.select().from(sanctions).where(eq(sanctions.decisionId, appeal.decisionId));
  const accountId = measures.find((row) => row.accountId !== null)?.accountId ?? null;
  const others = await heldByOthers(db, { id: appeal.decisionId, accountId });
  const flagged = rows.filter(({ kind }) => kind === "review_decision").flatMap(({ subjectId }) => subjectId ?? []);
  const found = await casesOf(db, actor, flagged);
  const told = await sending(db, appeal);
  const isTold = ({ kind }: LedgerRow) => kind === "tell_platform" || kind === "correct_referral";
  return rows.map((row) => ({
    ...measureNow(
      measures.find(({ id }) => id === row.subjectId),
      others,
    ),
    kind: row.kind,
    state: isTold(row) && told ? stateOfSending[told.state] : row.state,
    doneAt: ((isTold(row) && told ? told.doneAt : row.doneAt) ?? null)?.toISOString() ?? null,
    points: row.kind === "remove_points" ? Number(row.note) : null,
    case: found.get(row.subjectId ?? "") ?? null,
  }));
}

/** The case that is decided anew after a notifier was right, and whether it has been. */
export async function reopenedBy(
  db: Db,
  appeal: Pick<typeof appeals.$inferSelect, "by" | "outcome" | "newDecisionId">,
  itemId: string,
  actor: Actor,
): Promise<AppealView["reopened"]> {
  if (appeal.by !== "notifier" || (appeal.outcome !== "reversed" && appeal.outcome !== "partly_reversed")) return null;
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
