import "server-only";
import { and, desc, eq, gt, isNull, lte, ne, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import type { DisputeState } from "@/db/schema";
import { cases, decisions, disputeRemedies, disputes, notices, platforms, remedies, statements } from "@/db/schema";
import { readReference } from "@/lib/intake/reference.rules";
import type { Actor } from "@/lib/platform/permissions.rules";
import { mayOn } from "@/lib/platform/permissions.rules";
import { type Failure, fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import { isSettled } from "./closing.rules";
import { mayDisputeMove } from "./dispute.rules";
import { statesOfRemedies } from "./ledger.store";

export type StoredDispute = typeof disputes.$inferSelect;
type Patch = Omit<Partial<typeof disputes.$inferInsert>, "id" | "state" | "version">;

export const invalidField = (field: string, reason: string, values = {}): Failure =>
  fail("invalid", "invalid", { fields: [{ field, reason, values }] });

/** The dispute as the caller saw it, locked; `not_found` also for whoever may not know of its case. */
export async function lockDispute(
  tx: Tx,
  actor: Actor,
  seen: { disputeId: string; version: number },
): Promise<Result<StoredDispute & { itemId: string }>> {
  const [row] = await tx.select().from(disputes).where(eq(disputes.id, seen.disputeId)).for("update");
  if (!row) return fail("not_found", "dispute_not_found");
  const [about] = await tx
    .select({ itemId: cases.itemId, isHidden: cases.childSafety })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(eq(decisions.id, row.decisionId));
  if (!about || (about.isHidden && !isCleared(actor)) || !mayOn(actor, row.platformId))
    return fail("not_found", "dispute_not_found");
  return row.version === seen.version ? ok({ ...row, itemId: about.itemId }) : fail("stale", "dispute_changed");
}

/** Moves a dispute that the caller has locked, by the one table of moves. */
export async function moveDispute(
  tx: Tx,
  dispute: Pick<StoredDispute, "id" | "state" | "version">,
  to: DisputeState,
  patch: Patch,
): Promise<Result<{ disputeId: string; version: number }>> {
  if (!mayDisputeMove(dispute.state, to)) return fail("refused", "dispute_not_now");
  return setDispute(tx, dispute, { ...patch, state: to });
}

/** Writes on a dispute what moves it nowhere. */
export async function setDispute(
  tx: Tx,
  { id, version }: Pick<StoredDispute, "id" | "version">,
  patch: Patch & { state?: DisputeState },
): Promise<Result<{ disputeId: string; version: number }>> {
  await tx
    .update(disputes)
    .set({ ...patch, version: version + 1 })
    .where(eq(disputes.id, id));
  return ok({ disputeId: id, version: version + 1 });
}

/** The newest decision of a case, by the case's reference, that has taken effect and finds something. */
export async function disputedDecision(tx: Tx, reference: string, actor: Actor, now: Date) {
  const [, prefix = "", number = ""] = /^\s*([A-Za-z]{1,6})\s*-?\s*(\d{1,15})\s*$/.exec(reference) ?? [];
  if (number === "") return null;
  const [row] = await tx
    .select({ id: decisions.id, platformId: decisions.platformId, isHidden: cases.childSafety })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(
      and(
        eq(sql`upper(${platforms.prefix})`, prefix.toUpperCase()),
        eq(cases.number, Number(number)),
        isNull(decisions.undoneAt),
        ne(decisions.outcome, "referred"),
        lte(decisions.effectiveAt, now),
      ),
    )
    .orderBy(desc(decisions.decidedAt))
    .limit(1);
  return row && (!row.isHidden || isCleared(actor)) && mayOn(actor, row.platformId) ? row : null;
}

/** What the person whose dispute it is was told of the decision: the newest letter to them. */
export async function letterOf(
  tx: Tx,
  decisionId: string,
  whose: { by: "affected" | "notifier"; notice: string },
): Promise<string | null> {
  const isNotifier = whose.by === "notifier";
  const reference = isNotifier ? readReference(whose.notice) : null;
  const [row] = await tx
    .select({ id: statements.id })
    .from(statements)
    .leftJoin(notices, eq(notices.id, statements.noticeId))
    .where(
      and(
        eq(statements.decisionId, decisionId),
        eq(statements.addressee, whose.by),
        ne(statements.letter, "referral"),
        isNotifier ? eq(notices.reference, reference ?? whose.notice) : undefined,
      ),
    )
    .orderBy(desc(statements.composedAt), desc(statements.id))
    .limit(1);
  return row?.id ?? null;
}

/** How many lines of a dispute's ledger, and decisions to be made anew, are still open. */
export async function leftOf(db: Db | Tx, dispute: StoredDispute & { itemId: string }): Promise<number> {
  const rows = await db
    .select({ remedy: remedies })
    .from(disputeRemedies)
    .innerJoin(remedies, eq(remedies.id, disputeRemedies.remedyId))
    .where(eq(disputeRemedies.disputeId, dispute.id));
  const lines = rows.map(({ remedy }) => remedy);
  const about = { appealId: null, decisionId: dispute.decisionId, disputeId: dispute.id };
  const states = await statesOfRemedies(db, about, lines);
  const open = lines.filter((line) => !isSettled(states.get(line.id)?.state ?? line.state)).length;
  return open + ((await isDecidedAnew(db, dispute)) === false ? 1 : 0);
}

/** Whether the case that was opened again for a dispute has been decided since; null where none was. */
async function isDecidedAnew(db: Db | Tx, { by, answer, answeredAt, itemId }: StoredDispute & { itemId: string }) {
  if (by !== "notifier" || answer === "not" || answeredAt === null) return null;
  const [made] = await db
    .select({ id: decisions.id })
    .from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(
      and(
        eq(cases.itemId, itemId),
        gt(decisions.decidedAt, answeredAt),
        isNull(decisions.undoneAt),
        ne(decisions.outcome, "referred"),
      ),
    )
    .limit(1);
  return made !== undefined;
}

/** Whether what a decision restricted was lifted, last of all, because a body outside was followed. */
export async function fellInDispute(tx: Tx, decisionId: string): Promise<boolean> {
  const [last] = await tx
    .select({ disputeId: disputeRemedies.disputeId })
    .from(remedies)
    .leftJoin(disputeRemedies, eq(disputeRemedies.remedyId, remedies.id))
    .where(and(eq(remedies.decisionId, decisionId), eq(remedies.kind, "lift_sanction")))
    .orderBy(desc(remedies.createdAt), desc(remedies.id))
    .limit(1);
  return Boolean(last?.disputeId);
}
