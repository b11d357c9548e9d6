import "server-only";
import { and, eq } from "drizzle-orm";
import { databaseCopies, databaseSubmissions } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { type FieldFailure, fail, ok } from "@/lib/platform/result";
import { decisionShownTo } from "@/lib/queue/filters.queries";
import { type CopyReviewed, ReviewCopy } from "./copy-review.contract";
import { databaseProblems, personalDataProblems, reviewedPayload } from "./copy-review.rules";
import { namesAround } from "./copy-review.store";

/**
 * A person has looked at a copy for the Transparency Database (DESIGN 3.12, B2), and it may leave: as it was composed, with
 * a reason, or in other words, which are judged again. The copy as it was composed stays beside what is told instead.
 */
export const reviewCopy = command({
  name: "statement.review_copy",
  permission: "statement.review_copy",
  input: ReviewCopy,
  subject: ({ copyId, use }) => ({ kind: "database_copy", id: copyId, detail: { use } }),
  async run({ tx, actor, now, onPlatform }, input) {
    if (actor.kind !== "person") return fail("forbidden");
    const { id, platformId, decisionId, state, payload } = databaseCopies;
    const [copy] = await tx
      .select({ platformId, decisionId, state, payload, sending: databaseSubmissions.state })
      .from(databaseCopies)
      .innerJoin(databaseSubmissions, eq(databaseSubmissions.copyId, id))
      .where(and(eq(id, input.copyId), decisionShownTo(actor, decisionId)))
      // Its place in the outbox too: whoever says meanwhile that it is not sent writes there.
      .for("update", { of: [databaseCopies, databaseSubmissions] });
    if (!copy) return fail("not_found", "copy_not_found");
    onPlatform(copy.platformId);
    if (copy.state !== "to_review") return fail("stale", `copy_${copy.state}`);
    if (copy.sending === "given_up") return fail("stale", "copy_given_up");
    const told = input.use === "text" ? reviewedPayload(copy.payload, input) : copy.payload;
    const harmless = input.use === "text" ? input.harmless : [];
    const problems = firstOfEach([
      ...personalDataProblems(told, [...(await namesAround(tx, copy.decisionId)), actor.name], harmless),
      ...databaseProblems(told),
    ]);
    if (problems.length > 0) return fail("refused", "copy_not_fit", { fields: problems });
    await tx
      .update(databaseCopies)
      .set({
        state: "ready",
        reviewedBy: actor.id,
        reviewedAt: now,
        ...(input.use === "text" ? { released: told } : { reviewReason: input.reason.trim() }),
      })
      .where(eq(id, input.copyId));
    return ok<CopyReviewed>({ copyId: input.copyId });
  },
});

function firstOfEach(problems: readonly FieldFailure[]): FieldFailure[] {
  return problems.filter((one, at) => problems.findIndex(({ field }) => field === one.field) === at);
}
