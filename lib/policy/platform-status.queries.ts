import "server-only";
import { eq } from "drizzle-orm";
import { type Db, database } from "@/db/client";
import { platforms } from "@/db/schema";

type Status = (platformId: string) => Promise<number | null>;
/** What proxy.ts asks before a page is rendered; filled at the start, because proxy.ts itself knows no database. */
const place = globalThis as typeof globalThis & { recoursePlatformStatus?: Status };

/** The HTTP status of a public page about a platform: 404 where there is none by this id, null where there is. */
export async function platformStatus(db: Db, platformId: string): Promise<number | null> {
  const rows = await db.select({ id: platforms.id }).from(platforms).where(eq(platforms.id, platformId));
  return rows.length > 0 ? null : 404;
}

/** A page of Next cannot set its own status and be whole without script: the proxy does it, and asks here. */
export function answerPlatformStatus(): void {
  place.recoursePlatformStatus = async (platformId) => platformStatus(await database(), platformId);
}
