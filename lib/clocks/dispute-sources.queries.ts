import "server-only";
import { and, gte, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { disputes, misuseMeasures } from "@/db/schema";
import { decisionShownTo } from "@/lib/queue/filters.queries";
import type { ClockSource, SourceRow } from "./source.store";

function readDisputes(
  db: Db,
  where: SQL | undefined,
  order: SQL[],
  limit: number,
  at: "recordedAt" | "dueAt",
): Promise<SourceRow[]> {
  const { id, reference, receivedAt, platformId } = disputes;
  return db
    .select({ id, at: disputes[at], startedAt: receivedAt, platformId, reference })
    .from(disputes)
    .where(where)
    .orderBy(...order)
    .limit(limit)
    .then((rows) => rows.map((row) => ({ ...row, holder: null, href: `/disputes/${row.id}` })));
}

/** Art. 21(2): the platform takes part in good faith, or says which dispute settled the same before. The law names no days. */
export const disputeEngage: ClockSource = {
  kind: "dispute_engage",
  basis: "target",
  isOurs: true,
  table: disputes,
  at: disputes.recordedAt,
  id: disputes.id,
  lagMs: ({ disputeTargetHours }) => disputeTargetHours * 3_600_000,
  open: (actor) => and(sql`${disputes.state} = 'received'`, decisionShownTo(actor, disputes.decisionId)),
  read: (db, where, order, limit) => readDisputes(db, where, order, limit, "recordedAt"),
  done: { table: disputes, where: (since) => and(isNotNull(disputes.engagedAt), gte(disputes.engagedAt, since)) },
};

/** Art. 21(4): the body decides within 90 days, or 180. Its period, not ours: whoever waits is reminded, nobody here is late. */
export const disputeBody: ClockSource = {
  kind: "dispute_body",
  basis: "statutory",
  isOurs: false,
  table: disputes,
  at: disputes.dueAt,
  id: disputes.id,
  open: (actor) =>
    and(inArray(disputes.state, ["received", "engaged", "refused"]), decisionShownTo(actor, disputes.decisionId)),
  read: (db, where, order, limit) => readDisputes(db, where, order, limit, "dueAt"),
};

/** Art. 23(1), (2): a suspension for misuse ends on the day that was told with it. */
export const misuseEnd: ClockSource = {
  kind: "misuse_end",
  basis: "decided",
  isOurs: true,
  table: misuseMeasures,
  at: misuseMeasures.suspendedUntil,
  id: misuseMeasures.id,
  open: () => sql`${misuseMeasures.state} = 'suspended'`,
  read: (db, where, order, limit) =>
    db
      .select({
        id: misuseMeasures.id,
        at: misuseMeasures.suspendedUntil,
        startedAt: misuseMeasures.warnedAt,
        platformId: misuseMeasures.platformId,
        subjectId: misuseMeasures.subjectId,
      })
      .from(misuseMeasures)
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .then((rows) =>
        rows.map(({ subjectId, at, ...row }) => ({
          ...row,
          at: at ?? row.startedAt,
          reference: subjectId.slice(0, 8),
          holder: null,
          href: `/misuse/${subjectId}`,
        })),
      ),
};
