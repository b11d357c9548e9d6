import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { helpResources } from "@/db/schema";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok } from "@/lib/platform/result";
import { AddHelpResource, ChangeHelpResource, type HelpPlace, RemoveHelpResource } from "./help-resource.contract";

type Written = { resourceId: string; before: HelpPlace | null };

const placeOf = ({ organisation, country, topics, phone, url, languages }: HelpPlace): HelpPlace => ({
  organisation,
  country,
  topics: [...new Set(topics)],
  phone,
  url,
  languages: [...new Set(languages)],
});

const rowOf = (place: HelpPlace, { actor, now }: { actor: Actor; now: Date }) => ({
  ...placeOf(place),
  changedAt: now,
  changedBy: actor.kind === "person" ? actor.id : null,
});

/** The row while it is held, if it is still what the admin saw; else the refusal. */
async function asSeen(tx: Tx, { resourceId, version }: { resourceId: string; version: number }) {
  const [row] = await tx.select().from(helpResources).where(eq(helpResources.id, resourceId)).for("update");
  if (!row) return fail("not_found", "help_not_found");
  return row.version === version ? ok(row) : fail("stale");
}

/** A place of help of the desk's own, shown from now on where its topics come up (REQUIREMENTS Q88). */
export const addHelpResource = command({
  name: "help_resource.add",
  permission: "settings.change",
  input: AddHelpResource,
  subject: (place, value?: Written) => ({
    kind: "help_resource",
    id: value?.resourceId ?? "new",
    detail: { before: null, after: placeOf(place) },
  }),
  async run({ tx, actor, now }, place) {
    const [row] = await tx
      .insert(helpResources)
      .values(rowOf(place, { actor, now }))
      .returning({ resourceId: helpResources.id });
    if (!row) throw new Error("an insert without conflict returns its row");
    return ok<Written>({ ...row, before: null });
  },
});

/** What was sent before keeps what it said. */
export const changeHelpResource = command({
  name: "help_resource.change",
  permission: "settings.change",
  input: ChangeHelpResource,
  subject: ({ resourceId, version: _version, ...place }, value?: Written) => ({
    kind: "help_resource",
    id: resourceId,
    detail: { before: value?.before ?? null, after: placeOf(place) },
  }),
  async run({ tx, actor, now }, { resourceId, version, ...place }) {
    const seen = await asSeen(tx, { resourceId, version });
    if (!seen.ok) return seen;
    await tx
      .update(helpResources)
      .set({ ...rowOf(place, { actor, now }), version: version + 1 })
      .where(eq(helpResources.id, resourceId));
    return ok<Written>({ resourceId, before: placeOf(seen.value) });
  },
});

/** Takes a place away; where none is left for a topic and a country, the built-in directories stand there again. */
export const removeHelpResource = command({
  name: "help_resource.remove",
  permission: "settings.change",
  input: RemoveHelpResource,
  subject: ({ resourceId }, value?: Written) => ({
    kind: "help_resource",
    id: resourceId,
    detail: { before: value?.before ?? null, after: null },
  }),
  async run({ tx }, { resourceId, version }) {
    const seen = await asSeen(tx, { resourceId, version });
    if (!seen.ok) return seen;
    await tx.delete(helpResources).where(eq(helpResources.id, resourceId));
    return ok<Written>({ resourceId, before: placeOf(seen.value) });
  },
});
