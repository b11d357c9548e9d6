import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { type Manifest, manifestFile, signatureFile } from "@/lib/evidence/archive.contract";
import { type Bytes, contentOf, zipEntries } from "@/lib/evidence/zip-reader";
import { zipWriter } from "@/lib/evidence/zip-writer";

export const bytesOf = (all: Uint8Array): Bytes => ({
  size: all.byteLength,
  read: async (at, length) => all.subarray(at, at + length),
});

/** The files of an archive as they are, by name and in order. */
export async function filesOf(archive: Buffer): Promise<Map<string, Buffer>> {
  const entries = await zipEntries(bytesOf(archive));
  const files = new Map<string, Buffer>();
  for (const { path } of entries) files.set(path, await contentOf(bytesOf(archive), entries, path));
  return files;
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/**
 * What somebody makes who changes files of an archive and puts everything else right: sizes, hashes, the list, and a
 * signature with a key of their own. They cannot write the log of the installation anew.
 */
export async function forged(
  archive: Buffer,
  change: (files: Map<string, Buffer>) => void,
  said: (manifest: Manifest) => Partial<Manifest> = () => ({}),
): Promise<Buffer> {
  const files = await filesOf(archive);
  const manifest: Manifest = JSON.parse(String(files.get(manifestFile)));
  change(files);
  files.delete(manifestFile);
  files.delete(signatureFile);
  const listed = [...files].map(([path, bytes]) => ({ path, size: bytes.byteLength, sha256: sha256(bytes) }));
  const letters = manifest.letters.filter(({ file }) => files.has(file));
  const list = Buffer.from(`${JSON.stringify({ ...manifest, files: listed, letters, ...said(manifest) }, null, 2)}\n`);
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const der = publicKey.export({ format: "der", type: "spki" });
  const signature = {
    algorithm: "Ed25519",
    keyId: sha256(der),
    publicKey: der.toString("base64"),
    signature: sign(null, list, privateKey).toString("base64"),
  };
  files.set(manifestFile, list);
  files.set(signatureFile, Buffer.from(`${JSON.stringify(signature, null, 2)}\n`));
  const pieces: Uint8Array[] = [];
  const zip = zipWriter((piece) => pieces.push(piece));
  for (const [path, bytes] of files) {
    const file = zip.begin(path);
    file.write(bytes);
    file.end();
  }
  zip.finish();
  return Buffer.concat(pieces);
}
