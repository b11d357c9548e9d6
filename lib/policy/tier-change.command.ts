import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { v7 } from "uuid";
import { z } from "zod";
import type { Db, Tx } from "@/db/client";
import { platforms, platformTierChanges } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { fail, ok } from "@/lib/platform/result";
import { dayIn, startOfDay } from "@/lib/platform/time.rules";
import { ChangeTier } from "./tier-change.contract";

const waiting = and(isNull(platformTierChanges.appliedAt), isNull(platformTierChanges.replacedAt));
type Said = { platform: string; effectiveFrom: string; isApplied: boolean };

/**
 * Says what a platform's provider is by the DSA from a day on: today at the earliest, so that what was owed on days that are
 * over stays owed (a designation binds four months after it was told, Art. 33(6); a small provider that grew stays exempt for
 * twelve months, Art. 19(1)). Another change that still waits for its day is replaced by this one.
 */
export const changeTier = command({
  name: "platform.tier",
  permission: "policy.edit",
  input: ChangeTier,
  subject: ({ platform, tier, isMarketplace, effectiveFrom, why }) => ({
    kind: "platform",
    id: platform,
    detail: { tier, marketplace: isMarketplace ? "yes" : "no", effectiveFrom, why },
  }),
  async run({ tx, actor, now, onPlatform }, { platform: id, ...change }) {
    const [platform] = await tx.select().from(platforms).where(eq(platforms.id, id)).for("update");
    if (!platform) return fail("not_found", "platform_not_here");
    onPlatform(id);
    const today = dayIn(now, platform.zone);
    if (change.effectiveFrom < today)
      return fail("invalid", undefined, { fields: [{ field: "effectiveFrom", reason: "tier_day_over" }] });
    if (change.tier === platform.tier && change.isMarketplace === platform.isMarketplace)
      return fail("refused", "tier_same", { fields: [{ field: "tier", reason: "tier_same" }] });
    const { platformId } = platformTierChanges;
    await tx
      .update(platformTierChanges)
      .set({ replacedAt: now })
      .where(and(eq(platformId, id), waiting));
    const isApplied = change.effectiveFrom === today;
    await tx.insert(platformTierChanges).values({
      ...{ ...change, id: v7(), platformId: id, setBy: actor.kind === "person" ? actor.id : null, setAt: now },
      ...{ fromTier: platform.tier, fromMarketplace: platform.isMarketplace, appliedAt: isApplied ? now : null },
    });
    if (isApplied) await put(tx, id, change);
    return ok<Said>({ platform: id, effectiveFrom: change.effectiveFrom, isApplied });
  },
});

async function put(
  tx: Tx,
  id: string,
  { tier, isMarketplace }: Pick<z.infer<typeof ChangeTier>, "tier" | "isMarketplace">,
) {
  await tx.update(platforms).set({ tier, isMarketplace }).where(eq(platforms.id, id));
}

type Due = { id: string; platformId: string; start: Date };

async function dueTiers(db: Db | Tx, now: Date): Promise<Due[]> {
  const { id, platformId, effectiveFrom } = platformTierChanges;
  const rows = await db
    .select({ id, platformId, effectiveFrom, zone: platforms.zone })
    .from(platformTierChanges)
    .innerJoin(platforms, eq(platforms.id, platformId))
    .where(waiting);
  return rows
    .map(({ effectiveFrom: day, zone, ...row }) => ({ ...row, start: startOfDay(day, zone) }))
    .filter(({ start }) => start <= now);
}

const applyBatch = command({
  name: "platform.tier_begin",
  permission: "policy.move",
  input: z.object({}),
  subject: (_, begun?: string[]) =>
    begun?.length === 0 ? null : { kind: "platform", id: "batch", detail: { platforms: begun } },
  async run({ tx, now }) {
    const begun: string[] = [];
    for (const { id, platformId, start } of await dueTiers(tx, now)) {
      const [change] = await tx
        .update(platformTierChanges)
        .set({ appliedAt: start })
        .where(and(eq(platformTierChanges.id, id), waiting))
        .returning();
      if (!change) continue;
      await put(tx, platformId, change);
      begun.push(platformId);
    }
    return ok(begun);
  },
});

/** For the worker's schedule: tiers whose day has come hold from the start of that day. Safe to run twice. */
export async function applyDueTiers(db: Db, now: Date): Promise<number> {
  // Looked at first, so that an idle day writes nothing.
  if ((await dueTiers(db, now)).length === 0) return 0;
  const result = await applyBatch({ kind: "system", name: "tiers" }, {}, now);
  return result.ok ? result.value.length : 0;
}
