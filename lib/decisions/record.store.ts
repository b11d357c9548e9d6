import "server-only";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import type { Tx } from "@/db/client";
import { accounts, appeals, cases, decisions } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import type { clauseGoverning } from "@/lib/policy/store";
import type { CaseRow } from "@/lib/queue/store";
import type { Assessment } from "./assess.rules";
import type { CaseMaterial } from "./material.rules";
import type { PlannedSanction } from "./plan.rules";
import { keptOfSuggestion, type StandingSuggestion } from "./suggested-before.store";
import type { Writing } from "./writing.store";

type Cited = Parameters<typeof clauseGoverning>[1];

/** What the three outcomes are decided with, inside the one transaction. What they write is gathered in `writing`. */
export type Deciding = {
  tx: Tx;
  actor: Person;
  now: Date;
  row: CaseRow;
  material: CaseMaterial;
  origin: "notice" | "complaint" | "own";
  suggested: StandingSuggestion | undefined;
  clauseOf: (cited: Cited) => ReturnType<typeof clauseGoverning>;
  writing: Writing;
};

/**
 * Where decisions come from, by case. After a notifier's complaint was right, the decision that is made on the item anew
 * comes from that complaint (DSA.md A10), until one of them has taken effect.
 */
export async function originsOf(
  tx: Tx,
  rows: readonly Pick<CaseRow, "id" | "itemId" | "source">[],
): Promise<Map<string, Deciding["origin"]>> {
  const itemIds = rows.map(({ itemId }) => itemId);
  const complaints = await tx
    .selectDistinct({ itemId: cases.itemId })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .where(
      and(
        inArray(cases.itemId, itemIds),
        eq(appeals.by, "notifier"),
        inArray(appeals.outcome, ["reversed", "partly_reversed"]),
        isNull(appeals.newDecisionId),
      ),
    );
  const complained = new Set(complaints.map(({ itemId }) => itemId));
  const own = (source: string) => (source === "own_detection" ? "own" : "notice");
  return new Map(rows.map(({ id, itemId, source }) => [id, complained.has(itemId) ? "complaint" : own(source)]));
}

/** Locks accounts before their strikes are counted: two cases of one account would each count only their own. */
export async function lockAccounts(tx: Tx, accountIds: readonly (string | null)[]): Promise<void> {
  const ids = [...new Set(accountIds.flatMap((id) => id ?? []))];
  if (ids.length === 0) return;
  await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(inArray(accounts.id, ids))
    .orderBy(asc(accounts.id))
    .for("update");
}

/** The decision, with what had been suggested when it was made; its id. */
export function recordDecision(
  { suggested, writing }: Pick<Deciding, "suggested" | "writing">,
  row: typeof decisions.$inferInsert,
): string {
  const id = v7();
  writing.decisions.push({ ...row, ...keptOfSuggestion(suggested, row), id });
  return id;
}

/** Every sanction waits out the undo window; the worker starts it at `startsAt`. */
export function recordSanctions(
  writing: Writing,
  decision: { id: string; platformId: string; accountId: string | null; role: string | null },
  planned: readonly PlannedSanction[],
): void {
  writing.sanctions.push(
    ...planned.map((sanction) => ({
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
export function recordStrike(
  writing: Writing,
  decision: { id: string; accountId: string | null; platformId: string },
  assessment: Assessment,
  now: Date,
): void {
  const { clause, version } = assessment;
  if (!clause || !version || !decision.accountId) return;
  writing.strikes.push({
    id: v7(),
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
  const { platformId, id: decisionId } = decision;
  writing.reliance.push(...assessment.countedStrikeIds.map((strikeId) => ({ platformId, decisionId, strikeId })));
}

/** Tells the platform's receiver, once the undo window is over. */
export function tellPlatform(
  { writing, material }: Pick<Deciding, "writing" | "material">,
  told: { event: string; decisionId: string; runAt: Date; about?: Record<string, unknown> },
): void {
  const { event, decisionId, runAt, about } = told;
  writing.messages.push({
    kind: "webhook.event",
    payload: { event, decisionId, case: material.reference, ...about },
    dedupeKey: `${event}:${decisionId}`,
    platformId: material.platform.id,
    decisionId,
    runAt,
  });
}
