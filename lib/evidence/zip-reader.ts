import { createHash } from "node:crypto";
import type { ArchivedFile } from "./archive.contract";
import { zipWriter } from "./zip-writer";

/** Bytes that can be read from any place: a file, or what a test holds in memory. `read` may answer fewer at the end. */
export type Bytes = { size: number; read: (at: number, length: number) => Promise<Uint8Array> };
export type ZipEntry = { path: string; size: number; at: number };

/** The bytes are no archive of ours at all. */
export class NotAnArchive extends Error {
  override name = "NotAnArchive";
}

const endSize = 22;
const entrySize = 46;
/** Most that the directory may take: an archive has a few dozen files. */
const largestDirectory = 50_000_000;
const chunk = 1_000_000;

/** A part of the bytes, a megabyte at a time. */
export async function* piecesOf(bytes: Bytes, at: number, size: number): AsyncGenerator<Uint8Array> {
  const until = Math.min(bytes.size, at + size);
  for (let from = at; from < until; from += chunk) yield await bytes.read(from, Math.min(chunk, until - from));
}

/**
 * The files by the archive's directory, in its order.
 * @throws NotAnArchive where there is none, or it does not fit into the bytes
 */
export async function zipEntries(bytes: Bytes): Promise<ZipEntry[]> {
  const endAt = bytes.size - endSize;
  const end = endAt < 0 ? null : Buffer.from(await bytes.read(endAt, endSize));
  if (end?.readUInt32LE(0) !== 0x06054b50)
    throw new NotAnArchive("This is no archive, or its end is cut off or changed.");
  const [count, size, at] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  if (at + size > endAt || size > largestDirectory)
    throw new NotAnArchive("The archive's directory does not fit into it.");
  const directory = Buffer.from(await bytes.read(at, size));
  const entries: ZipEntry[] = [];
  let from = 0;
  for (let read = 0; read < count; read += 1) {
    if (from + entrySize > directory.length || directory.readUInt32LE(from) !== 0x02014b50)
      throw new NotAnArchive(`Entry ${read + 1} of the archive's directory is changed.`);
    const [name, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(from + offset));
    const path = directory.toString("utf8", from + entrySize, from + entrySize + (name ?? 0));
    // The local header has the name once more, and nothing else of a length of its own.
    entries.push({
      path,
      size: directory.readUInt32LE(from + 24),
      at: directory.readUInt32LE(from + 42) + 30 + (name ?? 0),
    });
    from += entrySize + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return entries;
}

export type ReadFile = ArchivedFile & { isWhole: boolean };

/**
 * Reads every file of the archive and makes the archive again from them: `firstDifference` is the first byte that is not
 * as this product writes it, with the file it belongs to; null where every byte is.
 */
export async function readAgain(
  bytes: Bytes,
  entries: readonly ZipEntry[],
): Promise<{ files: ReadFile[]; firstDifference: { at: number; path: string } | null }> {
  let made: Uint8Array[] = [];
  let [at, path] = [0, entries[0]?.path ?? ""];
  let firstDifference: { at: number; path: string } | null = null;
  const zip = zipWriter((piece) => made.push(piece));
  const compare = async () => {
    const pieces = made;
    made = [];
    for (const piece of pieces) {
      const there = await bytes.read(at, piece.byteLength);
      if (!firstDifference && Buffer.compare(there, piece) !== 0)
        firstDifference = { at: at + differingAt(there, piece), path };
      at += piece.byteLength;
    }
  };
  const files: ReadFile[] = [];
  for (const entry of entries) {
    path = entry.path;
    const file = zip.begin(path);
    for await (const piece of piecesOf(bytes, entry.at, entry.size)) {
      file.write(piece);
      await compare();
    }
    const read = file.end();
    await compare();
    files.push({ ...read, isWhole: read.size === entry.size });
  }
  path = "the archive's directory";
  zip.finish();
  await compare();
  if (!firstDifference && at !== bytes.size) firstDifference = { at, path };
  return { files, firstDifference };
}

function differingAt(one: Uint8Array, other: Uint8Array): number {
  const at = other.findIndex((byte, index) => one[index] !== byte);
  return at === -1 ? other.byteLength : at;
}

/** A small file whole; empty where there is none of the name. */
export async function contentOf(bytes: Bytes, entries: readonly ZipEntry[], path: string, most = 50_000_000) {
  const entry = entries.find((one) => one.path === path);
  if (!entry || entry.size > most) return Buffer.alloc(0);
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(bytes, entry.at, entry.size)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** SHA-256 of bytes, hex. */
export const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
