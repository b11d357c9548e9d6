import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { accounts, appeals, cases, decisions, noticeItems, sanctions, strikeReliance, strikes } from "@/db/schema";
import { enqueue } from "@/lib/platform/outbox";
import type { Person } from "@/lib/platform/permissions.rules";
import type { CaseRow } from "@/lib/queue/store";
import { indexRows } from "@/lib/search/documents.store";
import type { Assessment } from "./assess.rules";
import type { CaseMaterial } from "./material.rules";
import type { PlannedSanction } from "./plan.rules";
import { keptOfSuggestion } from "./suggested-before.store";

/** What the three outcomes are decided with, inside the one transaction. */
export type Deciding = {
  tx: Tx;
  actor: Person;
  now: Date;
  row: CaseRow;
  material: CaseMaterial;
  origin: "notice" | "complaint" | "own";
};

/**
 * Where a decision comes from. After a notifier's complaint was right, the decision that is made on the item anew comes
 * from that complaint (DSA.md A10), until one of them has taken effect.
 */
export async function originOf(tx: Tx, row: Pick<CaseRow, "itemId" | "source">): Promise<Deciding["origin"]> {
  const [complaint] = await tx
    .select({ id: appeals.id })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(
      and(
        eq(cases.itemId, row.itemId),
        eq(appeals.by, "notifier"),
        inArray(appeals.outcome, ["reversed", "partly_reversed"]),
        isNull(appeals.newDecisionId),
      ),
    )
    .limit(1);
  if (complaint) return "complaint";
  return row.source === "own_detection" ? "own" : "notice";
}

/** Locks the account before its strikes are counted: two cases of one account would each count only their own. */
export async function lockAccount(tx: Tx, accountId: string | null): Promise<void> {
  if (accountId) await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for("update");
}

/** Writes the decision, with what had been suggested when it was made. */
export async function recordDecision(tx: Tx, row: typeof decisions.$inferInsert): Promise<string> {
  const kept = await keptOfSuggestion(tx, row);
  const [made] = await tx
    .insert(decisions)
    .values({ ...row, ...kept })
    .returning({ id: decisions.id });
  if (!made) throw new Error("the decision was not stored");
  await indexRows(tx, { decision: [made.id] });
  return made.id;
}

/** Every sanction waits out the undo window; the worker starts it at `startsAt`. */
export async function recordSanctions(
  tx: Tx,
  decision: { id: string; platformId: string; accountId: string | null; role: string | null },
  planned: readonly PlannedSanction[],
): Promise<void> {
  if (planned.length === 0) return;
  await tx.insert(sanctions).values(
    planned.map((sanction) => ({
      platformId: decision.platformId,
      decisionId: decision.id,
      accountId: decision.accountId,
      role: decision.role,
      action: sanction.action,
      label: sanction.label,
      target: sanction.target,
      dsaValue: sanction.dsaValue,
      needsStatement: sanction.needsStatement,
      points: sanction.points,
      startsAt: new Date(sanction.startsAt),
      endsAt: sanction.endsAt === null ? null : new Date(sanction.endsAt),
      indefinite: sanction.indefinite,
      permanent: sanction.permanent,
      barsReEntry: sanction.barsReEntry,
      isFollowOn: sanction.isFollowOn,
    })),
  );
}

/** The strike, and which earlier ones this decision counted. Law alone is no breach of the platform's terms: no strike. */
export async function recordStrike(
  tx: Tx,
  decision: { id: string; accountId: string | null; platformId: string },
  assessment: Assessment,
  now: Date,
): Promise<void> {
  const { clause, version } = assessment;
  if (!clause || !version || !decision.accountId) return;
  await tx.insert(strikes).values({
    platformId: decision.platformId,
    decisionId: decision.id,
    accountId: decision.accountId,
    role: assessment.role,
    clauseRef: clause.ref,
    versionRef: version.id,
    contentDay: assessment.contentDay,
    points: assessment.points?.added ?? 0,
    confirmedAt: now,
  });
  const relied = assessment.countedStrikeIds;
  if (relied.length === 0) return;
  await tx
    .insert(strikeReliance)
    .values(relied.map((strikeId) => ({ platformId: decision.platformId, decisionId: decision.id, strikeId })));
}

/** Marks the reports that this decision answers; one that comes in later opens a case of its own. */
export async function linkNotices(tx: Tx, caseId: string, decisionId: string): Promise<void> {
  await tx
    .update(noticeItems)
    .set({ decisionId })
    .where(and(eq(noticeItems.caseId, caseId), isNull(noticeItems.decisionId)));
}

/** Tells the platform's receiver, once the undo window is over. */
export async function tellPlatform(
  tx: Tx,
  material: CaseMaterial,
  told: { event: string; decisionId: string; runAt: Date; about?: Record<string, unknown> },
  now: Date,
): Promise<void> {
  const { event, decisionId, runAt, about } = told;
  await enqueue(
    tx,
    {
      kind: "webhook.event",
      payload: { event, decisionId, case: material.reference, ...about },
      dedupeKey: `${event}:${decisionId}`,
      platformId: material.platform.id,
      decisionId,
      runAt,
    },
    now,
  );
}
