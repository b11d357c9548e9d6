import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anS3Server, s3Key } from "@/test/s3-server";
import { type BlobStore, storeOf } from "./blob-store";

const hello = Buffer.from("hello, picture");
const name = createHash("sha256").update(hello).digest("hex");
const folder = mkdtempSync(join(tmpdir(), "recourse-blobs-"));
let s3: Awaited<ReturnType<typeof anS3Server>>;
const signed = (over: Record<string, string> = {}) =>
  storeOf({ MEDIA_S3_URL: s3.url, MEDIA_S3_KEY_ID: s3Key.keyId, MEDIA_S3_SECRET: s3Key.secret, ...over });
const stores: Record<string, () => BlobStore> = {
  folder: () => storeOf({ MEDIA_DIR: folder }),
  bucket: () => signed(),
};

beforeAll(async () => {
  s3 = await anS3Server();
});
afterAll(() => {
  s3.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(["folder", "bucket"])(
  "a file in a %s is there whole, in part, once, and gone when it is taken out",
  async (kind) => {
    const store = stores[kind]?.() as BlobStore;
    expect([await store.get(name), await store.has(name)]).toEqual([null, false]);
    await Promise.all([store.put(name, hello), store.put(name, hello)]);
    await store.put(name, hello);
    expect(Buffer.from((await store.get(name)) ?? []).toString()).toBe("hello, picture");
    expect(Buffer.from((await store.get(name, { first: 7, last: 9 })) ?? []).toString()).toBe("pic");
    expect(Buffer.from((await store.get(name, { first: 11, last: 99 })) ?? []).toString()).toBe("ure");
    expect(await store.has(name)).toBe(true);
    if (kind === "folder") expect(readdirSync(folder)).toEqual([name.slice(0, 2)]);
    await store.remove(name);
    await store.remove(name);
    expect(await store.has(name)).toBe(false);
  },
);

test.each(["folder", "bucket"])("a %s takes nothing but a hash for a name", async (kind) => {
  const store = stores[kind]?.() as BlobStore;
  for (const wrong of ["", "../../etc/passwd", `${name}/x`, name.toUpperCase()])
    await expect(store.put(wrong, hello)).rejects.toThrow("SHA-256");
});

test("a bucket that is down, or a key that is wrong, is no file that is missing; and other bytes are not handed out", async () => {
  const store = signed();
  await store.put(name, hello);
  await expect(signed({ MEDIA_S3_SECRET: "another" }).get(name)).rejects.toThrow("403");
  s3.fails("other_bytes");
  await expect(store.get(name)).rejects.toThrow("other bytes");
  s3.fails("down");
  for (const ask of [
    () => store.get(name),
    () => store.has(name),
    () => store.put(name, hello),
    () => store.remove(name),
  ])
    await expect(ask()).rejects.toThrow("503");
  s3.fails(null);
});

test("an address without its key, or that is none, is said at once", () => {
  expect(() => storeOf({ MEDIA_S3_URL: "https://s3.example/b" })).toThrow("MEDIA_S3_KEY_ID");
  expect(() => storeOf({ MEDIA_S3_URL: "bucket" })).toThrow("https://host/bucket");
});
