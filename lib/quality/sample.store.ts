import "server-only";
import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { accounts, appeals, cases, decisions, qualityReviews, qualitySamples, sanctions } from "@/db/schema";
import { qualifiedSupervisors, reviewersOf } from "@/lib/appeals/store";
import type { Actor } from "@/lib/platform/permissions.rules";
import { packFor } from "@/lib/policy/store";
import { shownTo } from "@/lib/queue/filters.queries";
import { reviewChoices } from "./choices.rules";
import type { ReviewChoices } from "./review.contract";
import { type ReviewRefusal, reviewRefusal } from "./reviewer.rules";

export type Sampled = {
  sample: typeof qualitySamples.$inferSelect;
  decision: typeof decisions.$inferSelect;
  review: typeof qualityReviews.$inferSelect | null;
};

/** A drawn decision with its review, if there is one; null also where its case is hidden from this actor. */
export async function sampledOf(db: Db | Tx, actor: Actor, sampleId: string): Promise<Sampled | null> {
  const [row] = await db
    .select({ sample: qualitySamples, decision: decisions, review: qualityReviews })
    .from(qualitySamples)
    .innerJoin(decisions, eq(decisions.id, qualitySamples.decisionId))
    .innerJoin(cases, eq(cases.id, decisions.caseId))
    .leftJoin(qualityReviews, eq(qualityReviews.sampleId, qualitySamples.id))
    .where(and(eq(qualitySamples.id, sampleId), shownTo(actor)));
  return row ?? null;
}

/** Whether this person may review it now; the same for the page and for the command. */
export async function refusalFor(
  db: Db | Tx,
  { decision, review }: Sampled,
  reviewer: string,
  now: Date,
): Promise<ReviewRefusal | null> {
  const held = await db
    .select({ by: appeals.assignedTo })
    .from(appeals)
    .where(and(eq(appeals.decisionId, decision.id), eq(appeals.state, "assigned"), isNotNull(appeals.assignedTo)));
  const answered = await db
    .select({ by: appeals.decidedBy })
    .from(appeals)
    .where(and(eq(appeals.decisionId, decision.id), isNotNull(appeals.decidedBy)));
  const ids = (rows: { by: string | null }[]) => rows.flatMap(({ by }) => by ?? []);
  return reviewRefusal({
    reviewer,
    decidedBy: decision.decidedBy,
    tookPart: [...(await reviewersOf(db, decision.id)), ...ids(answered)],
    holdsAppeal: ids(held),
    qualified: (await qualifiedSupervisors(db, now)).map(({ id }) => id),
    isReviewed: review !== null,
  });
}

/** What may be answered about the decision's content, by the rules that governed it. */
export async function choicesOf(
  db: Db | Tx,
  decision: Sampled["decision"],
  suggested: readonly string[] = [],
): Promise<ReviewChoices> {
  const pack = await packFor(db, decision.platformId);
  if (!pack) return { suggested: [], clauses: [], actions: [] };
  const [account] = decision.accountId
    ? await db.select({ jurisdiction: accounts.jurisdiction }).from(accounts).where(eq(accounts.id, decision.accountId))
    : [];
  const about = { day: decision.contentDay, role: decision.role, jurisdiction: account?.jurisdiction ?? null };
  return reviewChoices(pack, about, suggested);
}

/** The measures each of these decisions chose, without what only follows from them. */
export async function chosenSanctions(db: Db | Tx, decisionIds: readonly string[]) {
  if (decisionIds.length === 0) return [];
  return db
    .select({ decisionId: sanctions.decisionId, action: sanctions.action, label: sanctions.label })
    .from(sanctions)
    .where(and(inArray(sanctions.decisionId, [...decisionIds]), eq(sanctions.isFollowOn, false)))
    .orderBy(sanctions.id);
}
