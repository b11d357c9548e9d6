import "server-only";
import { asc, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { media, snapshots } from "@/db/schema";
import { isHiddenPicture } from "@/lib/decisions/media.queries";
import { appendAudit } from "@/lib/platform/audit";
import { command } from "@/lib/platform/command";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { ok } from "@/lib/platform/result";
import { caseReference } from "@/lib/queue/row.rules";
import { ExportCase, exportedVerb, type Manifest, NoteExported } from "./archive.contract";
import { caseToExport } from "./may-export.queries";

export type ExportedMedia = Pick<typeof media.$inferSelect, "id" | "sha256" | "bytes" | "size" | "mime">;
export type CaseExport = {
  caseId: string;
  itemId: string;
  platform: string;
  reference: string;
  media: Omit<ExportedMedia, "bytes">[];
  withheld: Manifest["withheld"];
};

/** The pictures and videos of the case that this person may be given, and why not the others. */
async function mediaFor(tx: Tx, actor: Actor, itemId: string): Promise<Pick<CaseExport, "media" | "withheld">> {
  const seen = await tx
    .select({ media: snapshots.media, purgedAt: snapshots.purgedAt, id: snapshots.id })
    .from(snapshots)
    .where(eq(snapshots.itemId, itemId))
    .orderBy(asc(snapshots.takenAt), asc(snapshots.id));
  const ids = [...new Set(seen.flatMap((row) => row.media.map(({ mediaId }) => mediaId)))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  const { id, sha256, size, mime, state } = media;
  const rows =
    ids.length === 0 ? [] : await tx.select({ id, sha256, size, mime, state }).from(media).where(inArray(id, ids));
  const known = new Map(rows.map((row) => [row.id, row]));
  const given: CaseExport["media"] = [];
  const withheld: CaseExport["withheld"] = seen
    .filter(({ purgedAt }) => purgedAt !== null)
    .map((row) => ({ what: `snapshot ${row.id}`, why: "purged" }));
  for (const mediaId of ids) {
    const row = known.get(mediaId);
    const keep = (why: CaseExport["withheld"][number]["why"]) => withheld.push({ what: `media ${mediaId}`, why });
    if (!can(actor, "media.reveal")) keep("not_allowed_to_look");
    else if (await isHiddenPicture(tx, actor, mediaId)) keep("child_safety");
    else if (row?.state !== "stored") keep("not_in_store");
    else given.push(row);
  }
  return { media: given, withheld };
}

/**
 * Writes down that the evidence of a case leaves the house, with a look at each picture that goes with it, and answers
 * what the archive is made of. Who is not cleared finds no case of child safety here; who may answer an open appeal looks first.
 */
export const exportCase = command({
  name: "case.export",
  permission: "case.export",
  input: ExportCase,
  subject: ({ caseId }, value?: CaseExport) => ({
    kind: "case",
    id: caseId,
    detail: value ? { media: value.media.length, withheld: value.withheld.length } : {},
  }),
  async run({ tx, actor, now, onPlatform }, { caseId }) {
    const found = await caseToExport(tx, actor, caseId, now);
    if (!found.ok) return found;
    const { itemId, platform, prefix, number } = found.value;
    onPlatform(platform);
    const parts = await mediaFor(tx, actor, itemId);
    for (const { id } of parts.media) {
      const subject = { kind: "media", id, platformId: platform };
      await appendAudit(tx, { actor, verb: "media.view", outcome: "viewed", subject, now });
    }
    return ok<CaseExport>({ caseId, itemId, platform, reference: caseReference(prefix, number), ...parts });
  },
});

/**
 * Writes the hash of the list of what left into the log, after the last of them and before the part of the log that ends
 * the archive: so an archive that was changed and signed anew contradicts the log it came from.
 */
export const noteExported = command({
  name: exportedVerb,
  permission: "case.export",
  input: NoteExported,
  subject: ({ caseId: id, platform: platformId, list, count }) => ({
    kind: "case",
    id,
    platformId,
    detail: { list, count },
  }),
  run: async () => ok(null),
});
