import "server-only";
import { asc, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { helpResources } from "@/db/schema";
import type { OwnHelp } from "./help.rules";

/** The desk's own places of help: those for everywhere first, then by country and name. */
export function ownHelp(db: Db | Tx): Promise<OwnHelp[]> {
  const { country, topics, organisation, phone, url, languages } = helpResources;
  return db
    .select({ country, topics, organisation, phone, url, languages })
    .from(helpResources)
    .orderBy(sql`${country} nulls first`, asc(organisation), asc(helpResources.id));
}
