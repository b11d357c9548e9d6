import "server-only";
import { randomUUID } from "node:crypto";
import { access, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BlobStore, ByteRange } from "./blob-store";

const isMissing = (error: unknown) => error instanceof Error && "code" in error && error.code === "ENOENT";

async function orNull<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function partOf(file: string, { first, last }: ByteRange): Promise<Uint8Array> {
  const handle = await open(file, "r");
  try {
    const into = new Uint8Array(Math.max(0, last - first + 1));
    const { bytesRead } = await handle.read(into, 0, into.byteLength, first);
    return into.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Files in a folder, in 256 folders by the beginning of their names; readable by the owner of the process alone. */
export function folderStore(root: string): BlobStore {
  const fileOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256);
  const has = async (sha256: string) => (await orNull(access(fileOf(sha256)).then(() => true))) ?? false;
  return {
    has,
    async put(sha256, bytes) {
      if (await has(sha256)) return;
      const file = fileOf(sha256);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      const aside = join(root, `${sha256}.${randomUUID()}.tmp`);
      try {
        const handle = await open(aside, "wx", 0o600);
        try {
          await handle.writeFile(bytes);
          // A machine that stops now must not leave an empty file under the name of a whole one.
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(aside, file);
      } finally {
        await rm(aside, { force: true });
      }
    },
    get: (sha256, range) => orNull(range ? partOf(fileOf(sha256), range) : readFile(fileOf(sha256))),
    remove: (sha256) => rm(fileOf(sha256), { force: true }),
  };
}
