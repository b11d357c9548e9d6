import { eq, or } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { media, mediaFiles, outbox, settings, snapshots } from "@/db/schema";
import { submitNotice } from "@/lib/intake/commands";
import { blobStore } from "@/lib/platform/blob-store";
import type { Network } from "@/lib/platform/fetch-guarded";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import { aNotice, aPlace } from "@/test/intake";
import { aPicture, aVideo } from "@/test/media-files";
import { guest, platformKey, receivedAt, withIntake } from "@/test/notices";
import { anOutsideServer } from "@/test/outside-server";
import { auditOf } from "@/test/town";
import { fetchMediaThrough, mediaFetches } from "./fetch-media.command";
import { cleanFiles, mediaBytes, mediaBytesOf, putBytes, sizeOfPlatform } from "./media.store";
import { fetchLanes } from "./named-media.rules";

const { opened, failuresOf } = withIntake();
let server: Awaited<ReturnType<typeof anOutsideServer>>;
const inside: Network = { resolve: async () => ["127.0.0.1"], isAllowed: () => true };
const fetches = Object.fromEntries(fetchLanes.map((lane) => [lane, fetchMediaThrough(() => inside)]));
const later = (seconds: number) => new Date(receivedAt.getTime() + seconds * 1000);
const dayLater = later(2 * 86_400);

beforeAll(async () => {
  server = await anOutsideServer();
});
afterAll(() => server.close());

let files = 0;
function anAddress(): string {
  files += 1;
  return `${server.url}/${files}`;
}
const naming = (url: string, location = aPlace(), kind = "image") =>
  aNotice({ items: [{ location, content: { text: "Look at this.", media: [{ url, kind, alt: "A watch" }] } }] });

async function sentWith(url: string, location = aPlace(), at = receivedAt) {
  const sent = await submitNotice(platformKey, naming(url, location), { channel: "api" }, at);
  if (!sent.ok) throw new Error(JSON.stringify(sent));
}
async function rowOf(url: string) {
  const [row] = await opened().db.select().from(media).where(eq(media.sourceUrl, url));
  if (!row) throw new Error("there is no such row");
  return row;
}
const work = (at = receivedAt) => drainOutbox(opened().db, fetches, at);

test("a picture that a notice names waits until the notice is stored, is fetched once and encoded anew", async () => {
  const [url, location] = [anAddress(), aPlace()];
  const picture = await aPicture();
  server.answers((response) => response.end(picture));
  await sentWith(url, location);
  await sentWith(url, location, later(1));
  expect(await rowOf(url)).toMatchObject({ state: "waiting", platformId: "aliexpress", failure: null });
  const before = server.got.length;
  await work();
  await work(later(60));
  expect(server.got.length - before).toBe(1);
  const row = await rowOf(url);
  expect(row).toMatchObject({ state: "stored", kind: "image", mime: "image/webp", width: 90, height: 60, bytes: null });
  const kept = await mediaBytesOf(opened().db, row.id);
  expect(Buffer.from(kept ?? []).toString("latin1")).not.toContain("Secret");
  expect((await sharp(kept ?? Buffer.alloc(0)).metadata()).format).toBe("webp");
  const copies = await opened().db.select({ media: snapshots.media }).from(snapshots);
  const shown = copies.filter((copy) => copy.media.some(({ mediaId }) => mediaId === row.id));
  // Nobody said whether it is hard to look at: it is blurred, and not called so.
  expect(shown.flatMap((copy) => copy.media)).toContainEqual(
    expect.objectContaining({ sensitive: true, isUnsaid: true }),
  );
  expect(shown, "both reports are of one copy").toHaveLength(1);
  expect((await auditOf(opened().db, row.id)).map(({ verb }) => verb)).toEqual(["media.fetch"]);
});

test("a video is kept as it came, by what is in it and not by what its sender or its server calls it", async () => {
  const url = anAddress();
  server.answers((response) => void response.writeHead(200, { "content-type": "image/jpeg" }).end(aVideo()));
  await sentWith(url);
  await work();
  const row = await rowOf(url);
  expect(row).toMatchObject({
    state: "stored",
    kind: "video",
    mime: "video/mp4",
    width: 320,
    height: 180,
    blurred: null,
  });
  expect(Buffer.from((await mediaBytes(row, { first: 4, last: 7 })) ?? []).toString()).toBe("ftyp");
});

