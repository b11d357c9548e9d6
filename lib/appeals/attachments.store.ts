import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { appealAttachments } from "@/db/schema";
import { putBytes } from "@/lib/intake/media.store";
import { preparePicture } from "@/lib/intake/picture.rules";
import { fail, ok, type Result } from "@/lib/platform/result";
import {
  type AttachmentProblem,
  attachmentKind,
  attachmentProblem,
  attachmentTypes,
  brokenPicture,
  cleanName,
  isKept,
  type KeptFile,
  type SentFile,
} from "./attachment.rules";

export const refusedFile = ({ reason, values }: AttachmentProblem) =>
  fail("refused", reason, { values, fields: [{ field: "files", reason, values }] });

/**
 * Puts what came with an appeal into the store: pictures encoded anew (no place, no camera, nothing behind the end),
 * documents as they are, for they are only ever handed out. Before the transaction; what no row names in the end is
 * cleaned away. Answers one of the reasons `attachment_…`, with the file's name.
 */
export async function keepFiles(
  db: Db,
  files: readonly (SentFile | KeptFile)[],
  now: Date,
): Promise<Result<KeptFile[]>> {
  const problem = attachmentProblem(files);
  if (problem) return refusedFile(problem);
  const ready: (KeptFile | (Omit<KeptFile, "sha256"> & { bytes: Uint8Array }))[] = [];
  for (const file of files) {
    const made = isKept(file) ? file : await readied(file);
    if (!made) return refusedFile(brokenPicture(file));
    ready.push(made);
  }
  const kept: KeptFile[] = [];
  for (const file of ready) {
    if ("sha256" in file) kept.push(file);
    else {
      const { bytes, ...about } = file;
      kept.push({ ...about, sha256: await putBytes(db, bytes, now) });
    }
  }
  return ok(kept);
}

/** What is put into the store of a file; null of a picture that cannot be read. */
async function readied(file: SentFile): Promise<(Omit<KeptFile, "sha256"> & { bytes: Uint8Array }) | null> {
  const kind = attachmentKind(file.bytes) ?? "text";
  const picture = kind === "picture" ? await preparePicture(file.bytes) : null;
  if (picture && !picture.ok) return null;
  const bytes = picture ? picture.value.bytes : file.bytes;
  const about = { name: cleanName(file.name, kind), kind, mime: attachmentTypes[kind] };
  return { ...about, size: bytes.byteLength, bytes };
}

export async function attachFiles(
  tx: Tx,
  appeal: { id: string; platformId: string },
  files: readonly KeptFile[],
  now: Date,
): Promise<void> {
  if (files.length === 0) return;
  const { id: appealId, platformId } = appeal;
  await tx
    .insert(appealAttachments)
    .values(files.map((file, position) => ({ ...file, appealId, platformId, position, storedAt: now })));
}

/** What came with an appeal, as lists show it. */
export function attachmentsOf(db: Db | Tx, appealId: string) {
  const { id, name, kind, size } = appealAttachments;
  return db
    .select({ id, name, kind, size })
    .from(appealAttachments)
    .where(eq(appealAttachments.appealId, appealId))
    .orderBy(asc(appealAttachments.position));
}
