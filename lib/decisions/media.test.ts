import { eq } from "drizzle-orm";
import sharp from "sharp";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { cases, media, settings } from "@/db/schema";
import { storePicture } from "@/lib/intake/picture.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, auditOf, givenPacks, townTime } from "@/test/town";
import { lookSeconds } from "./look.rules";
import { partBytes, shownMedia, wholeVideo } from "./media.queries";
import { revealMedia } from "./reveal-media.command";
import { veilOfCase } from "./veil.queries";

const { opened } = withTestDatabase();
let mei: Person;
const now = townTime;
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const town = { kind: "system", name: "town" } as const;

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db);
});

const aFile = () =>
  sharp({ create: { width: 90, height: 60, channels: 3, background: "#a03050" } })
    .png()
    .toBuffer();

async function aPicture(): Promise<string> {
  const stored = await storePicture(town, { platform: "wechat", bytes: await aFile() }, now);
  if (!stored.ok) throw new Error(stored.reason);
  return stored.value.mediaId;
}

const widthOf = async (shown: Awaited<ReturnType<typeof shownMedia>>) =>
  shown.ok ? (await sharp(shown.value.bytes).metadata()).width : shown.reason;
const shownTo = (person: Person, mediaId: string, look: string | null = null, at = now) =>
  shownMedia(opened().db, person, { mediaId, look }, at);

/** The token in the answer to a look that was written down. */
async function lookOf(person: Person, mediaId: string): Promise<string> {
  const revealed = await revealMedia(person, { mediaId }, now);
  if (!revealed.ok) throw new Error(revealed.reason);
  return new URL(revealed.value.address, "https://desk.example").searchParams.get("look") ?? "";
}

test("before somebody asks, only the blurred picture is sent, and that is no look", async () => {
  const mediaId = await aPicture();
  expect(await widthOf(await shownTo(mei, mediaId))).toBe(16);
  expect((await auditOf(opened().db, mediaId)).map(({ verb }) => verb)).toEqual(["media.store"]);
});

test("asking is written down first, and opens the picture for a minute", async () => {
  const mediaId = await aPicture();
  const look = await lookOf(mei, mediaId);
  expect((await auditOf(opened().db, mediaId)).map(({ verb, outcome }) => [verb, outcome])).toContainEqual([
    "media.view",
    "viewed",
  ]);
  const shown = await shownTo(mei, mediaId, look);
  expect(shown).toMatchObject({ ok: true, value: { mime: "image/webp" } });
  expect(await widthOf(shown)).toBe(90);
  expect(await widthOf(await shownTo(mei, mediaId, look, later(lookSeconds)))).toBe(90);
  expect(await widthOf(await shownTo(mei, mediaId, look, later(lookSeconds + 2)))).toBe("media_look_over");
});

test("a look opens no other picture, is nobody else's, and no letter of it can be changed", async () => {
  const [mediaId, other] = [await aPicture(), await aPicture()];
  const look = await lookOf(mei, mediaId);
  const ben = await aColleague(opened().db);
  expect(await widthOf(await shownTo(ben, mediaId, look))).toBe("media_look_over");
  expect(await widthOf(await shownTo(mei, other, look))).toBe("media_look_over");
  const [until = "", mac = ""] = look.split(".");
  const longer = (Number.parseInt(until, 36) + 3600).toString(36);
  for (const wrong of ["", ".", "x", `${longer}.${mac}`, `${until}.${mac.slice(1)}`, `${until}.`, "zzzzzzzzz.AAAA"])
    expect(await widthOf(await shownTo(mei, mediaId, wrong)), wrong).toBe("media_look_over");
});

test("an admin sees no picture, not even blurred, and nobody sees one that is not there", async () => {
  const mediaId = await aPicture();
  const admin = await aColleague(opened().db, { role: "admin" });
  expect(await shownTo(admin, mediaId)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await revealMedia(admin, { mediaId }, now)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await revealMedia(mei, { mediaId: v7() }, now)).toMatchObject({ ok: false, code: "not_found" });
  expect(await widthOf(await shownTo(mei, v7()))).toBe("media_not_found");
});

test("a row of before, as it came in, is encoded anew when it is shown; what is no picture is not sent at all", async () => {
  const { db } = opened();
  const row = { platformId: "wechat", sha256: "c".repeat(64), width: 90, height: 60, createdAt: now };
  const told = await sharp(await aFile())
    .withExif({ IFD0: { ImageDescription: "12 Secret Street" } })
    .png()
    .toBuffer();
  const [png, svg] = await db
    .insert(media)
    .values([
      { ...row, mime: "image/png", bytes: told },
      { ...row, mime: "image/svg+xml", bytes: Buffer.from("<svg onload='alert(1)'/>") },
    ])
    .returning({ id: media.id });
  expect(await widthOf(await shownTo(mei, png?.id ?? ""))).toBe(16);
  const shown = await shownTo(mei, png?.id ?? "", await lookOf(mei, png?.id ?? ""));
  expect(await widthOf(shown)).toBe(90);
  expect(shown.ok && Buffer.from(shown.value.bytes).toString("latin1")).not.toContain("Secret");
  expect(await widthOf(await shownTo(mei, svg?.id ?? ""))).toBe("media_not_found");
  expect(
    await db
      .select({ id: media.id })
      .from(media)
      .where(eq(media.id, svg?.id ?? "")),
  ).toHaveLength(1);
});

test("a veil that is set for a class covers what the matcher read, though nobody reported it as that", async () => {
  const { db } = opened();
  const { caseId } = await aCase(db);
  const set = { platformId: "*", key: "mediaVeil", value: "low", updatedAt: now };
  await db.insert(settings).values([set, { ...set, key: "mediaVeilByClass", value: "sexual_content = high grey" }]);
  const strength = async () => (await veilOfCase(db, mei, { caseId, platformId: "taobao-weitao" })).strength;
  expect(await strength()).toBe("low");
  await db
    .update(cases)
    .set({ harmsRead: ["sexual"] })
    .where(eq(cases.id, caseId));
  expect(await strength()).toBe("high");
  await db.delete(settings);
});

test("a video that a browser cannot show is given as a file, whole, to whoever asked to look at it and to nobody else", async () => {
  const { db } = opened();
  const bytes = Buffer.alloc(partBytes * 2 + 7, 5);
  const row = { platformId: "wechat", sha256: "d".repeat(64), width: 320, height: 180, createdAt: now };
  const [video] = await db
    .insert(media)
    .values({ ...row, kind: "video", mime: "video/mp4", bytes, size: bytes.byteLength })
    .returning({ id: media.id });
  const mediaId = video?.id ?? "";
  const look = await lookOf(mei, mediaId);
  const file = await wholeVideo(db, mei, { mediaId, look }, now);
  if (!file.ok) throw new Error(file.reason);
  const kept = Buffer.from(await new Response(file.value.stream).arrayBuffer());
  expect([kept.byteLength, kept.equals(bytes), file.value.size]).toEqual([bytes.byteLength, true, bytes.byteLength]);
  const ben = await aColleague(db, { name: "Ben Okafor" });
  expect(await wholeVideo(db, ben, { mediaId, look }, now)).toMatchObject({ reason: "media_look_over" });
});
