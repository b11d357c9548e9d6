import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { policyDrafts } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import type { EditOperation } from "../edit/contract";
import { packFor } from "../store";
import { nextRef } from "./begin.rules";
import { OneDraft, PlanDraft, SendBack, SignDraft } from "./contract";
import { type Edited, writableDraft, writeOn } from "./edit.command";
import { publishProblems } from "./publish-checks.rules";
import { lockDraft, platformOf, refsTaken, type StoredDraft } from "./store";

type Moved = { draftId: string; state: StoredDraft["state"] };
const subject = ({ draftId }: { draftId: string }) => ({ kind: "policy_draft", id: draftId });

/** Says when the version begins, when users are told, and what. */
export const planDraft = command({
  name: "policy.plan",
  permission: "policy.edit",
  input: PlanDraft,
  subject: ({ draftId, effectiveFrom }, made?: Edited) => ({
    kind: "policy_draft",
    id: draftId,
    detail: { ...(effectiveFrom === undefined ? {} : { effectiveFrom }), ...(made ? { rev: made.rev } : {}) },
  }),
  async run({ tx, actor, now, onPlatform }, { draftId, rev, notice, ...change }) {
    const found = await writableDraft(tx, draftId);
    if (!found.ok) return found;
    const draft = found.value;
    onPlatform(draft.platformId);
    const operations: EditOperation[] = [];
    if (Object.values(change).some((value) => value !== undefined)) operations.push({ do: "version.change", change });
    if (notice) operations.push({ do: "notice.change", change: notice });
    const { effectiveFrom = draft.file.version.effectiveFrom, announced = draft.file.version.announced } = change;
    if (announced && effectiveFrom && announced > effectiveFrom)
      return fail("invalid", undefined, { fields: [{ field: "announced", reason: "announced_late" }] });
    return writeOn(tx, { draft, rev, operations, personId: actor.kind === "person" ? actor.id : null }, now);
  },
});

/** Null where the draft may be published on the day that it is. */
export async function whyNotPublishable(tx: Tx, { platformId, file }: StoredDraft, now: Date): Promise<Failure | null> {
  const pack = await packFor(tx, platformId);
  if (!pack) return fail("refused", "platform_without_rules");
  const problems = publishProblems(pack, file, {
    today: dayIn(now, pack.zone),
    named: (await platformOf(tx, platformId)) ?? undefined,
  });
  if (problems.length === 0) return null;
  const fields = problems
    .slice(0, 50)
    .map(({ code, values, place }) => ({ field: place.join(" › "), reason: code, values }));
  return fail("refused", "draft_has_problems", { values: { count: problems.length }, fields });
}

/** Hands the draft to a second person. What stands against publishing it is told now, not to them. */
export const askReview = command({
  name: "policy.ask_review",
  permission: "policy.edit",
  input: SignDraft,
  subject,
  async run({ tx, actor, now, onPlatform }, { draftId, rev }) {
    const found = await writableDraft(tx, draftId);
    if (!found.ok) return found;
    onPlatform(found.value.platformId);
    // Whoever asks answers for what they read, not for what somebody wrote since.
    if (found.value.rev !== rev) return fail("stale", "draft_stale");
    const problem = await whyNotPublishable(tx, found.value, now);
    if (problem) return problem;
    const askedBy = actor.kind === "person" ? actor.id : null;
    await tx
      .update(policyDrafts)
      .set({ state: "in_review", askedBy, askedAt: now, sentBackWhy: null })
      .where(eq(policyDrafts.id, draftId));
    return ok<Moved>({ draftId, state: "in_review" });
  },
});

/** Gives the draft back to be changed, with why. */
export const sendBackDraft = command({
  name: "policy.send_back",
  permission: "policy.edit",
  input: SendBack,
  subject,
  async run({ tx, onPlatform }, { draftId, why }) {
    const draft = await lockDraft(tx, draftId);
    if (!draft) return fail("not_found", "draft_not_here");
    onPlatform(draft.platformId);
    if (draft.state !== "in_review") return fail("conflict", "draft_not_in_review");
    await tx.update(policyDrafts).set({ state: "draft", sentBackWhy: why }).where(eq(policyDrafts.id, draftId));
    return ok<Moved>({ draftId, state: "draft" });
  },
});

/** Gives a draft up; it stays to be read and can be taken up again. Its reference is free for another until then. */
export const withdrawDraft = command({
  name: "policy.withdraw",
  permission: "policy.edit",
  input: OneDraft,
  subject,
  async run({ tx, onPlatform }, { draftId }) {
    const draft = await lockDraft(tx, draftId);
    if (!draft) return fail("not_found", "draft_not_here");
    onPlatform(draft.platformId);
    if (draft.state !== "draft" && draft.state !== "in_review") return fail("conflict", `draft_${draft.state}`);
    await tx.update(policyDrafts).set({ state: "withdrawn" }).where(eq(policyDrafts.id, draftId));
    return ok<Moved>({ draftId, state: "withdrawn" });
  },
});

/** Takes up a draft that was given up, as it was. Where its reference is another's by now, it gets the next number. */
export const takeUpDraft = command({
  name: "policy.take_up",
  permission: "policy.edit",
  input: OneDraft,
  subject,
  async run({ tx, actor, now, onPlatform }, { draftId }) {
    const draft = await lockDraft(tx, draftId);
    if (!draft) return fail("not_found", "draft_not_here");
    const { platformId, rev, state, ref } = draft;
    onPlatform(platformId);
    if (state !== "withdrawn") return fail("conflict", "draft_not_given_up");
    const taken = await refsTaken(tx, platformId);
    if (taken.includes(ref)) {
      const operations: EditOperation[] = [{ do: "version.rename", to: nextRef(taken) }];
      const renamed = await writeOn(
        tx,
        { draft, rev, operations, personId: actor.kind === "person" ? actor.id : null },
        now,
      );
      if (!renamed.ok) return renamed;
    }
    await tx.update(policyDrafts).set({ state: "draft", sentBackWhy: null }).where(eq(policyDrafts.id, draftId));
    return ok<Moved>({ draftId, state: "draft" });
  },
});
