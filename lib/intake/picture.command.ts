import "server-only";
import { z } from "zod";
import { database } from "@/db/client";
import { media } from "@/db/schema";
import { command } from "@/lib/platform/command";
import { type Actor, can } from "@/lib/platform/permissions.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import { platformFor } from "./commands";
import { putBytes } from "./media.store";
import { type Picture, preparePicture } from "./picture.rules";
import { fileHash, hashOfPicture } from "./picture-greys.rules";
import { keepLooks, type Looks } from "./picture-hash.store";
import { intakePlatforms } from "./platforms.store";

/** What a sender is told: the id to name in `content.media`, and what became of the picture. */
export type StoredPicture = { mediaId: string; width: number; height: number };

type Kept = { platform: string; picture: Picture; looks: Looks };
const Kept = z.custom<Kept>((value) => typeof value === "object" && value !== null);

const keepPicture = command({
  name: "media.store",
  permission: "notice.create",
  input: Kept,
  subject: ({ platform, picture }, stored?: StoredPicture) => ({
    kind: "media",
    id: stored?.mediaId ?? "new",
    platformId: platform,
    detail: { sha256: picture.sha256, bytes: picture.bytes.byteLength },
  }),
  // Its file is written before the row that names it: a row without a file would be a picture that nobody can see.
  prepare: async ({ db, now }, { picture }) => ok(await putBytes(db, picture.bytes, now)),
  async run({ tx, now }, { platform, picture: { bytes, ...picture }, looks }) {
    const [row] = await tx
      .insert(media)
      .values({ ...picture, size: bytes.byteLength, platformId: platform, createdAt: now, storedAt: now })
      .returning({ id: media.id });
    if (!row) throw new Error("the picture was not stored");
    await keepLooks(tx, row.id, looks, now);
    return ok({ mediaId: row.id, width: picture.width, height: picture.height });
  },
});

/**
 * Keeps a picture of reported content, encoded anew, for a notice that names it. Only for programs of the platform: a
 * visitor's pictures nobody vouches for. Unpacked before the transaction begins, so that nobody waits for it.
 */
export async function storePicture(
  actor: Actor,
  given: { platform: string; bytes: Uint8Array },
  now: Date = new Date(),
): Promise<Result<StoredPicture>> {
  if (actor.kind === "public") return fail("signed_out");
  if (!can(actor, "notice.create")) return keepPicture(actor, null, now);
  const platform = platformFor(given.platform, actor, await intakePlatforms(await database(), now));
  if (!platform.ok) return platform;
  const picture = await preparePicture(given.bytes);
  if (!picture.ok) return picture;
  const looks = { hash: await hashOfPicture(picture.value.bytes), sentSha256: fileHash(given.bytes) };
  return keepPicture(actor, { platform: platform.value.id, picture: picture.value, looks }, now);
}
