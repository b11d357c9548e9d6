import "server-only";
import { createHash } from "node:crypto";
import { blobStore } from "@/lib/platform/blob-store";
import type { lockedCopy } from "./evidence.store";
import { type ArchiveFile, tarOf } from "./tar.rules";

type Locked = Awaited<ReturnType<typeof lockedCopy>>;
const utf8 = new TextEncoder();
const endings: Readonly<Record<string, string>> = {
  "image/webp": "webp",
  "image/jpeg": "jpg",
  "image/png": "png",
  "video/mp4": "mp4",
  "video/webm": "webm",
};

/**
 * The evidence as one archive: `evidence.json` (the copy, its files, the hash of both), the files, and `SHA256SUMS` over
 * all of them, which `sha256sum -c` reads.
 * @throws when a file that was locked is not in the store
 */
export async function evidenceArchive({ copy, files, sha256, lockedAt }: Locked): Promise<Uint8Array> {
  const listed = files.map((file) => ({ ...file, name: `files/${file.sha256}.${endings[file.mime] ?? "bin"}` }));
  const about = { sha256, lockedAt: lockedAt.toISOString(), copy, files: listed };
  const first = "evidence.json";
  const parts: ArchiveFile[] = [{ name: first, bytes: utf8.encode(`${JSON.stringify(about, null, 2)}\n`) }];
  const seen = new Set<string>();
  for (const { name, sha256: file } of listed) {
    if (seen.has(name)) continue;
    seen.add(name);
    const bytes = await blobStore().get(file);
    if (!bytes) throw new Error(`the locked file ${file} is not in the store`);
    parts.push({ name, bytes });
  }
  const sums = parts.map(({ name, bytes }) => `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`);
  return tarOf([...parts, { name: "SHA256SUMS", bytes: utf8.encode(sums.join("")) }], lockedAt);
}
