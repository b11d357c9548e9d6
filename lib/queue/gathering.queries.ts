import "server-only";
import { and, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { cases } from "@/db/schema";
import { type Actor, platformLimits } from "@/lib/platform/permissions.rules";

/** So many are compared again at one press, the newest first: the whole of a full desk would take the worker an hour. */
export const mostAgain = 5_000;

/** Cases of this platform; without one, of all that the actor may see. */
export function ofPlatforms(actor: Actor, platform?: string): SQL | undefined {
  if (platform) return eq(cases.platformId, platform);
  const only = platformLimits(actor);
  return only.length === 0 ? undefined : inArray(cases.platformId, [...only]);
}

/** How many cases still wait to be compared, counted to the most that one press makes wait. */
export async function waitingToBeGathered(db: Db, actor: Actor): Promise<number> {
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(
    db
      .select({ id: cases.id })
      .from(cases)
      .where(
        and(
          isNull(cases.gatheredAt),
          ne(cases.state, "decided"),
          isNotNull(cases.suggestedAt),
          eq(cases.childSafety, false),
          ofPlatforms(actor),
        ),
      )
      .limit(mostAgain)
      .as("waiting"),
  );
  return row?.count ?? 0;
}
