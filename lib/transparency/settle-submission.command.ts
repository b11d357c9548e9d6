import "server-only";
import { and, eq } from "drizzle-orm";
import { databaseCopies, databaseSubmissions } from "@/db/schema";
import { noteCopyAct } from "@/lib/decisions/copy-acts.store";
import { command } from "@/lib/platform/command";
import { type ResumedLane, resumeLanes } from "@/lib/platform/database-queues";
import { fail, ok } from "@/lib/platform/result";
import { decisionShownTo } from "@/lib/queue/filters.queries";
import { ResumeDatabase, SettleSubmission } from "./submissions.contract";

/**
 * Starts the queues of platforms again, once somebody has put right what stopped them. One that runs already is left alone;
 * where all do, nothing was stopped. One entry of the log for each.
 */
export const resumeDatabase = command({
  name: "database.resume",
  permission: "outbox.retry",
  input: ResumeDatabase,
  subject: ({ platformIds }, value?: { resumed: ResumedLane[] }) =>
    (value?.resumed ?? platformIds.map((platformId) => ({ platformId, why: null }))).map(({ platformId, why }) => ({
      kind: "platform",
      id: platformId,
      platformId,
      detail: { why },
    })),
  async run({ tx }, { platformIds }) {
    const resumed = await resumeLanes(tx, platformIds);
    return resumed.length > 0 ? ok({ resumed }) : fail("stale", "database_not_stopped");
  },
});

/**
 * A person says what becomes of a statement that is held: it is sent again under its own PUID, it is there (they looked),
 * or it is not sent. Sent again, the database's guard against a second one counts from now.
 */
export const settleSubmission = command({
  name: "database.settle",
  permission: "outbox.retry",
  input: SettleSubmission,
  subject: ({ submissionId, as }) => ({ kind: "database_copy", id: submissionId, detail: { as } }),
  async run({ tx, actor, now, onPlatform }, { submissionId, as, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const { id, copyId, state } = databaseSubmissions;
    const [row] = await tx
      .select({ id: copyId, platformId: databaseSubmissions.platformId, state })
      .from(databaseSubmissions)
      .innerJoin(databaseCopies, eq(databaseCopies.id, copyId))
      .where(and(eq(id, submissionId), decisionShownTo(actor, databaseCopies.decisionId)))
      .for("update", { of: databaseSubmissions });
    if (!row) return fail("not_found", "copy_not_found");
    onPlatform(row.platformId);
    if (row.state !== "held") return fail("stale", "submission_not_held");
    const change =
      as === "send_again"
        ? ({ state: "waiting", runAt: now, attempts: 0, isAlone: true } as const)
        : as === "delivered"
          ? ({ state: "delivered", deliveredAt: now } as const)
          : ({ state: "given_up" } as const);
    await tx
      .update(databaseSubmissions)
      .set({ ...change, settledBy: actor.id, settledAt: now, settledWhy: why })
      .where(eq(id, submissionId));
    await noteCopyAct(tx, row, { kind: as, why, by: actor.id, at: now });
    return ok({ submissionId, as });
  },
});
