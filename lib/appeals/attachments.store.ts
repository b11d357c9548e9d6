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
  type SentFile,
} from "./attachment.rules";

export type KeptFile = Pick<typeof appealAttachments.$inferInsert, "name" | "kind" | "mime" | "size" | "sha256">;

const refused = ({ reason, values }: AttachmentProblem) =>
  fail("refused", reason, { values, fields: [{ field: "files", reason, values }] });

/**
 * Puts what came with an appeal into the store: pictures encoded anew (no place, no camera, nothing behind the end),
 * documents as they are, for they are only ever handed out. Before the transaction; what no row names in the end is
 * cleaned away. Answers one of the reasons `attachment_…`, with the file's name.
 */
export async function keepFiles(db: Db, files: readonly SentFile[], now: Date): Promise<Result<KeptFile[]>> {
  const problem = attachmentProblem(files);
  if (problem) return refused(problem);
  const ready: (Omit<KeptFile, "sha256"> & { bytes: Uint8Array })[] = [];
  for (const file of files) {
    const kind = attachmentKind(file.bytes) ?? "text";
    const picture = kind === "picture" ? await preparePicture(file.bytes) : null;
    if (picture && !picture.ok) return refused(brokenPicture(file));
    const bytes = picture ? picture.value.bytes : file.bytes;
    const about = { name: cleanName(file.name, kind), kind, mime: attachmentTypes[kind] };
    ready.push({ ...about, size: bytes.byteLength, bytes });
  }
  const kept: KeptFile[] = [];
  for (const { bytes, ...file } of ready) kept.push({ ...file, sha256: await putBytes(db, bytes, now) });
  return ok(kept);
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
