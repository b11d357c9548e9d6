import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, beforeEach, expect, test } from "vitest";
import {
  auditEntries,
  cases,
  hashListEntries,
  hashLists,
  hashMatches,
  media,
  pictureHashes,
  snapshotPictures,
} from "@/db/schema";
import { noSkills } from "@/lib/platform/skills.rules";
import { withTestDatabase } from "@/test/database";
import { aPicture, aPicturedCase, storedPicture } from "@/test/pictures";
import { aColleague, givenPacks, townTime } from "@/test/town";
import { deleteHashList, loadHashList, switchHashList } from "./hash-list.command";
import { hashListPage } from "./hash-list.queries";
import { fileHash, hashOfPicture } from "./picture-greys.rules";
import { hashPending } from "./picture-hash.store";
import { recogniseEarlier, recognisePending } from "./recognise.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let admin: Awaited<ReturnType<typeof aColleague>>;
beforeAll(async () => {
  await givenPacks(db());
  admin = await aColleague(db(), { role: "admin" });
});
beforeEach(() => db().delete(hashLists));

const aList = { name: "Known fakes", source: "Brand alliance", category: "counterfeit", kind: "perceptual" } as const;

async function loaded(more: Record<string, unknown>) {
  const answer = await loadHashList(admin, { ...aList, ...more }, townTime);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
}
const lookNow = () => recognisePending(db(), townTime, 100);
async function lookAtEarlier() {
  for (let turn = 0; turn < 20; turn += 1) await recogniseEarlier(db(), townTime, 2);
}
const looksOf = async (picture: Uint8Array) => (await hashOfPicture(picture))?.phash ?? "";
const caseOf = async (caseId: string) => (await db().select().from(cases).where(eq(cases.id, caseId)))[0];
const matchesOf = (caseId: string) => db().select().from(hashMatches).where(eq(hashMatches.caseId, caseId));

test("a copy of a picture on a list moves its case up and says why, and decides nothing", async () => {
  const picture = await aPicture(1);
  await loaded({ text: `hash\n${await looksOf(picture)}\n` });
  const copy = await sharp(picture).resize(200, 150).jpeg({ quality: 50 }).toBuffer();
  const known = await aPicturedCase(db(), copy, { rank: 26_000_000 });
  const other = await aPicturedCase(db(), await aPicture(2), { rank: 26_000_000 });
  await lookNow();
  const after = await caseOf(known.caseId);
  expect(after).toMatchObject({ state: "open", version: 1, hasPictures: true, childSafety: false });
  expect(after?.rank).toBeLessThan(26_000_000);
  expect(after?.rankWhy).toContainEqual({
    code: "list",
    points: 48,
    values: { list: "Known fakes", category: "counterfeit", likeness: expect.any(Number) },
  });
  const [match] = await matchesOf(known.caseId);
  expect(match).toMatchObject({ mediaId: known.mediaId, listName: "Known fakes", kind: "perceptual" });
  expect(match?.distance).toBeLessThanOrEqual(5);
  expect(await matchesOf(other.caseId)).toEqual([]);
  expect((await caseOf(other.caseId))?.rank).toBe(26_000_000);
  const entries = await db().select().from(auditEntries).where(eq(auditEntries.subjectId, known.caseId));
  expect(entries.map(({ verb, actorId }) => [verb, actorId])).toContainEqual(["case.recognise", "hash lists"]);
  expect(await lookNow(), "each is looked at once").toBe(0);
});

test("a list of files knows the file that was sent, though what is kept is another file", async () => {
  const picture = await aPicture(3);
  await loaded({ kind: "sha256", text: fileHash(picture).toUpperCase() });
  const same = await aPicturedCase(db(), picture);
  const copy = await aPicturedCase(db(), await sharp(picture).jpeg().toBuffer());
  await lookNow();
  expect(await matchesOf(same.caseId)).toMatchObject([{ kind: "sha256", distance: 0 }]);
  expect(await matchesOf(copy.caseId)).toEqual([]);
});

