import "server-only";
import { asc, eq, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { people, queueViews } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { type SavedView, ViewFilter } from "./views.contract";
import { mayRemoveView, storedFilter } from "./views.rules";

/** A person's own views and those that are shared, by name. */
export async function viewsFor(db: Db, actor: Actor): Promise<Result<SavedView[]>> {
  if (actor.kind !== "person" || !can(actor, "case.view")) return fail("forbidden");
  const rows = await db
    .select({ view: queueViews, owner: people.name })
    .from(queueViews)
    .innerJoin(people, eq(people.id, queueViews.ownerId))
    .where(or(eq(queueViews.ownerId, actor.id), eq(queueViews.isShared, true)))
    .orderBy(asc(queueViews.name), asc(queueViews.id))
    .limit(500);
  return ok(
    rows.map(({ view, owner }) => ({
      id: view.id,
      name: view.name,
      search: new URLSearchParams(known(view.filter)).toString(),
      isShared: view.isShared,
      owner: { name: owner, isMe: view.ownerId === actor.id },
      mayRemove: mayRemoveView(view, actor),
    })),
  );
}

/** In the contract's order, whatever order the database keeps; a filter of an older release that is none any more is the whole queue. */
function known(filter: Record<string, string>): Record<string, string> {
  const parsed = ViewFilter.safeParse(filter);
  return parsed.success ? storedFilter(parsed.data) : {};
}
