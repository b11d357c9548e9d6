import "server-only";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { disputeBodies, disputes } from "@/db/schema";
import { dayIn } from "@/lib/platform/time.rules";
import type { AppealView } from "./contract";
import type { OwnDispute } from "./dispute.contract";
import { bodyZone, isBeforeBody } from "./dispute.rules";

/** The disputes about one decision, newest first; the caller has asked whether its case may be seen. */
export async function disputesOfDecision(db: Db, decisionId: string): Promise<AppealView["disputes"]> {
  const { id, reference, state } = disputes;
  return db
    .select({ id, reference, state, body: disputeBodies.name })
    .from(disputes)
    .innerJoin(disputeBodies, eq(disputeBodies.id, disputes.bodyId))
    .where(eq(disputes.decisionId, decisionId))
    .orderBy(desc(disputes.receivedAt), desc(id))
    .limit(50);
}

/**
 * What the addressees of these letters may know of their own disputes: that a body told us, and where it stands. By the
 * letter's id; the newest where there are several.
 */
export async function ownDisputes(db: Db, statementIds: readonly string[]): Promise<Map<string, OwnDispute>> {
  if (statementIds.length === 0) return new Map();
  const rows = await db
    .select({ dispute: disputes, body: disputeBodies.name })
    .from(disputes)
    .innerJoin(disputeBodies, eq(disputeBodies.id, disputes.bodyId))
    .where(inArray(disputes.statementId, [...statementIds]))
    .orderBy(asc(disputes.recordedAt), asc(disputes.id));
  return new Map(
    rows.map(({ dispute, body }) => [
      dispute.statementId,
      {
        body,
        receivedOn: dayIn(dispute.receivedAt, bodyZone),
        state: isBeforeBody(dispute.state) ? "open" : dispute.state === "decided" ? "decided" : "done",
        outcome: dispute.outcome,
      } as const,
    ]),
  );
}

/** Whether a certified body found for the person concerned in a dispute about this letter, and all of it was undone. */
export async function wasFollowed(db: Db, statementId: string): Promise<boolean> {
  const theirs = and(eq(disputes.statementId, statementId), eq(disputes.by, "affected"), eq(disputes.answer, "follow"));
  const [row] = await db.select({ id: disputes.id }).from(disputes).where(theirs).limit(1);
  return row !== undefined;
}

/** Bodies to choose from where a dispute is recorded, with those whose certificate has ended since. */
export async function bodiesToChoose(db: Db): Promise<{ id: string; name: string; country: string }[]> {
  const { id, name, country } = disputeBodies;
  return db.select({ id, name, country }).from(disputeBodies).orderBy(asc(name)).limit(1_000);
}
