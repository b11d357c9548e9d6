import "server-only";
import { and, type Column, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { platformTierChanges } from "@/db/schema";
import { startOfDay } from "@/lib/platform/time.rules";
import { type Duty, type PlatformTier, type TierTurn, tierAt, tiersOwing } from "./tier.rules";

type Of = Record<"platform" | "at" | "tier", SQL | Column>;

/**
 * Whether the tier that a platform had at a moment owes something (Art. 19, 24(5)); what it is today changes nothing of before.
 * @param of the columns of a query: whose, when, and what the platform is today
 */
export const owedAt = (duty: Duty, of: Of): SQL => sql`coalesce((select t.from_tier from platform_tier_changes t
      where t.platform_id = ${of.platform} and t.applied_at > ${of.at} order by t.applied_at limit 1), ${of.tier})
    in ${tiersOwing(duty)}`;

/** Whether a copy was owed to the Transparency Database when its decision was made; for a query with `d` and `p`. */
export const owedOnItsDay = owedAt("database", {
  platform: sql`d.platform_id`,
  at: sql`d.decided_at`,
  tier: sql`p.tier`,
});

/** Platforms that owed the database something before a change of tier. */
export async function platformsThatOwed(db: Db): Promise<Set<string>> {
  const { platformId, fromTier, appliedAt } = platformTierChanges;
  const rows = await db
    .selectDistinct({ platformId })
    .from(platformTierChanges)
    .where(and(isNotNull(appliedAt), inArray(fromTier, tiersOwing("database"))));
  return new Set(rows.map((row) => row.platformId));
}

type Change = Pick<typeof platformTierChanges.$inferSelect, "fromTier" | "tier" | "appliedAt" | "effectiveFrom">;

/** A change that was not replaced, as `tierAt` reads it: one whose day has come holds, though nobody applied it yet. */
export const turnOf = ({ fromTier, tier, appliedAt, effectiveFrom }: Change, zone: string): TierTurn => ({
  ...{ from: fromTier, to: tier, start: appliedAt ?? startOfDay(effectiveFrom, zone) },
});

/** The tier that a platform had at a moment, whatever it is today. */
export async function tierOfDay(
  db: Db | Tx,
  { id, zone, tier }: { id: string; zone: string; tier: PlatformTier },
  at: Date,
): Promise<PlatformTier> {
  const { platformId, replacedAt } = platformTierChanges;
  const changes = await db
    .select()
    .from(platformTierChanges)
    .where(and(eq(platformId, id), isNull(replacedAt)));
  return tierAt(
    changes.map((change) => turnOf(change, zone)),
    at,
    tier,
  );
}
