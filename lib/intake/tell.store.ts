import "server-only";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

type Held = { id: string; claimedBy: string | null; childSafety: boolean };

/**
 * Tells the holder of a case that it was read again, on the channel that tells which cases moved: its id and nothing of its
 * content. Its version stays, so the database says nothing by itself. A case of the abuse of a child is named to nobody:
 * everybody at the desk hears this.
 */
export async function tellReadAgain(db: Db, { id, claimedBy, childSafety }: Held): Promise<void> {
  if (claimedBy !== null && !childSafety) await db.execute(sql`select pg_notify('queue', ${id}::text)`);
}