test("a picture on a list of child abuse is for those who are cleared, from then on", async () => {
  const picture = await aPicture(4);
  await loaded({ category: "child_safety", text: await looksOf(picture) });
  const { caseId } = await aPicturedCase(db(), picture);
  await lookNow();
  expect(await caseOf(caseId)).toMatchObject({ childSafety: true, state: "open" });
  const told = async (reader: typeof admin) => {
    const page = await hashListPage(db(), reader);
    return page.ok ? page.value[0]?.matches : null;
  };
  expect(await told({ ...admin, skills: { ...noSkills, childSafety: true } })).toBe(1);
  expect(await told({ ...admin, skills: noSkills }), "the number is a case, too").toBe(0);
});

test("a list that is loaded later looks at open cases, and not at decided ones", async () => {
  const picture = await aPicture(5);
  const open = await aPicturedCase(db(), picture);
  const decided = await aPicturedCase(db(), picture);
  for (let seed = 50; seed < 55; seed += 1) await aPicturedCase(db(), await aPicture(seed));
  await db().update(cases).set({ state: "decided", decidedAt: townTime }).where(eq(cases.id, decided.caseId));
  await lookNow();
  await loaded({ text: await looksOf(picture) });
  const isLooking = async () => {
    const page = await hashListPage(db(), admin);
    return page.ok && page.value[0]?.isLooking;
  };
  expect(await isLooking()).toBe(true);
  await lookAtEarlier();
  expect(await isLooking()).toBe(false);
  expect(await matchesOf(open.caseId)).toHaveLength(1);
  expect(await matchesOf(decided.caseId)).toEqual([]);
});

test("a list that is switched off finds nothing, and one that is on again looks at what came meanwhile", async () => {
  const picture = await aPicture(6);
  const { listId } = await loaded({ text: await looksOf(picture) });
  await switchHashList(admin, { listId, isOn: false }, townTime);
  const { caseId } = await aPicturedCase(db(), picture);
  await lookNow();
  await lookAtEarlier();
  expect(await matchesOf(caseId)).toEqual([]);
  await switchHashList(admin, { listId, isOn: true }, townTime);
  await lookAtEarlier();
  expect(await matchesOf(caseId)).toHaveLength(1);
});

test("a list of files that is switched off knows no file either", async () => {
  const picture = await aPicture(14);
  const { listId } = await loaded({ kind: "sha256", text: fileHash(picture) });
  await switchHashList(admin, { listId, isOn: false }, townTime);
  const { caseId } = await aPicturedCase(db(), picture);
  await lookNow();
  expect(await matchesOf(caseId)).toEqual([]);
});

test("a list that is deleted takes its hashes with it, and what it found stays on the case", async () => {
  const picture = await aPicture(7);
  const { listId } = await loaded({ text: await looksOf(picture) });
  const { caseId } = await aPicturedCase(db(), picture);
  await lookNow();
  expect(await deleteHashList(admin, { listId }, townTime)).toMatchObject({ ok: true, value: { size: 1 } });
  expect(await db().select().from(hashListEntries).where(eq(hashListEntries.listId, listId))).toEqual([]);
  expect(await matchesOf(caseId)).toHaveLength(1);
  expect(await deleteHashList(admin, { listId }, townTime)).toMatchObject({ code: "not_found" });
});

test("a new case on an item that was decided before is looked at, too", async () => {
  const picture = await aPicture(8);
  const before = await aPicturedCase(db(), picture);
  await lookNow();
  const [row] = await db().select().from(cases).where(eq(cases.id, before.caseId));
  await db().update(cases).set({ state: "decided", decidedAt: townTime }).where(eq(cases.id, before.caseId));
  await loaded({ text: await looksOf(picture) });
  await lookAtEarlier();
  const { id: _id, number: _number, childSafety: _hidden, ...again } = row ?? ({} as never);
  const [made] = await db()
    .insert(cases)
    .values({ ...again, hasPictures: false })
    .returning({ id: cases.id });
  await lookNow();
  expect(await matchesOf(made?.id ?? "")).toHaveLength(1);
  expect(await caseOf(made?.id ?? "")).toMatchObject({ hasPictures: true });
});

