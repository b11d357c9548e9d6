import "server-only";
import { and, eq, isNotNull, isNull, lte } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { appealFirstLooks, misuseMarks, misuseMeasures } from "@/db/schema";

type By = { by: string; now: Date };

/**
 * Takes back what a suspension was built on: its marks until then. They stay on record; those made since were never contested.
 */
export async function withdrawMarks(
  tx: Tx,
  { subjectId, suspendedFrom }: { subjectId: string; suspendedFrom: Date },
  { by, now }: By,
): Promise<void> {
  const { markedAt, withdrawnAt } = misuseMarks;
  await tx
    .update(misuseMarks)
    .set({ withdrawnAt: now, withdrawnBy: by })
    .where(and(eq(misuseMarks.subjectId, subjectId), lte(markedAt, suspendedFrom), isNull(withdrawnAt)));
}

/**
 * Where a decision that suspended an account for misuse (Art. 23(1)) falls as a whole, what it was built on falls with it, as
 * a strike falls with its decision.
 */
export async function takeBackMarksOf(tx: Tx, decisionId: string, who: By): Promise<void> {
  const { subjectId, suspendedFrom } = misuseMeasures;
  const own = and(eq(misuseMeasures.decisionId, decisionId), isNotNull(suspendedFrom));
  const [measure] = await tx.select({ subjectId, suspendedFrom }).from(misuseMeasures).where(own);
  if (measure?.suspendedFrom) await withdrawMarks(tx, { ...measure, suspendedFrom: measure.suspendedFrom }, who);
}

/**
 * On appeal that is so where whoever answers found in the evidence that nothing bears it: then its marks accuse nobody any
 * more, as where a complaint about a suspended sender is won. Who found that a warning was enough leaves them.
 */
export async function takeBackOwnMarks(
  tx: Tx,
  { appealId, decisionId }: { appealId: string; decisionId: string },
  who: By,
): Promise<void> {
  const { finding, by } = appealFirstLooks;
  const nothing = and(eq(appealFirstLooks.appealId, appealId), eq(by, who.by), eq(finding, "no_violation"));
  if ((await tx.$count(appealFirstLooks, nothing)) > 0) await takeBackMarksOf(tx, decisionId, who);
}
