import "server-only";
import { asc, eq } from "drizzle-orm";
import type { Db, Tx } from "@/db/client";
import { appealAttachments } from "@/db/schema";
import { readLink } from "@/lib/decisions/link.rules";
import { mediaBytes, putBytes } from "@/lib/intake/media.store";
import { preparePicture } from "@/lib/intake/picture.rules";
import { appendAudit } from "@/lib/platform/audit";
import { secrets } from "@/lib/platform/env";
import type { Actor } from "@/lib/platform/permissions.rules";
import { allow } from "@/lib/platform/rate-limit";
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

/** Tries with one link, so that a link that got into wrong hands is no way to keep us busy. */
const linkAllowance = { limit: 20, windowMs: 600_000 };

/**
 * Keeps what came with a complaint through the signed link in a letter, for `prepare`: pictures are unpacked before anybody
 * waits at a lock, and only for a link that is whole. Fails as `link_unknown`, `appeal_too_many`, or as `keepFiles`.
 */
export async function keepFilesAtLink(
  db: Db,
  token: string,
  files: readonly (SentFile | KeptFile)[],
  now: Date,
): Promise<Result<KeptFile[]>> {
  const link = readLink(token, secrets().links);
  if (!link) return fail("not_found", "link_unknown");
  const grant = allow("appeal link", link.id, linkAllowance, now);
  if (!grant.granted)
    return fail("rate_limited", "appeal_too_many", { values: { minutes: Math.ceil(grant.retryAfter / 60) } });
  return keepFiles(db, files, now);
}

/**
 * Puts what came with a complaint into the store: pictures encoded anew (no place, no camera, nothing behind the end),
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

/** Whose files: of an appeal against a decision, or of a complaint about a suspension for misuse. */
export type FilesOf = { appealId: string } | { misuseAppealId: string };

const theirs = (of: FilesOf) =>
  "appealId" in of
    ? eq(appealAttachments.appealId, of.appealId)
    : eq(appealAttachments.misuseAppealId, of.misuseAppealId);

export async function attachFiles(
  tx: Tx,
  of: FilesOf & { platformId: string },
  files: readonly KeptFile[],
  now: Date,
): Promise<void> {
  if (files.length === 0) return;
  await tx
    .insert(appealAttachments)
    .values(files.map((file, position) => ({ ...file, ...of, position, storedAt: now })));
}

/** A file as it is handed out. */
export type OpenedFile = { name: string; mime: string; bytes: Uint8Array };

/**
 * Hands one file out to somebody who may read its complaint, once it is written down that it was opened (entry
 * `appeal.file_view`): it may hold anything.
 */
export async function openedFile(
  db: Db,
  actor: Actor,
  file: typeof appealAttachments.$inferSelect,
  now: Date,
): Promise<Result<OpenedFile>> {
  const { id, name, mime, sha256, size, platformId, appealId, misuseAppealId } = file;
  const bytes = await mediaBytes({ sha256, size, bytes: null });
  if (!bytes) return fail("not_found", "attachment_not_found");
  const subject = { kind: "appeal_file", id, platformId, detail: { appeal: appealId ?? misuseAppealId } };
  await appendAudit(db, { actor, verb: "appeal.file_view", outcome: "viewed", subject, now });
  return ok({ name, mime, bytes });
}

/** What came with a complaint, as lists show it. */
export function attachmentsOf(db: Db | Tx, of: FilesOf) {
  const { id, name, kind, size } = appealAttachments;
  return db
    .select({ id, name, kind, size })
    .from(appealAttachments)
    .where(theirs(of))
    .orderBy(asc(appealAttachments.position));
}
