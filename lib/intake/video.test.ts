import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { media } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { aPicture, aVideo } from "@/test/media-files";
import { aColleague, auditOf, givenPacks, townTime } from "@/test/town";
import { mediaBytesOf } from "./media.store";
import { storeVideo } from "./video.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
const product = { kind: "system", name: "town" } as const;
beforeAll(() => givenPacks(db()));

const sent = (bytes: Uint8Array, platform = "wechat") => storeVideo(product, { platform, bytes }, townTime);

test("a video that no player could show is kept as it came, with its size and an entry in the log", async () => {
  const bytes = aVideo();
  const stored = await sent(bytes);
  if (!stored.ok) throw new Error(stored.reason);
  const { mediaId } = stored.value;
  const [row] = await db().select().from(media).where(eq(media.id, mediaId));
  expect(row).toMatchObject({
    kind: "video",
    mime: "video/mp4",
    width: 320,
    height: 180,
    state: "stored",
    isEncoded: false,
  });
  expect(await mediaBytesOf(db(), mediaId)).toEqual(bytes);
  expect((await auditOf(db(), mediaId))[0]).toMatchObject({ verb: "media.store", outcome: "done" });
});

test("what is no video, or of no platform, is refused, and nothing is kept", async () => {
  const before = await db().$count(media);
  await expect(sent(await aPicture())).rejects.toThrow("no video");
  expect(await sent(aVideo(), "nowhere")).toMatchObject({ ok: false });
  expect(await db().$count(media)).toBe(before);
});

test("nobody sends a video this way: those of senders are fetched from their address", async () => {
  const given = { platform: "wechat", bytes: aVideo() };
  const person = await aColleague(db(), { role: "admin" });
  for (const actor of [person, { kind: "public" } as const])
    expect(await storeVideo(actor, given, townTime)).toMatchObject({ ok: false, code: "forbidden" });
});
