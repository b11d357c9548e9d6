import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { people } from "@/db/schema";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { toRedo, toUndo } from "../drafts/history.rules";
import { draftOf, writesOf } from "../drafts/store";
import { packFor } from "../store";
import type { Surroundings } from "./checks.contract";
import { checksOf } from "./checks.rules";
import type { DraftView } from "./view.contract";

/** A draft with what is inconsistent in it, as the one who asks may see it. */
export async function draftView(db: Db, actor: Actor, draftId: string): Promise<Result<DraftView>> {
  if (!can(actor, "policy.edit")) return fail("forbidden");
  const draft = await draftOf(db, draftId);
  if (!draft) return fail("not_found", "draft_not_here");
  const { file, rev, state, changedBy } = draft;
  const [writes, around, by] = [
    await writesOf(db, draftId),
    await surroundings(db, draft.platformId),
    changedBy === null ? [] : await db.select({ name: people.name }).from(people).where(eq(people.id, changedBy)),
  ];
  const own = actor.kind === "person" ? actor.id : null;
  return ok({
    ...{ id: draftId, platform: { id: file.platform, name: file.name }, rev, file },
    mayEdit: state === "draft",
    problems: checksOf(file, around),
    undo: own !== null && toUndo(writes, own) !== null,
    redo: own !== null && toRedo(writes, own) !== null,
    changedBy: by[0]?.name ?? null,
  });
}

async function surroundings(db: Db, platformId: string): Promise<Surroundings> {
  const pack = await packFor(db, platformId);
  return { others: pack?.versions ?? [], refsElsewhere: new Set(pack?.clauses.map(({ ref }) => ref)) };
}
