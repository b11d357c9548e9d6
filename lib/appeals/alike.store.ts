import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appealFirstLooks, appeals } from "@/db/schema";
import type { ReversalCause } from "./cause.rules";
import type { AppealOutcome } from "./rules";

export type Given = { outcome: AppealOutcome; reasons: string; cause: ReversalCause | null };
export type Look = { finding: string; clauseRef: string | null; why: string };

/** The answer that was given, and what its author had found before: the one reasoning for all of them. Null: not theirs. */
export async function givenTo(
  db: Db,
  appealId: string,
  personId: string,
): Promise<{ answer: Given; look: Look | null } | null> {
  const [row] = await db
    .select({ outcome: appeals.outcome, reasons: appeals.reasons, cause: appeals.cause })
    .from(appeals)
    .where(and(eq(appeals.id, appealId), eq(appeals.decidedBy, personId)));
  if (!row?.outcome || !row.reasons) return null;
  const { finding, clauseRef, why, at } = appealFirstLooks;
  const [look] = await db
    .select({ finding, clauseRef, why })
    .from(appealFirstLooks)
    .where(and(eq(appealFirstLooks.appealId, appealId), eq(appealFirstLooks.by, personId)))
    .orderBy(desc(at));
  return { answer: { outcome: row.outcome, reasons: row.reasons, cause: row.cause }, look: look ?? null };
}
