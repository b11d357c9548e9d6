import { eq } from "drizzle-orm";
import sharp from "sharp";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { apiKeys, media } from "@/db/schema";
import { submitNotice } from "@/lib/intake/commands";
import { importNotices } from "@/lib/intake/import.command";
import { pictureLimits } from "@/lib/intake/picture.rules";
import { newApiKey } from "@/lib/platform/api-key";
import type { Line } from "@/lib/platform/lines.rules";
import { withTestDatabase } from "@/test/database";
import { aNotice, aPlace, givenPlatforms } from "@/test/intake";
import { platformKey, receivedAt } from "@/test/notices";
import { POST } from "./route";

const { opened } = withTestDatabase();
const shop = newApiKey();
const reader = newApiKey();
beforeAll(async () => {
  await givenPlatforms(opened());
  const row = (name: string, keyHash: string, permissions: string[]) => ({
    name,
    keyHash,
    platformIds: ["aliexpress"],
    permissions,
    createdAt: new Date(),
  });
  await opened()
    .db.insert(apiKeys)
    .values([row("shop", shop.keyHash, ["notice.create"]), row("reader", reader.keyHash, ["notice.track"])]);
});

const aFile = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "#345" } })
    .jpeg()
    .toBuffer();

async function sent(bytes: Uint8Array, key: string | null, platform = "aliexpress") {
  const response = await POST(
    new Request(`http://desk.example/api/v1/media?platform=${platform}`, {
      method: "POST",
      body: new Uint8Array(bytes),
      headers: { "content-type": "image/jpeg", ...(key ? { authorization: `Bearer ${key}` } : {}) },
    }),
  );
  return { status: response.status, body: (await response.json()) as { mediaId?: string; reason?: string } };
}

const naming = (mediaId: string, about: Record<string, unknown> = {}) =>
  aNotice({ items: [{ location: aPlace(), content: { media: [{ mediaId, kind: "image" }] } }], ...about });

test("a program of the platform stores a picture and names it in a notice", async () => {
  const { status, body } = await sent(await aFile(), shop.key);
  expect([status, body]).toEqual([201, { mediaId: expect.any(String), width: 40, height: 30 }]);
  const [row] = await opened()
    .db.select()
    .from(media)
    .where(eq(media.id, body.mediaId ?? ""));
  expect(row).toMatchObject({ platformId: "aliexpress", mime: "image/webp", width: 40, height: 30 });
  expect(row?.blurred?.byteLength).toBeGreaterThan(0);
  const named = naming((body.mediaId ?? "").toUpperCase());
  expect(await submitNotice(platformKey, named, { channel: "api" }, receivedAt)).toMatchObject({ ok: true });
});

test("a visitor, a key without the right and a key of another platform store nothing", async () => {
  const before = (await opened().db.select({ id: media.id }).from(media)).length;
  expect((await sent(await aFile(), null)).status).toBe(401);
  expect((await sent(await aFile(), reader.key)).status).toBe(403);
  expect((await sent(await aFile(), shop.key, "wechat")).status).toBe(403);
  expect((await sent(await aFile(), shop.key, "myspace")).status).toBe(422);
  expect(await sent(Buffer.from("<svg/>"), shop.key)).toMatchObject({
    status: 422,
    body: { reason: "picture_unreadable" },
  });
  expect((await sent(new Uint8Array(pictureLimits.bytes + 1), shop.key)).status).toBe(413);
  expect(await opened().db.select({ id: media.id }).from(media)).toHaveLength(before);
});

test("a picture that is not stored, or is another platform's, is refused by its place in the notice", async () => {
  const { body } = await sent(await aFile(), shop.key);
  const field = "items.0.content.media.0.mediaId";
  const everywhere = { ...platformKey, platformIds: [], permissions: ["notice.create", "notice.import"] };
  const wrong = [naming(v7()), naming(body.mediaId ?? "", { platform: "wechat" })];
  for (const notice of wrong)
    expect(await submitNotice(everywhere, notice, { channel: "api" }, receivedAt)).toMatchObject({
      ok: false,
      fields: [{ field, reason: "media_unknown" }],
    });
  async function* lines(): AsyncGenerator<Line> {
    for (const notice of [...wrong, naming(body.mediaId ?? "")]) yield { text: JSON.stringify(notice) };
  }
  const answers = [];
  const options = { channel: "api", locale: "en", now: () => receivedAt } as const;
  for await (const batch of importNotices(everywhere, lines(), options)) answers.push(...batch);
  expect(answers.map((line) => ("error" in line ? line.error.errors?.[0]?.field : "stored"))).toEqual([
    field,
    field,
    "stored",
  ]);
});
