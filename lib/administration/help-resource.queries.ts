import "server-only";
import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { helpResources, people } from "@/db/schema";
import type { HelpResourceRow } from "./help-resource.contract";

/** The desk's own places of help, those for everywhere first, then by country and name. */
export function helpResourceList(db: Db): Promise<HelpResourceRow[]> {
  const { id, country, topics, organisation, phone, url, languages, version, changedAt } = helpResources;
  return db
    .select({ id, country, topics, organisation, phone, url, languages, version, changedAt, changedBy: people.name })
    .from(helpResources)
    .leftJoin(people, eq(people.id, helpResources.changedBy))
    .orderBy(sql`${country} nulls first`, asc(organisation), asc(id));
}
