import "server-only";
import { createHash } from "node:crypto";
import { asc, eq, inArray } from "drizzle-orm";
import { v7 } from "uuid";
import type { Db, Tx } from "@/db/client";
import {
  accounts,
  cases,
  contentItems,
  evidenceFiles,
  evidenceLocks,
  media,
  noticeItems,
  notices,
  platforms,
  snapshots,
} from "@/db/schema";
import { mediaBytes, putBytes } from "@/lib/intake/media.store";
import { canonicalText } from "@/lib/intake/snapshot.rules";

export type LockedFile = { mediaId: string; sha256: string; mime: string; size: number };

/** Every picture and video of the item's snapshots, each in the store under its hash, also where an older row holds the bytes itself. */
export async function filesOfCase(db: Db, caseId: string, now: Date): Promise<LockedFile[]> {
  const rows = await db
    .select({ media: snapshots.media })
    .from(snapshots)
    .innerJoin(cases, eq(cases.itemId, snapshots.itemId))
    .where(eq(cases.id, caseId));
  const ids = [...new Set(rows.flatMap((row) => row.media.map(({ mediaId }) => mediaId)))];
  if (ids.length === 0) return [];
  const { id, sha256, bytes, size, mime, state } = media;
  const stored = await db.select({ id, sha256, bytes, size, mime, state }).from(media).where(inArray(id, ids));
  const files: LockedFile[] = [];
  for (const row of stored) {
    const whole = row.state === "stored" ? await mediaBytes(row) : null;
    if (!whole) continue;
    const file = row.bytes ? await putBytes(db, row.bytes, now) : row.sha256;
    files.push({ mediaId: row.id, sha256: file, mime: row.mime, size: whole.byteLength });
  }
  return files.sort((a, b) => a.mediaId.localeCompare(b.mediaId));
}

/** What is known of the case, in one piece of its own. Who reported is not in it: an authority asks for that by an order (Art. 10). */
async function copyOf(tx: Tx, caseId: string): Promise<Record<string, unknown>> {
  const [head] = await tx
    .select({
      number: cases.number,
      prefix: platforms.prefix,
      platform: platforms.id,
      openedAt: cases.openedAt,
      itemId: contentItems.id,
      location: contentItems.location,
      role: contentItems.role,
      surface: contentItems.surface,
      account: accounts,
    })
    .from(cases)
    .innerJoin(platforms, eq(platforms.id, cases.platformId))
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .leftJoin(accounts, eq(accounts.id, cases.accountId))
    .where(eq(cases.id, caseId));
  if (!head) throw new Error("the case was locked and is gone");
  const { number, prefix, itemId, account, ...about } = head;
  const seen = await tx.select().from(snapshots).where(eq(snapshots.itemId, itemId)).orderBy(asc(snapshots.takenAt));
  const { reference, receivedAt, source, category, explanation, language } = notices;
  const reports = await tx
    .select({ reference, receivedAt, source, category, explanation, language })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(eq(noticeItems.caseId, caseId))
    .orderBy(asc(receivedAt));
  const whole = { case: `${prefix}-${number}`, ...about, account, snapshots: seen, reports };
  // As it is stored: instants as text.
  return JSON.parse(JSON.stringify(whole));
}

/** SHA-256 of a locked copy and its files, hex: the same however the database spells it. */
export function evidenceHash(copy: Record<string, unknown>, files: readonly LockedFile[]): string {
  const listed = files.map(({ mediaId, sha256, mime, size }) => ({ mediaId, sha256, mime, size }));
  return createHash("sha256")
    .update(canonicalText({ copy, files: listed }))
    .digest("hex");
}

/** Puts the evidence of a case, as it is now, under lock; its id. */
export async function lockEvidence(
  tx: Tx,
  { platformId, caseId, lockedBy }: { platformId: string; caseId: string; lockedBy: string },
  files: readonly LockedFile[],
  now: Date,
): Promise<string> {
  const id = v7();
  const copy = await copyOf(tx, caseId);
  const sha256 = evidenceHash(copy, files);
  await tx.insert(evidenceLocks).values({ id, platformId, caseId, copy, sha256, lockedBy, lockedAt: now });
  if (files.length > 0) await tx.insert(evidenceFiles).values(files.map((file) => ({ ...file, lockId: id })));
  return id;
}

/** A locked copy with the list of its files, in the order in which they were hashed. */
export async function lockedCopy(db: Db | Tx, lockId: string) {
  const [lock] = await db.select().from(evidenceLocks).where(eq(evidenceLocks.id, lockId));
  if (!lock) throw new Error("a referral names its evidence");
  const { mediaId, sha256, mime, size } = evidenceFiles;
  const files = await db
    .select({ mediaId, sha256, mime, size })
    .from(evidenceFiles)
    .where(eq(evidenceFiles.lockId, lockId));
  return { ...lock, files: files.sort((a, b) => a.mediaId.localeCompare(b.mediaId)) };
}
