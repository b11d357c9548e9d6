import "server-only";
import { and, eq } from "drizzle-orm";
import { databaseCopies, databaseSubmissions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { type FieldFailure, fail, ok } from "@/lib/platform/result";
import { decisionShownTo } from "@/lib/queue/filters.queries";
import { noteCopyAct } from "./copy-acts.store";
import { releaseAlike } from "./copy-alike.store";
import { type CopyReviewed, ReviewCopy } from "./copy-review.contract";
import {
  databaseProblems,
  isKnownNotThere,
  personalDataProblems,
  reviewedPayload,
  whyNotReviewed,
} from "./copy-review.rules";
import { namesAround } from "./copy-review.store";

/**
 * A person has looked at a copy for the Transparency Database (DESIGN 3.12, B2), and it may leave: as it was composed, with
 * a reason, or in other words, which are judged again. The copy as it was composed stays beside what is told instead. One
 * that was released and then held may be put in other words too: where the database said that it does not have it, it is
 * sent again under its own PUID; otherwise it stays held until somebody says what became of it. Of a wave with the same typed
 * words, one look releases all.
 */
export const reviewCopy = command({
  name: "statement.review_copy",
  permission: "statement.review_copy",
  input: ReviewCopy,
  subject: ({ copyId, use }, value?: CopyReviewed) =>
    [copyId, ...(value?.alike ?? [])].map((id) => ({ kind: "database_copy", id, detail: { use } })),
  async run({ tx, actor, now, onPlatform }, input) {
    if (actor.kind !== "person") return fail("forbidden");
    const { id, platformId, decisionId, state, payload, cleaned } = databaseCopies;
    const { id: submissionId, state: sending, why: heldWhy } = databaseSubmissions;
    const [copy] = await tx
      .select({ id, platformId, decisionId, state, payload, cleaned, submissionId, sending, heldWhy })
      .from(databaseCopies)
      .innerJoin(databaseSubmissions, eq(databaseSubmissions.copyId, id))
      .where(and(eq(id, input.copyId), decisionShownTo(actor, decisionId)))
      // Its place in the outbox too: whoever says meanwhile that it is not sent writes there.
      .for("update", { of: [databaseCopies, databaseSubmissions] });
    if (!copy) return fail("not_found", "copy_not_found");
    onPlatform(copy.platformId);
    const refusal = whyNotReviewed(copy);
    if (refusal) return fail("stale", refusal);
    const isReworded = copy.state === "ready";
    if (isReworded && input.use === "as_is") return fail("refused", "copy_held_needs_words");
    const told = input.use === "text" ? reviewedPayload(copy.payload, input) : copy.payload;
    const harmless = input.use === "text" ? input.harmless : [];
    const problems = firstOfEach([
      ...personalDataProblems(told, [...(await namesAround(tx, copy.decisionId)), actor.name], harmless),
      ...databaseProblems(told),
    ]);
    if (problems.length > 0) return fail("refused", "copy_not_fit", { fields: problems });
    const why = input.use === "text" ? null : input.reason.trim();
    await tx
      .update(databaseCopies)
      .set({
        ...{ state: "ready", reviewedBy: actor.id, reviewedAt: now, reviewReason: why },
        ...(input.use === "text" ? { released: told } : {}),
      })
      .where(eq(id, input.copyId));
    const words = input.use === "text" ? told : null;
    await noteCopyAct(tx, copy, {
      kind: isReworded ? "reworded" : "released",
      why,
      told: words,
      by: actor.id,
      at: now,
    });
    if (isReworded && isKnownNotThere(copy.heldWhy))
      await tx
        .update(databaseSubmissions)
        .set({ state: "waiting", runAt: now, attempts: 0, isAlone: true, settledBy: actor.id, settledAt: now })
        .where(eq(submissionId, copy.submissionId));
    const said = { changes: input.use === "text" ? input : null, harmless, why };
    const alike = isReworded ? [] : await releaseAlike(tx, actor, copy, said, now);
    return ok<CopyReviewed>({ copyId: input.copyId, alike });
  },
});

function firstOfEach(problems: readonly FieldFailure[]): FieldFailure[] {
  return problems.filter((one, at) => problems.findIndex(({ field }) => field === one.field) === at);
}
