import "server-only";
import { desc, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { disputeBodies, disputes } from "@/db/schema";
import type { MadeDispute } from "./made.contract";

/** The disputes out of court about these decisions, newest first; the caller has asked whether their case may be seen. */
export function disputesOn(db: Db, ids: string[]): Promise<(MadeDispute & { decisionId: string })[]> {
  const { id, reference, state, decisionId } = disputes;
  return db
    .select({ id, reference, state, decisionId, body: disputeBodies.name })
    .from(disputes)
    .innerJoin(disputeBodies, eq(disputeBodies.id, disputes.bodyId))
    .where(inArray(decisionId, ids))
    .orderBy(desc(disputes.receivedAt), desc(id));
}