test("pictures from before there were hashes get theirs, and what cannot be read is not tried for ever", async () => {
  const picture = await sharp(await aPicture(9))
    .webp()
    .toBuffer();
  const row = { platformId: "wechat", mime: "image/webp", width: 400, height: 300, createdAt: townTime };
  const made = await db()
    .insert(media)
    .values([
      { ...row, sha256: "a", bytes: picture },
      { ...row, sha256: "b", bytes: Buffer.from("broken") },
    ])
    .returning({ id: media.id });
  expect(await hashPending(db(), townTime, 100)).toBe(2);
  expect(await hashPending(db(), townTime, 100)).toBe(0);
  const [good, broken] = await Promise.all(
    made.map(async ({ id }) => (await db().select().from(pictureHashes).where(eq(pictureHashes.mediaId, id)))[0]),
  );
  expect(good).toMatchObject({ phash: await looksOf(picture), sentSha256: null });
  expect(broken).toMatchObject({ phash: null, madeAt: townTime });
});

test("a picture of one colour is on no list and like no other", async () => {
  const plain = await sharp({ create: { width: 90, height: 60, channels: 3, background: "#123" } })
    .png()
    .toBuffer();
  const mediaId = await storedPicture(plain);
  const [row] = await db().select().from(pictureHashes).where(eq(pictureHashes.mediaId, mediaId));
  expect(row).toMatchObject({ phash: null, dhash: null, madeAt: townTime, sentSha256: fileHash(plain) });
});

test("every line of a list is accounted for, and bad ones are told by their number", async () => {
  const one = await looksOf(await aPicture(10));
  const two = await looksOf(await aPicture(11));
  const lines = ["phash,source", `${one},x`, "", `"${one}",again`, "not a hash", "0000000000000001", `0x${two}`];
  const answer = await loaded({ text: lines.join("\r\n") });
  expect(answer).toMatchObject({
    size: 2,
    repeated: 1,
    blank: 2,
    badCount: 2,
    bad: [
      { line: 5, reason: "not_perceptual" },
      { line: 6, reason: "says_nothing" },
    ],
  });
  const json = await loaded({ kind: "sha256", text: `{"sha256":"${"ab".repeat(32)}"}\n{"sha256":\n{"other":1}` });
  expect(json).toMatchObject({
    size: 1,
    bad: [
      { line: 2, reason: "not_json" },
      { line: 3, reason: "not_json" },
    ],
  });
});

test("a list without one hash is refused with its first bad line, and nothing is stored", async () => {
  expect(await loadHashList(admin, { ...aList, text: "\nhello" }, townTime)).toMatchObject({
    code: "invalid",
    fields: [{ field: "text", reason: "hash_list_empty", values: { line: 2 } }],
  });
  expect(await db().select().from(hashLists)).toEqual([]);
});

test("a moderator loads, switches and deletes nothing; an auditor sees the lists", async () => {
  const { listId } = await loaded({ text: await looksOf(await aPicture(12)) });
  const moderator = await aColleague(db());
  expect(await loadHashList(moderator, { ...aList, text: "x" }, townTime)).toMatchObject({ code: "forbidden" });
  expect(await switchHashList(moderator, { listId, isOn: false }, townTime)).toMatchObject({ code: "forbidden" });
  expect(await deleteHashList(moderator, { listId }, townTime)).toMatchObject({ code: "forbidden" });
  expect(await hashListPage(db(), moderator)).toMatchObject({ code: "forbidden" });
  const page = await hashListPage(db(), await aColleague(db(), { role: "auditor" }));
  expect(page).toMatchObject({ ok: true, value: [{ name: "Known fakes", size: 1, loadedBy: admin.name, matches: 0 }] });
  const entries = await db().select().from(auditEntries).where(eq(auditEntries.subjectId, listId));
  expect(entries).toMatchObject([{ verb: "hash_list.load", actorId: admin.id, outcome: "done" }]);
});

test("the pictures of a snapshot are known as soon as it is stored", async () => {
  const made = await aPicturedCase(db(), await aPicture(13));
  const rows = await db().select().from(snapshotPictures).where(eq(snapshotPictures.snapshotId, made.snapshotId));
  expect(rows).toMatchObject([{ mediaId: made.mediaId, itemId: made.itemId, lookedAt: null }]);
});
