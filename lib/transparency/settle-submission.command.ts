import "server-only";
import { and, eq } from "drizzle-orm";
import { databaseCopies, databaseQueues, databaseSubmissions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { decisionShownTo } from "@/lib/queue/filters.queries";
import { ResumeDatabase, SettleSubmission } from "./submissions.contract";

/** Starts a platform's queue again, once somebody has put right what stopped it. */
export const resumeDatabase = command({
  name: "database.resume",
  permission: "outbox.retry",
  input: ResumeDatabase,
  subject: ({ platformId }, value?: { why: string | null }) => ({
    kind: "platform",
    id: platformId,
    platformId,
    detail: { why: value?.why ?? null },
  }),
  async run({ tx }, { platformId }) {
    const [queue] = await tx
      .select()
      .from(databaseQueues)
      .where(eq(databaseQueues.platformId, platformId))
      .for("update");
    if (!queue?.stoppedAt && !queue?.waitsUntil) return fail("stale", "database_not_stopped");
    await tx
      .update(databaseQueues)
      .set({ stoppedAt: null, stoppedWhy: null, waitsUntil: null, failures: 0, lastFailure: null })
      .where(eq(databaseQueues.platformId, platformId));
    return ok({ platformId, why: queue.stoppedWhy });
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
      .select({ platformId: databaseSubmissions.platformId, state })
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
    return ok({ submissionId, as });
  },
});
