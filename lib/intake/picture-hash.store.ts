import "server-only";
import { and, asc, eq, inArray, isNotNull, isNull, lt, ne, or } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, media, pictureHashes, snapshotPictures } from "@/db/schema";
import { mediaBytesOf } from "./media.store";
import { hashOfPicture } from "./picture-greys.rules";
import type { PictureHash } from "./picture-hash.rules";

/** What was found out about a picture or a video while it was stored; of a video there is no hash of its looks. */
export type Looks = { hash: PictureHash | null; sentSha256: string };

/** Keeps what a picture looks like, or which file a video was, beside it, in the transaction that stores it: the row is there, a trigger made it. */
export async function keepLooks(tx: Tx, mediaId: string, { hash, sentSha256 }: Looks, now: Date): Promise<void> {
  const looks = { phash: hash?.phash ?? null, dhash: hash?.dhash ?? null, sentSha256, madeAt: now };
  await tx.update(pictureHashes).set(looks).where(eq(pictureHashes.mediaId, mediaId));
  // What could not be had at first was looked at as nothing: now that it is here, it is compared with the lists.
  await tx
    .update(snapshotPictures)
    .set({ lookedAt: null })
    .where(and(eq(snapshotPictures.mediaId, mediaId), isNotNull(snapshotPictures.lookedAt)));
  await gatherAgain(tx, mediaId);
}

/** A case that was gathered without a picture that has come only now is looked at again for its wave. */
async function gatherAgain(tx: Tx, mediaId: string): Promise<void> {
  const { snapshotId, itemId } = snapshotPictures;
  const showing = eq(snapshotPictures.mediaId, mediaId);
  await tx
    .update(cases)
    .set({ gatheredAt: null })
    .where(
      and(
        inArray(cases.itemId, tx.select({ itemId }).from(snapshotPictures).where(showing)),
        inArray(cases.snapshotId, tx.select({ snapshotId }).from(snapshotPictures).where(showing)),
        isNotNull(cases.gatheredAt),
        ne(cases.state, "decided"),
      ),
    );
}

/** What is still not fetched after so long (a message that is stuck, say) holds up nothing: its case goes on without it. */
const longestWaitMs = 3_600_000;

/**
 * Hashes pictures that were stored before there were hashes, or by a way that makes none, the oldest first; for the
 * worker. What cannot be read is done, and not tried for ever. Answers how many were looked at.
 */
export async function hashPending(db: Db, now: Date, limit: number): Promise<number> {
  const rows = await db
    .select({ mediaId: pictureHashes.mediaId, kind: media.kind })
    .from(pictureHashes)
    .innerJoin(media, eq(media.id, pictureHashes.mediaId))
    // What is still being fetched is hashed when it is stored.
    .where(
      and(
        isNull(pictureHashes.madeAt),
        or(ne(media.state, "waiting"), lt(media.createdAt, new Date(now.getTime() - longestWaitMs))),
      ),
    )
    .orderBy(asc(pictureHashes.mediaId))
    .limit(limit);
  for (const { mediaId, kind } of rows) {
    // One at a time: only one picture is unpacked in memory.
    const picture = kind === "image" ? await mediaBytesOf(db, mediaId) : null;
    const hash = picture ? await hashOfPicture(picture) : null;
    await db
      .update(pictureHashes)
      .set({ phash: hash?.phash ?? null, dhash: hash?.dhash ?? null, madeAt: now })
      .where(and(eq(pictureHashes.mediaId, mediaId), isNull(pictureHashes.madeAt)));
  }
  return rows.length;
}
