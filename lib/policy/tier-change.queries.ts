import "server-only";
import { desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { people, platforms, platformTierChanges } from "@/db/schema";
import { isStorable } from "@/lib/platform/text.rules";
import { dayIn } from "@/lib/platform/time.rules";
import type { TierView } from "./tier-change.contract";

/** What a platform's provider is by the DSA, was, and will be; null for a platform that is not here. */
export async function tierOf(db: Db, platformId: string, now: Date): Promise<TierView | null> {
  if (!isStorable(platformId)) return null;
  const [platform] = await db.select().from(platforms).where(eq(platforms.id, platformId));
  if (!platform) return null;
  const rows = await db
    .select({ change: platformTierChanges, by: people.name })
    .from(platformTierChanges)
    .leftJoin(people, eq(people.id, platformTierChanges.setBy))
    .where(eq(platformTierChanges.platformId, platformId))
    .orderBy(desc(platformTierChanges.setAt), desc(platformTierChanges.id))
    .limit(100);
  const { id, name, zone, tier, isMarketplace } = platform;
  return {
    platform: { id, name, zone, today: dayIn(now, zone) },
    now: { tier, isMarketplace },
    changes: rows.map(({ change, by }) => ({
      id: change.id,
      from: { tier: change.fromTier, isMarketplace: change.fromMarketplace },
      to: { tier: change.tier, isMarketplace: change.isMarketplace },
      ...{ effectiveFrom: change.effectiveFrom, why: change.why, by, at: change.setAt },
      state: change.replacedAt ? "replaced" : change.appliedAt ? "applied" : "waiting",
    })),
  };
}
