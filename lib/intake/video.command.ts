import "server-only";
import { z } from "zod";
import { type Db, database } from "@/db/client";
import { media } from "@/db/schema";
import { command } from "@/lib/platform/command";
import type { Actor } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { platformFor } from "./commands";
import { encodeVideo, ffmpegOn } from "./encode-video";
import { putBytes } from "./media.store";
import { type MediaKind, mediaKind } from "./media-kind.rules";
import { preparePicture } from "./picture.rules";
import { fileHash } from "./picture-greys.rules";
import { keepLooks } from "./picture-hash.store";
import { intakePlatforms } from "./platforms.store";

export type KeptVideo = Partial<typeof media.$inferInsert> & { sha256: string; size: number };

/** A video anew where ffmpeg is found and can, with its first picture to be blurred; else as it came. */
export async function keptVideo(
  db: Db,
  bytes: Uint8Array,
  found: Extract<MediaKind, { kind: "video" }>,
  now: Date,
): Promise<KeptVideo> {
  const anew = await encodeVideo(bytes, found.mime, ffmpegOn());
  const poster = anew && (await preparePicture(anew.poster));
  if (!anew || !poster?.ok) return { ...found, sha256: await putBytes(db, bytes, now), size: bytes.byteLength };
  const { width, height, blurred, soft } = poster.value;
  const sha256 = await putBytes(db, anew.video, now);
  return {
    kind: "video",
    mime: "video/mp4",
    isEncoded: true,
    width,
    height,
    blurred,
    soft,
    sha256,
    size: anew.video.byteLength,
  };
}

/** `sentSha256`: of the file as it was given, which lists of known files are compared with. */
type Kept = { platform: string; video: KeptVideo; sentSha256: string };

const keepVideo = command({
  name: "media.store",
  permission: "notice.create",
  input: z.custom<Kept>((value) => typeof value === "object" && value !== null),
  subject: ({ platform, video: { sha256, size } }, stored?: { mediaId: string }) => ({
    kind: "media",
    id: stored?.mediaId ?? "new",
    platformId: platform,
    detail: { sha256, bytes: size },
  }),
  async run({ tx, now }, { platform, video, sentSha256 }) {
    const [row] = await tx
      .insert(media)
      .values({ ...video, platformId: platform, createdAt: now, storedAt: now })
      .returning({ id: media.id });
    if (!row) throw new Error("the video was not stored");
    await keepLooks(tx, row.id, { hash: null, sentSha256 }, now);
    return ok({ mediaId: row.id });
  },
});

/**
 * Keeps a video of reported content for a notice that names it. Nothing from outside comes this way: a sender's videos are
 * fetched from their address. @throws TypeError for what is no video by what is in it
 */
export async function storeVideo(
  actor: Actor,
  given: { platform: string; bytes: Uint8Array },
  now: Date = new Date(),
): Promise<Result<{ mediaId: string }>> {
  if (actor.kind !== "system") return fail("forbidden");
  const db = await database();
  const platform = platformFor(given.platform, actor, await intakePlatforms(db, now));
  if (!platform.ok) return platform;
  const found = mediaKind(given.bytes);
  if (found?.kind !== "video") throw new TypeError("this is no video by what is in it");
  const video = await keptVideo(db, given.bytes, found, now);
  return keepVideo(actor, { platform: platform.value.id, video, sentSha256: fileHash(given.bytes) }, now);
}
