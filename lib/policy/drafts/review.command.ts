import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { policyDrafts } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { applyEdits } from "../edit/apply.rules";
import type { EditOperation } from "../edit/contract";
import { packFor } from "../store";
import { OneDraft, PlanDraft, SendBack } from "./contract";
import { refusalOf, writableDraft } from "./edit.command";
import { publishProblems } from "./publish-checks.rules";
import { lockDraft, type StoredDraft, writeFile } from "./store";

type Moved = { draftId: string; state: StoredDraft["state"] };
const subject = ({ draftId }: { draftId: string }) => ({ kind: "policy_draft", id: draftId });

/** Says when the version begins, when users are told, and what. */
export const planDraft = command({
  name: "policy.plan",
  permission: "policy.edit",
  input: PlanDraft,
  subject: ({ draftId, effectiveFrom }) => ({ kind: "policy_draft", id: draftId, detail: { effectiveFrom } }),
  async run({ tx, actor, now, onPlatform }, { draftId, label, effectiveFrom, announced, notice }) {
    const found = await writableDraft(tx, draftId);
    if (!found.ok) return found;
    const draft = found.value;
    onPlatform(draft.platformId);
    const change = { effectiveFrom, announced, ...(label === undefined ? {} : { label }) };
    const operations: EditOperation[] = [{ do: "version.change", change }];
    const applied = applyEdits(draft.file, operations);
    if (!applied.ok) return refusalOf(applied.refusal);
    const personId = actor.kind === "person" ? actor.id : null;
    const rev = await writeFile(tx, { draft, next: applied.file, operations, kind: "edit", personId }, now);
    const said = Object.fromEntries(Object.entries(notice).filter(([, words]) => words !== ""));
    await tx.update(policyDrafts).set({ notice: said }).where(eq(policyDrafts.id, draftId));
    return ok({ draftId, rev });
  },
});

/** Null where the draft may be published on the day that it is. */
export async function whyNotPublishable(tx: Tx, { platformId, file }: StoredDraft, now: Date): Promise<Failure | null> {
  const pack = await packFor(tx, platformId);
  if (!pack) return fail("refused", "platform_without_rules");
  const problems = publishProblems(pack, file, dayIn(now, pack.zone));
  if (problems.length === 0) return null;
  const fields = problems
    .slice(0, 50)
    .map(({ code, values, place }) => ({ field: place.key, reason: `publish_${code}`, values }));
  return fail("refused", "draft_has_problems", { values: { count: problems.length }, fields });
}

/** Hands the draft to a second person. What stands against publishing it is told now, not to them. */
export const askReview = command({
  name: "policy.ask_review",
  permission: "policy.edit",
  input: OneDraft,
  subject,
  async run({ tx, actor, now, onPlatform }, { draftId }) {
    const found = await writableDraft(tx, draftId);
    if (!found.ok) return found;
    onPlatform(found.value.platformId);
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

/** Gives a draft up; it stays to be read, and its reference is free again. */
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
