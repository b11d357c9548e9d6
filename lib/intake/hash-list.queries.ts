import "server-only";
import { desc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { hashLists, hashMatches, people } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import type { HashListRow } from "./hash-list.contract";

/**
 * The lists of known content, the newest first. A hash itself is never shown, and what was found in a case that is hidden
 * from the reader is not counted for them: the number alone would say that there is one.
 */
export async function hashListPage(db: Db, actor: Actor): Promise<Result<HashListRow[]>> {
  if (!can(actor, "settings.view")) return fail("forbidden");
  const isShown = isCleared(actor) ? sql`true` : sql`not found_in.child_safety`;
  const rows = await db
    .select({
      id: hashLists.id,
      name: hashLists.name,
      source: hashLists.source,
      category: hashLists.category,
      kind: hashLists.kind,
      threshold: hashLists.threshold,
      size: hashLists.size,
      isOn: hashLists.isOn,
      loadedBy: people.name,
      loadedAt: hashLists.loadedAt,
      isLooking: sql<boolean>`${hashLists.isOn} and ${hashLists.walkedTo} is not null`,
      matches: sql<number>`(select count(*)::int from ${hashMatches} join cases found_in on found_in.id = ${hashMatches.caseId}
        where ${hashMatches.listId} = ${hashLists.id} and ${isShown})`,
    })
    .from(hashLists)
    .leftJoin(people, eq(people.id, hashLists.loadedBy))
    .orderBy(desc(hashLists.loadedAt), desc(hashLists.id))
    .limit(200);
  return ok(rows.map((row) => ({ ...row, loadedAt: row.loadedAt.toISOString() })));
}