test("what cannot be had, and what is no picture, is failed with its reason, and not asked for again", async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const huge = await sharp({ create: { width: 14_200, height: 14_200, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  const cut = (await aPicture()).subarray(0, 200);
  for (const [body, failure] of [
    [Buffer.from(svg), "not_media"],
    [huge, "picture_too_many_pixels"],
    [cut, "picture_unreadable"],
  ] as const) {
    const url = anAddress();
    server.answers((response) => response.end(body));
    await sentWith(url);
    await work();
    expect(await rowOf(url)).toMatchObject({ state: "failed", failure, sha256: "" });
    const [message] = await opened()
      .db.select()
      .from(outbox)
      .where(eq(outbox.dedupeKey, await dedupeOf(url)));
    expect(message?.state).toBe("refused");
  }
});

async function dedupeOf(url: string) {
  const { id } = await rowOf(url);
  const rows = await opened().db.select({ key: outbox.dedupeKey }).from(outbox);
  return rows.find(({ key }) => key.startsWith(`media.fetch ${id}`))?.key ?? "";
}

test("a server that fails is asked again later, the moderator is told meanwhile, and after some tries it is over", async () => {
  const url = anAddress();
  server.answers((response) => void response.writeHead(503).end());
  await sentWith(url);
  await work();
  expect(await rowOf(url)).toMatchObject({ state: "waiting", failure: "status" });
  for (let at = 1; at < 7; at += 1) await work(later(at * 4000));
  expect(await rowOf(url)).toMatchObject({ state: "failed", failure: "status" });
  const picture = await aPicture("#123456");
  server.answers((response) => response.end(picture));
  await work(later(90_000));
  expect((await rowOf(url)).state).toBe("failed");
});

test("a new report of what failed has it fetched once more", async () => {
  const [url, location] = [anAddress(), aPlace()];
  server.answers((response) => void response.writeHead(404).end());
  await sentWith(url, location);
  await work();
  expect(await rowOf(url)).toMatchObject({ state: "failed", failure: "gone" });
  const picture = await aPicture("#204060");
  server.answers((response) => response.end(picture));
  await sentWith(url, location, later(10));
  await work(later(10));
  expect(await rowOf(url)).toMatchObject({ state: "stored", failure: null });
});

test("without being named, no place inside is asked: the desk's own handler refuses it", async () => {
  const url = anAddress();
  const before = server.got.length;
  await sentWith(url);
  await drainOutbox(opened().db, mediaFetches, receivedAt);
  expect(await rowOf(url)).toMatchObject({ state: "failed", failure: "address_private" });
  expect(server.got).toHaveLength(before);
});

test("when the room of a platform is used up nothing more is fetched for it", async () => {
  const url = anAddress();
  const row = { platformId: "aliexpress", key: "mediaQuotaGigabytes", value: 1, updatedAt: receivedAt };
  await opened().db.insert(settings).values(row);
  const [big] = await opened()
    .db.insert(media)
    .values({ platformId: "aliexpress", size: 1_000_000_000, createdAt: receivedAt })
    .returning({ id: media.id });
  await sentWith(url);
  await work();
  expect(await rowOf(url)).toMatchObject({ state: "failed", failure: "quota_full" });
  await opened().db.delete(settings);
  expect(await sizeOfPlatform(opened().db, "aliexpress")).toBeGreaterThanOrEqual(1_000_000_000);
  await opened()
    .db.delete(media)
    .where(eq(media.id, big?.id ?? ""));
});

test("the room that a platform's pictures take follows each that comes, grows, moves and goes", async () => {
  const { db } = opened();
  const of = (platform: string) => sizeOfPlatform(db, platform);
  const before = [await of("wechat"), await of("alibaba")] as const;
  const grown = async () => [(await of("wechat")) - before[0], (await of("alibaba")) - before[1]];
  const one = { platformId: "wechat", createdAt: receivedAt };
  const made = await db
    .insert(media)
    .values([
      { ...one, size: 700 },
      { ...one, state: "waiting" as const },
    ])
    .returning({ id: media.id });
  const [stored, waiting] = made.map(({ id }) => eq(media.id, id));
  expect(await grown()).toEqual([700, 0]);
  await db.update(media).set({ state: "stored", size: 40 }).where(waiting);
  expect(await grown()).toEqual([740, 0]);
  await db.update(media).set({ platformId: "alibaba" }).where(stored);
  expect(await grown()).toEqual([40, 700]);
  await db.delete(media).where(or(stored, waiting));
  expect(await grown()).toEqual([0, 0]);
});

test("a visitor may name a few addresses and no stored picture; an address that is none is refused by its place", async () => {
  const many = Array.from({ length: 6 }, () => ({ url: "https://pictures.example/1.jpg" }));
  const of = (list: unknown[]) => aNotice({ items: [{ location: aPlace(), content: { media: list } }] });
  expect(await failuresOf(of(many.slice(1)), guest)).toEqual([]);
  expect(await failuresOf(of(many), guest)).toEqual(["items.0.content.media too_many"]);
  const at = "items.0.content.media.0";
  expect(await failuresOf(of([{ url: "file:///etc/passwd" }]), guest)).toEqual([`${at}.url media_address_scheme`]);
  expect(await failuresOf(of([{ alt: "nothing" }]), guest)).toEqual([`${at} media_id_or_url`]);
  const mediaId = "0190a6a0-0000-7000-8000-00000000000a";
  expect(await failuresOf(of([{ mediaId }]), guest)).toEqual(["items.0.content.media media_not_yours"]);
});

test("a file that nothing names is taken out after a day, one that a row names is not", async () => {
  const { db } = opened();
  const orphan = await putBytes(db, Buffer.from(`nobody names this ${process.pid}`), receivedAt);
  const url = anAddress();
  const picture = await aPicture("#0a0b0c");
  server.answers((response) => response.end(picture));
  await sentWith(url);
  await work();
  const { sha256 } = await rowOf(url);
  expect(await cleanFiles(db, later(3600))).toBe(0);
  await cleanFiles(db, dayLater);
  expect([await blobStore().has(orphan), await blobStore().has(sha256)]).toEqual([false, true]);
  const left = await db.select({ sha256: mediaFiles.sha256 }).from(mediaFiles);
  expect(left.map((file) => file.sha256)).not.toContain(orphan);
});
