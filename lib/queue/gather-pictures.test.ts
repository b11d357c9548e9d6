import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { cases, pictureHashes, waveMembers, waves } from "@/db/schema";
import { withTestDatabase } from "@/test/database";
import { aPicture, aPicturedCase } from "@/test/pictures";
import { aCase, type CaseAbout, givenPacks, townTime } from "@/test/town";
import { gatherPending } from "./gather.store";

const { opened } = withTestDatabase();
const db = () => opened().db;
beforeAll(() => givenPacks(db()));
beforeEach(async () => {
  await db().delete(waveMembers);
  await db().delete(waves);
  await db().update(cases).set({ gatheredAt: townTime });
});

const isRead = (caseId: string) => db().update(cases).set({ suggestedAt: townTime }).where(eq(cases.id, caseId));
async function pictured(bytes: Uint8Array, about: CaseAbout = {}) {
  const made = await aPicturedCase(db(), bytes, about);
  await isRead(made.caseId);
  return made.caseId;
}
async function written(text: string) {
  const { caseId } = await aCase(db(), { text });
  await isRead(caseId);
  return caseId;
}
const memberOf = async (caseId: string) =>
  (await db().select().from(waveMembers).where(eq(waveMembers.caseId, caseId)))[0];
const gather = () => gatherPending(db(), townTime, 100);

test("items with the same picture under other words are one wave, and it says how near each picture is", async () => {
  const picture = await aPicture(21);
  const first = await pictured(picture, { text: "Spring sale, all bags in stock, ask for a price" });
  const copy = await pictured(await sharp(picture).resize(260, 195).jpeg({ quality: 45 }).toBuffer(), {
    text: "喜欢的朋友可以私信我，质量保证，欢迎批发，量大从优，期待合作",
  });
  const other = await pictured(await aPicture(22), { text: "A completely different text about a garden chair" });
  const elsewhere = await pictured(picture, { platform: "wechat", text: "My holiday in the mountains was quiet" });
  expect(await gather()).toBe(4);
  const [a, b, c, d] = await Promise.all([first, copy, other, elsewhere].map(memberOf));
  expect(a).toMatchObject({ by: "first" });
  expect(b).toMatchObject({ by: "picture", waveId: a?.waveId });
  expect(b?.likeness).toBeGreaterThanOrEqual(87);
  expect(new Set([a?.waveId, c?.waveId, d?.waveId]).size).toBe(3);
});

test("pictures of one colour gather nobody", async () => {
  const plain = await sharp({ create: { width: 60, height: 60, channels: 3, background: "#fff" } })
    .png()
    .toBuffer();
  const one = await pictured(plain, { text: "One seller writes about a lamp for the kitchen table" });
  const two = await pictured(plain, { text: "Another one asks where the parcel of last week went" });
  await gather();
  const [a, b] = await Promise.all([one, two].map(memberOf));
  expect(a?.waveId).not.toBe(b?.waveId);
});

test("a case waits until its picture was looked at, and no longer", async () => {
  const made = await aPicturedCase(db(), await aPicture(23));
  await isRead(made.caseId);
  await db().update(pictureHashes).set({ madeAt: null }).where(eq(pictureHashes.mediaId, made.mediaId));
  expect(await gather()).toBe(0);
  await db().update(pictureHashes).set({ madeAt: townTime }).where(eq(pictureHashes.mediaId, made.mediaId));
  expect(await gather()).toBe(1);
});

test("the same link gathers whatever tracks it; a host of many people alone does not", async () => {
  const one = await written("Best watches of the year, see https://watch-market.example/sale?id=7&utm_source=chat");
  const two = await written("My cousin bought a nice one there: https://www.watch-market.example/sale?fbclid=abc&id=7");
  const three = await written("Follow me, there is more every single day on https://youtube.com/ thank you all");
  const four = await written("We recorded our grandmother's garden last week, it is up at https://www.youtube.com now");
  await gather();
  const [a, b, c, d] = await Promise.all([one, two, three, four].map(memberOf));
  expect(b).toMatchObject({ by: "link", waveId: a?.waveId });
  expect(d?.waveId).not.toBe(c?.waveId);
});
