import "server-only";
import { and, asc, eq, gte, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { decisions } from "@/db/schema";
import { drawSamples } from "@/lib/quality/draw.command";

const town = { kind: "system", name: "town" } as const;

/** What the town lives through; its earlier months (past.ts) are no matter for a second look. */
const recentMs = 30 * 86_400_000;

/** The oldest recent violation of each platform that stands waits for a second look, whatever chance draws besides. */
export async function drawInTown(db: Db, now: Date): Promise<void> {
  const oldest = await db
    .selectDistinctOn([decisions.platformId], { platformId: decisions.platformId, decisionId: decisions.id })
    .from(decisions)
    .where(
      and(
        eq(decisions.outcome, "violation"),
        gte(decisions.decidedAt, new Date(now.getTime() - recentMs)),
        isNull(decisions.undoneAt),
        isNull(decisions.reversedAt),
      ),
    )
    .orderBy(asc(decisions.platformId), asc(decisions.decidedAt), asc(decisions.id));
  for (const { platformId, decisionId } of oldest)
    await drawSamples(town, { platformId, drawn: [{ decisionId, rules: ["share"] }] }, now);
}
