import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, platforms } from "@/db/schema";
import { isBlindOnCase } from "@/lib/appeals/blind.queries";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { shownTo } from "@/lib/queue/filters.queries";

export type CaseToExport = { itemId: string; platform: string; number: number; prefix: string };

/**
 * The case whose evidence somebody wants, or why they may not have it. The archive holds what was decided, so that whoever
 * may answer an open appeal takes it only after their own first look (issue 5): `evidence_first_look`.
 */
export async function caseToExport(
  db: Db | Tx,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<Result<CaseToExport>> {
  if (!can(actor, "case.export")) return fail("forbidden");
  const [row] = await db
    .select({ itemId: cases.itemId, platform: cases.platformId, number: cases.number, prefix: platforms.prefix })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .where(and(eq(cases.id, caseId), shownTo(actor)));
  if (!row || !mayOn(actor, row.platform)) return fail("not_found", "case_not_found");
  if (await isBlindOnCase(db, caseId, actor, now)) return fail("refused", "evidence_first_look");
  return ok(row);
}
