import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { appeals, decisions } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { isBlind, materialOf } from "./view.queries";

/**
 * Of these cases those with an open appeal that this reader may answer and has not looked at yet: what was decided is kept
 * from them wherever it is listed, as on the page of the appeal itself.
 */
export async function casesKeptFrom(
  db: Db,
  actor: Actor,
  caseIds: readonly (string | null)[],
  now: Date,
): Promise<Set<string>> {
  const ids = [...new Set(caseIds)].filter((id) => id !== null);
  if (ids.length === 0 || !can(actor, "appeal.decide")) return new Set();
  const open = await db
    .select({ id: appeals.id, caseId: decisions.caseId })
    .from(appeals)
    .innerJoin(decisions, eq(decisions.id, appeals.decisionId))
    .where(and(inArray(appeals.state, ["received", "assigned"]), inArray(decisions.caseId, ids)));
  const kept = new Set<string>();
  for (const { id, caseId } of open) {
    if (kept.has(caseId)) continue;
    const material = await materialOf(db, id);
    if (material && (await isBlind(db, material, actor, now))) kept.add(caseId);
  }
  return kept;
}
