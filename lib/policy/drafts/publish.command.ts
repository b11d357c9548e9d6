import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { people, platforms, policyDrafts } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { enqueue } from "@/lib/platform/outbox";
import { type Failure, fail, ok } from "@/lib/platform/result";
import { settingsFor } from "@/lib/platform/settings";
import { basePack, lockRules, momentOfUse, putPack } from "../pack.store";
import { SignDraft } from "./contract";
import { isAuthor } from "./history.rules";
import { whyNotPublishable } from "./review.command";
import { lockDraft, type StoredDraft, writesOf } from "./store";

export type Published = { draftId: string; platform: string; version: string; effectiveFrom: string | null };

/**
 * Signs a draft: from now on it is a version that nothing changes, in force from its day. The second person signs what the
 * first has handed over (DESIGN 3.4); where the setting is off, one person may do both.
 */
export const publishDraft = command({
  name: "policy.publish",
  permission: "policy.publish",
  input: SignDraft,
  subject: ({ draftId }, made?: Published) => ({
    kind: "policy_draft",
    id: draftId,
    ...(made ? { detail: { version: made.version, effectiveFrom: made.effectiveFrom ?? "" } } : {}),
  }),
  async run({ tx, actor, now, onPlatform }, { draftId, rev }) {
    const draft = await lockDraft(tx, draftId);
    if (!draft) return fail("not_found", "draft_not_here");
    const { platformId, file } = draft;
    onPlatform(platformId);
    if (draft.state === "withdrawn" || draft.state === "published") return fail("conflict", `draft_${draft.state}`);
    if (draft.rev !== rev) return fail("stale", "draft_stale");
    const signer = actor.kind === "person" ? actor.id : null;
    await lockRules(tx, platformId);
    const problem = (await whyNotTheirs(tx, draft, signer)) ?? (await whyNotPublishable(tx, draft, now));
    if (problem) return problem;
    const base = await basePack(tx, platformId);
    const [platform] = await tx
      .select({ prefix: platforms.prefix })
      .from(platforms)
      .where(eq(platforms.id, platformId));
    if (!base || !platform) return fail("refused", "platform_without_rules");
    await tx
      .update(policyDrafts)
      .set({ state: "published", signedBy: signer, publishedAt: await momentOfUse(tx, platformId, now) })
      .where(eq(policyDrafts.id, draftId));
    const put = await putPack(tx, { pack: base, prefix: platform.prefix, by: signer }, now);
    if (!put.ok) return put;
    await tellPlatform(tx, draft, now);
    return ok<Published>({
      draftId,
      platform: platformId,
      version: file.version.id,
      effectiveFrom: file.version.effectiveFrom,
    });
  },
});

/** Who hands over does not sign, nor who wrote any of it: nobody signs their own words. With one admin there is nobody who could, and that is said. */
async function whyNotTheirs(tx: Tx, draft: StoredDraft, signer: string | null): Promise<Failure | null> {
  const { twoPersonPublish } = await settingsFor(tx, draft.platformId);
  if (!twoPersonPublish) return null;
  if (signer === null) return fail("refused", "publish_needs_person");
  const others = await tx.$count(
    people,
    and(eq(people.role, "admin"), isNull(people.disabledAt), ne(people.id, signer)),
  );
  if (others === 0) return fail("refused", "publish_one_admin");
  if (draft.state !== "in_review") return fail("refused", "publish_ask_first");
  if (draft.askedBy === signer) return fail("refused", "publish_needs_second");
  return isAuthor(draft, await writesOf(tx, draft.id), signer) ? fail("refused", "publish_own_words") : null;
}

/** The platform tells its users (DSA Art. 14(2)); the notice is also on the page of its terms. */
async function tellPlatform(tx: Tx, { id, platformId, file, notice }: StoredDraft, now: Date): Promise<void> {
  const { version } = file;
  const dates = { effectiveFrom: version.effectiveFrom, announced: version.announced };
  const payload = { event: "policy.published", version: version.id, label: version.label, ...dates, notice };
  await enqueue(tx, { kind: "webhook.event", payload, dedupeKey: `policy.published ${id}`, platformId }, now);
}
