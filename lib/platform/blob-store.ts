import "server-only";
import { join } from "node:path";
import { folderStore } from "./blob-folder";
import { s3Store } from "./blob-s3";
import { dataDir } from "./env";

/** A part of a file: first and last byte, both included (RFC 9110, 14.1.2). */
export type ByteRange = { first: number; last: number };

/**
 * Where files are kept, by the SHA-256 (64 hex digits) of what is in them: the same bytes are there once. `put` shows a
 * file whole or not at all and may be done twice; `get` answers null where there is none; `remove` of none is no error.
 * @throws when the place does not answer, or what is there is not what was put
 */
export type BlobStore = {
  put: (sha256: string, bytes: Uint8Array) => Promise<void>;
  get: (sha256: string, range?: ByteRange) => Promise<Uint8Array | null>;
  has: (sha256: string) => Promise<boolean>;
  remove: (sha256: string) => Promise<void>;
};

const isKey = (text: string) => /^[0-9a-f]{64}$/.test(text);

/** The same store, that takes nothing but a hash for a name: no part of a path can come in with it. */
function checked(store: BlobStore): BlobStore {
  const key = (text: string) => {
    if (!isKey(text)) throw new Error("a stored file is named by its SHA-256");
    return text;
  };
  return {
    put: async (name, bytes) => store.put(key(name), bytes),
    get: async (name, range) => store.get(key(name), range),
    has: async (name) => store.has(key(name)),
    remove: async (name) => store.remove(key(name)),
  };
}

/**
 * The store by the environment: MEDIA_S3_URL (`https://host/bucket` or `https://host/bucket/prefix`, path style) with
 * MEDIA_S3_KEY_ID, MEDIA_S3_SECRET and MEDIA_S3_REGION; else the folder MEDIA_DIR, else `media` in the data folder. Keys
 * are of the machine and not of a screen, so this is no setting of the desk.
 * @throws when an S3 address is given without its key
 */
export function storeOf(env: Readonly<Record<string, string | undefined>>): BlobStore {
  const { MEDIA_S3_URL: url, MEDIA_S3_KEY_ID: keyId, MEDIA_S3_SECRET: secret, MEDIA_S3_REGION: region } = env;
  if (!url) return checked(folderStore(env.MEDIA_DIR || join(dataDir(), "media")));
  if (!URL.canParse(url)) throw new Error("MEDIA_S3_URL is no address. Write it as https://host/bucket.");
  if (!keyId || !secret) throw new Error("MEDIA_S3_URL is set without MEDIA_S3_KEY_ID and MEDIA_S3_SECRET.");
  return checked(s3Store({ url, keyId, secret, region: region || "us-east-1" }));
}

const place = globalThis as typeof globalThis & { recourseBlobs?: BlobStore };

/** The store of this process. */
export function blobStore(): BlobStore {
  place.recourseBlobs ??= storeOf(process.env);
  return place.recourseBlobs;
}
