import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { appeals } from "@/db/schema";
import { enqueue } from "@/lib/platform/outbox";
import { endWithPlatform } from "./carried-out.queries";

/**
 * Holds the appeals against a decision until the caller has committed: an answer that is being recorded and a platform that
 * confirms at the same moment wait for each other, so that one of them sees what the other wrote.
 */
export async function lockAppealsAgainst(tx: Tx, decisionId: string) {
  const { id, platformId, answerParts, notifiedAt, by } = appeals;
  return tx
    .select({ id, platformId, answerParts, notifiedAt })
    .from(appeals)
    .where(and(eq(appeals.decisionId, decisionId), eq(by, "affected")))
    .orderBy(asc(id))
    .for("update");
}

/**
 * Writes the letter of how it ended, once, to whoever read in their answer that the platform had still to carry something
 * out (that part of an answer, and no other, stands under "next"): when the last line of their appeal is settled, and not
 * before.
 */
export async function tellRemedyEnd(tx: Tx, decisionId: string, now: Date): Promise<void> {
  for (const { id, platformId, answerParts, notifiedAt } of await lockAppealsAgainst(tx, decisionId)) {
    if (notifiedAt === null || !answerParts?.some((part) => part.id === "next")) continue;
    const how = await endWithPlatform(tx, { decisionId, appealId: id });
    if (how === "open") continue;
    const mail = { kind: "mail.remedy_end", payload: { appealId: id, how }, dedupeKey: `remedy end ${id}` };
    await enqueue(tx, { ...mail, platformId }, now);
  }
}
