import "server-only";
import { and, asc, eq, gt, inArray, isNotNull, ne, type SQL, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { cases, media, pictureHashes, snapshotPictures, waveMembers, waves } from "@/db/schema";
import { farthest, type PictureHash, probesOf } from "@/lib/intake/picture-hash.rules";
import { pictureKey } from "./gather.rules";
import { isFirstOfWave } from "./wave-members.store";

/** More pictures, and more videos, of one item are not compared. */
const mostPictures = 4;

/** What the pictures of a snapshot look like; those with nothing to compare are left out. */
async function picturesOf(db: Db | Tx, snapshotId: string): Promise<PictureHash[]> {
  const rows = await db
    .select({ phash: pictureHashes.phash, dhash: pictureHashes.dhash })
    .from(snapshotPictures)
    .innerJoin(pictureHashes, eq(pictureHashes.mediaId, snapshotPictures.mediaId))
    .where(and(eq(snapshotPictures.snapshotId, snapshotId), isNotNull(pictureHashes.phash)))
    .orderBy(asc(snapshotPictures.mediaId))
    .limit(mostPictures);
  return rows.flatMap(({ phash, dhash }) => (phash && dhash ? [{ phash, dhash }] : []));
}

/** The files of a snapshot's videos, as they were sent; where that was not kept, as they are. */
async function videosOf(db: Db | Tx, snapshotId: string): Promise<string[]> {
  const file = sql<string>`coalesce(${pictureHashes.sentSha256}, ${media.sha256})`;
  const rows = await db
    .select({ file })
    .from(snapshotPictures)
    .innerJoin(media, and(eq(media.id, snapshotPictures.mediaId), eq(media.kind, "video"), eq(media.state, "stored")))
    .leftJoin(pictureHashes, eq(pictureHashes.mediaId, media.id))
    .where(and(eq(snapshotPictures.snapshotId, snapshotId), ne(file, "")))
    .orderBy(asc(snapshotPictures.mediaId))
    .limit(mostPictures);
  return rows.map((row) => row.file);
}

/** What a snapshot shows, as waves compare it. */
export async function shownIn(db: Db | Tx, snapshotId: string): Promise<{ pictures: PictureHash[]; videos: string[] }> {
  return { pictures: await picturesOf(db, snapshotId), videos: await videosOf(db, snapshotId) };
}

/** No picture or video of the case's snapshot waits for its hash. */
export const picturesAreHashed: SQL = sql`not exists (
  select 1 from ${snapshotPictures} join ${pictureHashes} on ${pictureHashes.mediaId} = ${snapshotPictures.mediaId}
  where ${snapshotPictures.snapshotId} = ${cases.snapshotId} and ${pictureHashes.madeAt} is null)`;

/**
 * Waves whose first item shows a picture like one of these, the oldest first: found by the pieces of its hash, held to
 * by every bit, so that what shares a piece by chance takes nobody's place.
 */
export async function wavesWithPictures(
  tx: Tx,
  { platformId, pictures, limit }: { platformId: string; pictures: readonly PictureHash[]; limit: number },
): Promise<string[]> {
  if (pictures.length === 0) return [];
  const probes = pictures.flatMap(({ phash }) => probesOf(phash, farthest).map((key) => pictureKey(platformId, key)));
  const near = pictures.map(
    ({ phash }) =>
      sql`bit_count(('x' || ${pictureHashes.phash})::bit(64) # ('x' || ${phash}::text)::bit(64)) <= ${farthest}`,
  );
  const rows = await tx
    .select({ id: waves.id })
    .from(waves)
    .innerJoin(waveMembers, and(eq(waveMembers.waveId, waves.id), isFirstOfWave))
    .where(
      and(
        sql`${waves.keys} && array[${sql.raw(probes.join(","))}]::integer[]`,
        gt(waves.size, 0),
        eq(waves.platformId, platformId),
        inArray(
          waves.snapshotId,
          tx
            .select({ id: snapshotPictures.snapshotId })
            .from(snapshotPictures)
            .innerJoin(pictureHashes, eq(pictureHashes.mediaId, snapshotPictures.mediaId))
            .where(
              and(
                eq(snapshotPictures.snapshotId, waves.snapshotId),
                isNotNull(pictureHashes.phash),
                sql`(${sql.join(near, sql` or `)})`,
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(waves.beganAt), asc(waves.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}
