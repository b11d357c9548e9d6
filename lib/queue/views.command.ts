import "server-only";
import { and, count, eq, sql } from "drizzle-orm";
import { people, queueViews } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { can } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { RemoveView, SaveView } from "./views.contract";
import { mayRemoveView, mostViews, storedFilter } from "./views.rules";

type Saved = { viewId: string };

/**
 * Gives a part of the queue a name; under a name that the person has already, it replaces what that held. Fails with
 * `view_not_shareable` for who does not work in the queue, `views_too_many` past 30.
 */
export const saveView = command<typeof SaveView, Saved>({
  name: "view.save",
  permission: "view.save",
  input: SaveView,
  // The name is a person's own words, and stays out of the log.
  subject: ({ isShared }, saved) => ({ kind: "view", id: saved?.viewId ?? "new", detail: { isShared } }),
  async run({ tx, actor, now }, { name, filter, isShared }) {
    if (actor.kind !== "person") return fail("forbidden");
    if (isShared && !can(actor, "case.claim")) return fail("refused", "view_not_shareable");
    // Their own row is the lock: two tabs that save one name make one view.
    await tx.select({ id: people.id }).from(people).where(eq(people.id, actor.id)).for("update");
    const own = eq(queueViews.ownerId, actor.id);
    const values = { name, filter: storedFilter(filter), isShared, savedAt: now };
    const [replaced] = await tx
      .update(queueViews)
      .set(values)
      .where(and(own, sql`lower(${queueViews.name}) = lower(${name})`))
      .returning({ viewId: queueViews.id });
    if (replaced) return ok(replaced);
    const [held] = await tx.select({ views: count() }).from(queueViews).where(own);
    if ((held?.views ?? 0) >= mostViews) return fail("refused", "views_too_many", { values: { max: mostViews } });
    const [made] = await tx
      .insert(queueViews)
      .values({ ...values, ownerId: actor.id })
      .returning({ viewId: queueViews.id });
    if (!made) throw new Error("a view was saved and is not there");
    return ok(made);
  },
});

/** Takes a view away: one's own, or as a supervisor a shared one. Fails with `view_not_found`, as for another's own. */
export const removeView = command<typeof RemoveView, Saved>({
  name: "view.remove",
  permission: "view.save",
  input: RemoveView,
  subject: ({ viewId }) => ({ kind: "view", id: viewId }),
  async run({ tx, actor }, { viewId }) {
    if (actor.kind !== "person") return fail("forbidden");
    const [view] = await tx.select().from(queueViews).where(eq(queueViews.id, viewId)).for("update");
    if (!view || (!view.isShared && view.ownerId !== actor.id)) return fail("not_found", "view_not_found");
    if (!mayRemoveView(view, actor)) return fail("refused", "view_of_another");
    await tx.delete(queueViews).where(eq(queueViews.id, viewId));
    return ok({ viewId });
  },
});
