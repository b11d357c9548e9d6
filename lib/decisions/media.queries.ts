import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, media, type SnapshotMedia, snapshots } from "@/db/schema";
import { preparePicture } from "@/lib/intake/picture.rules";
import { secrets } from "@/lib/platform/env";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { isCleared } from "@/lib/platform/skills.rules";
import type { CaseView } from "./contract";
import { opensLook } from "./look.rules";

export type ShownMedia = { bytes: Uint8Array; mime: string };

/** Of what came in before pictures were encoded anew, only these are made into one now; none of them can hold a script. */
const olderTypes: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);

/**
 * What is shown of a stored picture: without a look (`look` null) the small blurred one, with the token of a look that
 * was just written down (`revealMedia`) the picture itself. Answers `media_not_found`, and `media_look_over` to a token
 * that has ended or is another person's.
 */
export async function shownMedia(
  db: Db,
  actor: Actor,
  asked: { mediaId: string; look: string | null },
  now: Date,
): Promise<Result<ShownMedia>> {
  if (!can(actor, "media.reveal") || actor.kind !== "person") return fail("forbidden");
  const { mediaId, look } = asked;
  if (look !== null && !opensLook(look, { mediaId, personId: actor.id }, now, secrets().links))
    return fail("refused", "media_look_over");
  const [row] = await db
    .select({ bytes: media.bytes, mime: media.mime, blurred: media.blurred })
    .from(media)
    .where(eq(media.id, mediaId));
  if (!row || (await isHiddenPicture(db, actor, mediaId))) return fail("not_found", "media_not_found");
  if (row.blurred) return ok({ bytes: look === null ? row.blurred : row.bytes, mime: "image/webp" });
  return olderMedia(row, look !== null);
}

/** True when the picture is of content that has a case which is hidden from this actor. */
export async function isHiddenPicture(db: Db | Tx, actor: Actor, mediaId: string): Promise<boolean> {
  if (isCleared(actor)) return false;
  // From the hidden cases, which are few and have an index of their own: pictures have none that leads to their content.
  const [row] = await db
    .select({ id: cases.id })
    .from(cases)
    .innerJoin(snapshots, eq(snapshots.itemId, cases.itemId))
    .where(and(sql`${cases.childSafety}`, sql`${snapshots.media} @> ${JSON.stringify([{ mediaId }])}::jsonb`))
    .limit(1);
  return row !== undefined;
}

/** A row of before: encoded now, each time, because nothing that came from outside is sent as it came. */
async function olderMedia(row: ShownMedia, isFull: boolean): Promise<Result<ShownMedia>> {
  const picture = olderTypes.has(row.mime) ? await preparePicture(row.bytes) : fail("not_found", "media_not_found");
  if (!picture.ok) return fail("not_found", "media_not_found");
  return ok({ bytes: isFull ? picture.value.bytes : picture.value.blurred, mime: "image/webp" });
}

/** The pictures of a snapshot with the room that each needs, so that nothing moves when one arrives. */
export async function placedMedia(db: Db, pictures: readonly SnapshotMedia[]): Promise<CaseView["content"]["media"]> {
  if (pictures.length === 0) return [];
  const ids = pictures.map((picture) => picture.mediaId);
  const rows = await db
    .select({ id: media.id, width: media.width, height: media.height })
    .from(media)
    .where(inArray(media.id, ids));
  const sizes = new Map(rows.map((row) => [row.id, row]));
  return pictures.map((picture) => {
    const { width = 4, height = 3 } = sizes.get(picture.mediaId) ?? {};
    return { ...picture, width, height };
  });
}
