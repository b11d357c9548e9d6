import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { appeals } from "@/db/schema";
import { enqueue } from "@/lib/platform/outbox";
import { isCarriedOut } from "./carried-out.queries";

/**
 * The appeals against this decision whose answer said that the platform had still to carry something out: that part of the
 * answer, and no other, stands under "next".
 */
async function waitingFor(tx: Tx, decisionId: string) {
  const { id, platformId, answerParts, by, notifiedAt } = appeals;
  const told = and(eq(appeals.decisionId, decisionId), eq(by, "affected"), isNotNull(notifiedAt));
  const rows = await tx.select({ id, platformId, answerParts }).from(appeals).where(told);
  return rows.filter((row) => row.answerParts?.some((part) => part.id === "next"));
}

/** Writes the letter of how it ended to those who wait for it, once; `isSure`: the caller knows that it has. */
export async function tellRemedyEnd(tx: Tx, decisionId: string, now: Date, isSure = false): Promise<void> {
  const waiting = await waitingFor(tx, decisionId);
  if (waiting.length === 0 || !(isSure || (await isCarriedOut(tx, decisionId)))) return;
  for (const { id, platformId } of waiting) {
    const mail = { kind: "mail.remedy_end", payload: { appealId: id }, dedupeKey: `remedy end ${id}` };
    await enqueue(tx, { ...mail, platformId }, now);
  }
}
