import "server-only";
import { createHash } from "node:crypto";
import { and, eq, lt, sql } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { media, mediaFiles, mediaTotals } from "@/db/schema";
import { type ByteRange, blobStore } from "@/lib/platform/blob-store";

/** What says where a row's bytes are. */
export type KeptMedia = Pick<typeof media.$inferSelect, "sha256" | "bytes" | "size">;

/** The bytes of a stored picture or video: out of the row where an older one holds them, else out of the store; null where there are none. */
export async function mediaBytes(row: KeptMedia, range?: ByteRange): Promise<Uint8Array | null> {
  if (row.bytes) return range ? row.bytes.subarray(range.first, range.last + 1) : row.bytes;
  return row.sha256 === "" ? null : blobStore().get(row.sha256, range);
}

/** The same by id, for what reads many (hashes of pictures): null where nothing is stored under it, or not yet. */
export async function mediaBytesOf(db: Db, mediaId: string): Promise<Uint8Array | null> {
  const [row] = await db
    .select({ sha256: media.sha256, bytes: media.bytes, size: media.size })
    .from(media)
    .where(and(eq(media.id, mediaId), eq(media.state, "stored")));
  return row ? mediaBytes(row) : null;
}

/**
 * Puts bytes into the store and answers their SHA-256 (hex). Not inside a transaction: the name is written down first, so
 * that a file whose row never comes is found by `cleanFiles`. It is kept a day at least without being named.
 */
export async function putBytes(db: Db, bytes: Uint8Array, now: Date): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await db
    .insert(mediaFiles)
    .values({ sha256, size: bytes.byteLength, touchedAt: now })
    .onConflictDoUpdate({ target: mediaFiles.sha256, set: { touchedAt: now } });
  await blobStore().put(sha256, bytes);
  return sha256;
}

/** Bytes that a platform's pictures and videos take. */
export async function sizeOfPlatform(db: Db | Tx, platformId: string): Promise<number> {
  const [row] = await db
    .select({ bytes: mediaTotals.bytes })
    .from(mediaTotals)
    .where(eq(mediaTotals.platformId, platformId));
  return row?.bytes ?? 0;
}

const dayMs = 86_400_000;

/** Takes files out of the store that no row has named for a day, at most `most` at a time; answers how many. */
export async function cleanFiles(db: Db, now: Date, most = 200): Promise<number> {
  const before = new Date(now.getTime() - dayMs);
  // What an evidence lock names stays, whatever became of the rows of its content (DSA.md K3).
  const unnamed = sql`not exists (select 1 from media m where m.sha256 = ${mediaFiles.sha256} and m.sha256 <> '')
    and not exists (select 1 from appeal_attachments a where a.sha256 = ${mediaFiles.sha256})
    and not exists (select 1 from held_appeals h where h.taken_in_at is null and h.files @> jsonb_build_array(jsonb_build_object('sha256', ${mediaFiles.sha256})))
    and not exists (select 1 from evidence_files e where e.sha256 = ${mediaFiles.sha256})
    and not exists (select 1 from commitment_evidence k where k.sha256 = ${mediaFiles.sha256} and k.sha256 <> '' and k.purged_at is null)`;
  return db.transaction(async (tx) => {
    // Locked: whoever stores the same bytes now waits, and then puts the file back.
    const rows = await tx
      .select({ sha256: mediaFiles.sha256 })
      .from(mediaFiles)
      .where(and(lt(mediaFiles.touchedAt, before), unnamed))
      .orderBy(mediaFiles.touchedAt)
      .limit(most)
      .for("update", { skipLocked: true });
    for (const { sha256 } of rows) {
      await blobStore().remove(sha256);
      await tx.delete(mediaFiles).where(eq(mediaFiles.sha256, sha256));
    }
    return rows.length;
  });
}
