import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { people } from "@/db/schema";
import { type Actor, can, mayOn } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { dayIn } from "@/lib/platform/time.rules";
import { toRedo, toUndo } from "../drafts/history.rules";
import { publishProblems, surroundings } from "../drafts/publish-checks.rules";
import { draftOf, platformOf, writesOf } from "../drafts/store";
import { packFor } from "../store";
import { checksOf } from "./checks.rules";
import { knownRoles } from "./roles.rules";
import type { EditedDraft } from "./view.contract";

/** A draft with what is inconsistent in it, as the one who asks may see it. */
export async function editedDraft(
  db: Db,
  actor: Actor,
  draftId: string,
  now = new Date(),
): Promise<Result<EditedDraft>> {
  if (!can(actor, "policy.edit")) return fail("forbidden");
  const draft = await draftOf(db, draftId);
  if (!draft || !mayOn(actor, draft.platformId)) return fail("not_found", "draft_not_here");
  const { file, rev, state, changedBy } = draft;
  const pack = await packFor(db, draft.platformId);
  if (!pack) return fail("not_found", "platform_not_here");
  const [writes, by] = [
    await writesOf(db, draftId),
    changedBy === null ? [] : await db.select({ name: people.name }).from(people).where(eq(people.id, changedBy)),
  ];
  const platform = await platformOf(db, draft.platformId);
  if (!platform) return fail("not_found", "platform_not_here");
  const own = actor.kind === "person" ? actor.id : null;
  return ok({
    ...{ id: draftId, platform: { id: file.platform, name: file.name }, rev, file },
    mayEdit: state === "draft",
    problems: checksOf(file, surroundings(pack, file, platform)),
    ofPlatform: publishProblems(pack, file, { today: dayIn(now, pack.zone), named: platform }).filter(
      ({ of }) => of === "platform",
    ),
    surfaces: platform.surfaces,
    roles: [...knownRoles(platform.roles, file)],
    undo: own !== null && toUndo(writes, own) !== null,
    redo: own !== null && toRedo(writes, own) !== null,
    changedBy: by[0]?.name ?? null,
  });
}
