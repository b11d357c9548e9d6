import "server-only";
import { asc, eq, inArray } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { media, snapshots } from "@/db/schema";
import { isHiddenPicture } from "@/lib/decisions/media.queries";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import type { Manifest } from "./archive.contract";

export type ArchivedMedia = Pick<typeof media.$inferSelect, "id" | "sha256" | "size" | "mime">;
/** What of the pictures and videos leaves, and what stays and why. */
export type Pictures = { media: ArchivedMedia[]; withheld: Manifest["withheld"] };

/** The pictures and videos of the case that this person may be given, and why not the others. */
export async function picturesFor(tx: Db | Tx, actor: Actor, itemId: string): Promise<Pictures> {
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
  const given: ArchivedMedia[] = [];
  const withheld: Pictures["withheld"] = seen
    .filter(({ purgedAt }) => purgedAt !== null)
    .map((row) => ({ what: `snapshot ${row.id}`, why: "purged" }));
  for (const mediaId of ids) {
    const row = known.get(mediaId);
    const keep = (why: Pictures["withheld"][number]["why"]) => withheld.push({ what: `media ${mediaId}`, why });
    if (!can(actor, "media.reveal")) keep("not_allowed_to_look");
    else if (await isHiddenPicture(tx, actor, mediaId)) keep("child_safety");
    else if (row?.state !== "stored") keep("not_in_store");
    else given.push(row);
  }
  return { media: given, withheld };
}
