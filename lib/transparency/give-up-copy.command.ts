import "server-only";
import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { databaseCopies, databaseSubmissions } from "@/db/schema";
import { noteCopyAct } from "@/lib/decisions/copy-acts.store";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { decisionShownTo } from "@/lib/queue/filters.queries";
import { mayGiveUp, stateReopened } from "./give-up.rules";
import { GiveUpCopy, ReopenCopy } from "./submissions.contract";

/** A copy with its place in the outbox, locked: nobody releases or sends it meanwhile. */
async function lockedCopy(tx: Tx, actor: Actor, copyId: string) {
  const { id, decisionId, state: copyState } = databaseCopies;
  const [row] = await tx
    .select({
      id,
      submissionId: databaseSubmissions.id,
      platformId: databaseSubmissions.platformId,
      state: databaseSubmissions.state,
      copyState,
    })
    .from(databaseCopies)
    .innerJoin(databaseSubmissions, eq(databaseSubmissions.copyId, id))
    .where(and(eq(id, copyId), decisionShownTo(actor, decisionId)))
    .for("update", { of: [databaseCopies, databaseSubmissions] });
  return row;
}

/**
 * A person says that a copy which waits for a look, or is held, is not sent, and why: it leaves the lists of what needs
 * somebody, and the reconciliation shows it as a gap with that reason, never as accepted (issue 7; DSA Art. 24(5)).
 * Fails with `copy_not_found`, `copy_withdrawn`, and `copy_on_its_way` for one that needs nobody.
 */
export const giveUpCopy = command({
  name: "database.give_up",
  permission: "outbox.give_up",
  input: GiveUpCopy,
  subject: ({ copyId }) => ({ kind: "database_copy", id: copyId }),
  async run({ tx, actor, now, onPlatform }, { copyId, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const row = await lockedCopy(tx, actor, copyId);
    if (!row) return fail("not_found", "copy_not_found");
    onPlatform(row.platformId);
    if (row.copyState === "withdrawn") return fail("stale", "copy_withdrawn");
    if (row.state === "given_up") return fail("stale", "copy_given_up");
    if (!mayGiveUp(row)) return fail("stale", "copy_on_its_way");
    await tx
      .update(databaseSubmissions)
      .set({ state: "given_up", settledBy: actor.id, settledAt: now, settledWhy: why })
      .where(eq(databaseSubmissions.id, row.submissionId));
    await noteCopyAct(tx, row, { kind: "given_up", why, by: actor.id, at: now });
    return ok({ copyId });
  },
});

/** Takes back that a copy is not sent, with a reason: it is where it was before. Fails with `copy_not_given_up`. */
export const reopenCopy = command({
  name: "database.reopen",
  permission: "outbox.give_up",
  input: ReopenCopy,
  subject: ({ copyId }) => ({ kind: "database_copy", id: copyId }),
  async run({ tx, actor, now, onPlatform }, { copyId, why }) {
    if (actor.kind !== "person") return fail("forbidden");
    const row = await lockedCopy(tx, actor, copyId);
    if (!row) return fail("not_found", "copy_not_found");
    onPlatform(row.platformId);
    if (row.copyState === "withdrawn") return fail("stale", "copy_withdrawn");
    if (row.state !== "given_up") return fail("stale", "copy_not_given_up");
    await tx
      .update(databaseSubmissions)
      .set({ state: stateReopened(row.copyState), settledBy: actor.id, settledAt: now, settledWhy: why })
      .where(eq(databaseSubmissions.id, row.submissionId));
    await noteCopyAct(tx, row, { kind: "reopened", why, by: actor.id, at: now });
    return ok({ copyId });
  },
});
