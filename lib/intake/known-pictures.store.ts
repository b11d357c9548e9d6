import "server-only";
import { and, asc, eq, gte, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/db/client";
import { hashLists, media, pictureHashes, snapshotPictures } from "@/db/schema";
import { readRows } from "@/lib/platform/rows";
import { probesOf } from "./picture-hash.rules";

/** A picture of an item, with what it looks like. */
export type SeenPicture = {
  snapshotId: string;
  mediaId: string;
  itemId: string;
  platformId: string;
  phash: string | null;
  sentSha256: string | null;
  keptSha256: string;
};
const Match = z.object({
  listId: z.string(),
  list: z.string(),
  category: z.string(),
  kind: z.enum(["sha256", "perceptual"]),
  distance: z.number(),
});
/** A list that a picture is on, and by how many bits it differs. */
export type ListMatch = z.infer<typeof Match>;

const columns = {
  snapshotId: snapshotPictures.snapshotId,
  mediaId: snapshotPictures.mediaId,
  itemId: snapshotPictures.itemId,
  platformId: snapshotPictures.platformId,
  phash: pictureHashes.phash,
  sentSha256: pictureHashes.sentSha256,
  keptSha256: media.sha256,
};

const pictures = (db: Db) =>
  db
    .select(columns)
    .from(snapshotPictures)
    .innerJoin(pictureHashes, and(eq(pictureHashes.mediaId, snapshotPictures.mediaId), isNotNull(pictureHashes.madeAt)))
    .innerJoin(media, eq(media.id, snapshotPictures.mediaId));

/** Pictures that nothing was compared with yet, the oldest first. */
export function unseenPictures(db: Db, limit: number): Promise<SeenPicture[]> {
  return pictures(db)
    .where(isNull(snapshotPictures.lookedAt))
    .orderBy(asc(snapshotPictures.snapshotId), asc(snapshotPictures.mediaId))
    .limit(limit);
}

/** The pictures of the snapshots after one, and how far they go; null where there are no more. */
export async function picturesAfter(db: Db, after: string, limit: number) {
  const ids = await db
    .selectDistinct({ id: snapshotPictures.snapshotId })
    .from(snapshotPictures)
    .where(sql`${snapshotPictures.snapshotId} > ${after}::uuid`)
    .orderBy(asc(snapshotPictures.snapshotId))
    .limit(limit);
  const [first, last] = [ids[0], ids.at(-1)];
  if (!first || !last) return null;
  const rows = await pictures(db).where(
    and(gte(snapshotPictures.snapshotId, first.id), lte(snapshotPictures.snapshotId, last.id)),
  );
  return { to: last.id, rows };
}

/** How far any list that is on may be from a picture; -1 when there is none. */
export async function farthestOn(db: Db): Promise<number> {
  const [row] = await db
    .select({ most: sql<number>`coalesce(max(${hashLists.threshold}), -1)::int` })
    .from(hashLists)
    .where(eq(hashLists.isOn, true));
  return row?.most ?? -1;
}

/**
 * The lists that a picture is on, each once with its nearest hash: by the file that was sent, or by what it looks like
 * (three indexed pieces of its hash, then every bit).
 */
export async function listsWith(db: Db, picture: SeenPicture, farthest: number): Promise<ListMatch[]> {
  if (farthest < 0) return [];
  const files = [picture.sentSha256, picture.keptSha256].filter((hash): hash is string => Boolean(hash));
  const { phash } = picture;
  const list = sql`l.id::text as "listId", l.name as list, l.category, l.kind`;
  const byFile = sql`select ${list}, 0 as distance from hash_list_entries e join hash_lists l on l.id = e.list_id
    where ${files.length > 0 ? inArray(sql`e.hash`, files) : sql`false`} and l.kind = 'sha256' and l.is_on`;
  const bits = sql`bit_count(('x' || e.hash)::bit(64) # ('x' || ${phash}::text)::bit(64))::int`;
  const byLooks = phash
    ? sql` union all select ${list}, ${bits} as distance from hash_list_entries e join hash_lists l on l.id = e.list_id
        where e.keys && array[${sql.raw(probesOf(phash, farthest).join(","))}]::integer[]
          and l.kind = 'perceptual' and l.is_on and ${bits} <= l.threshold`
    : sql``;
  const answer = await db.execute(sql`select distinct on ("listId") * from (${byFile}${byLooks}) found
    order by "listId", distance`);
  return readRows(answer, Match);
}
