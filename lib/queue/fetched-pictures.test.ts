import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cases, contentItems, hashMatches, media, waveMembers, waves } from "@/db/schema";
import { submitNotice } from "@/lib/intake/commands";
import { fetchMediaThrough } from "@/lib/intake/fetch-media.command";
import { loadHashList } from "@/lib/intake/hash-list.command";
import { fetchLanes } from "@/lib/intake/named-media.rules";
import { fileHash } from "@/lib/intake/picture-greys.rules";
import { hashPending } from "@/lib/intake/picture-hash.store";
import { recognisePending } from "@/lib/intake/recognise.command";
import type { Network } from "@/lib/platform/fetch-guarded";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import { withTestDatabase } from "@/test/database";
import { aNotice, aPlace } from "@/test/intake";
import { aVideo } from "@/test/media-files";
import { platformKey, receivedAt } from "@/test/notices";
import { anOutsideServer } from "@/test/outside-server";
import { aPicture } from "@/test/pictures";
import { aColleague, givenPacks } from "@/test/town";
import { gatherPending } from "./gather.store";

const { opened } = withTestDatabase();
const db = () => opened().db;
const inside: Network = { resolve: async () => ["127.0.0.1"], isAllowed: () => true };
const fetches = Object.fromEntries(fetchLanes.map((lane) => [lane, fetchMediaThrough(() => inside)]));
const later = (seconds: number) => new Date(receivedAt.getTime() + seconds * 1000);
let server: Awaited<ReturnType<typeof anOutsideServer>>;
beforeAll(async () => {
  await givenPacks(db());
  server = await anOutsideServer();
});
afterAll(() => server.close());

let files = 0;
function anAddress(): string {
  files += 1;
  return `${server.url}/looks-${files}`;
}

/** Reports an item that shows these, and answers its case, which was read. */
async function reported(
  named: { url: string; kind?: "image" | "video" }[],
  location = aPlace(),
  at = receivedAt,
  text = "Look at this.",
) {
  const notice = aNotice({ items: [{ location, content: { text, media: named } }] });
  const sent = await submitNotice(platformKey, notice, { channel: "api" }, at);
  if (!sent.ok) throw new Error(JSON.stringify(sent));
  const [row] = await db()
    .select({ id: cases.id })
    .from(cases)
    .innerJoin(contentItems, eq(contentItems.id, cases.itemId))
    .where(eq(contentItems.location, location));
  if (!row) throw new Error("no case was made");
  await db().update(cases).set({ suggestedAt: at }).where(eq(cases.id, row.id));
  return row.id;
}
/** Everything that the worker does about pictures. */
async function work(at = receivedAt) {
  await drainOutbox(db(), fetches, at);
  await hashPending(db(), at, 100);
  await recognisePending(db(), at, 100);
  await gatherPending(db(), at, 100);
}
async function listed(file: Uint8Array) {
  const admin = await aColleague(db(), { role: "admin" });
  const list = { name: "Known files", source: "Brand alliance", category: "counterfeit", kind: "sha256" };
  const answer = await loadHashList(admin, { ...list, text: fileHash(file) }, receivedAt);
  if (!answer.ok) throw new Error(JSON.stringify(answer));
}
const matchesOf = (caseId: string) => db().select().from(hashMatches).where(eq(hashMatches.caseId, caseId));
const isGathered = async (caseId: string) =>
  (await db().select().from(cases).where(eq(cases.id, caseId)))[0]?.gatheredAt !== null;
const stateOf = async (url: string) => (await db().select().from(media).where(eq(media.sourceUrl, url)))[0]?.state;

test("a list of files knows a picture that was fetched by the file as its server gave it", async () => {
  const [picture, url] = [await aPicture(71), anAddress()];
  await listed(picture);
  server.answers((response) => response.end(picture));
  const caseId = await reported([{ url }]);
  await work();
  expect(await matchesOf(caseId)).toMatchObject([{ kind: "sha256", distance: 0, listName: "Known files" }]);
  expect(await isGathered(caseId)).toBe(true);
});

test("what is gone and what is a video hold nothing up: the picture beside them is known, and the case finds its wave", async () => {
  const [picture, url, gone, video] = [await aPicture(72), anAddress(), anAddress(), anAddress()];
  await listed(picture);
  server.answers((response, request) => {
    if (gone.endsWith(request.url ?? "")) return void response.writeHead(404).end();
    response.end(video.endsWith(request.url ?? "") ? aVideo() : picture);
  });
  // The video is named as a picture: what it is shows only when it is fetched.
  const caseId = await reported([{ url: gone }, { url: video }, { url }]);
  await work();
  expect([await stateOf(gone), await stateOf(video), await stateOf(url)]).toEqual(["failed", "stored", "stored"]);
  expect(await matchesOf(caseId)).toHaveLength(1);
  expect(await isGathered(caseId)).toBe(true);
});

test("a picture that was gone at first is compared with the lists when a later report has it fetched", async () => {
  const [picture, url, location] = [await aPicture(73), anAddress(), aPlace()];
  await listed(picture);
  server.answers((response) => void response.writeHead(404).end());
  const caseId = await reported([{ url }], location);
  await work();
  expect(await matchesOf(caseId)).toEqual([]);
  server.answers((response) => response.end(picture));
  await reported([{ url }], location, later(60));
  await work(later(60));
  expect(await matchesOf(caseId)).toMatchObject([{ kind: "sha256" }]);
});

test("a list of files knows a video, too, by the file as its server gave it", async () => {
  const [video, url] = [aVideo("iso5"), anAddress()];
  await listed(video);
  server.answers((response) => response.end(video));
  const caseId = await reported([{ url, kind: "video" }]);
  await work();
  expect([await stateOf(url), await isGathered(caseId)]).toEqual(["stored", true]);
  expect(await matchesOf(caseId)).toMatchObject([{ kind: "sha256", distance: 0, listName: "Known files" }]);
});

const waveOf = async (caseId: string) => {
  const member = and(eq(waveMembers.caseId, caseId), isNull(waveMembers.takenOutAt));
  const rows = await db().select({ waveId: waveMembers.waveId, by: waveMembers.by }).from(waveMembers).where(member);
  expect(rows.length, "a case is in one wave at most").toBeLessThan(2);
  return rows[0];
};

test("items that show the same video are one wave, and another video is not in it", async () => {
  const [one, other, third] = [anAddress(), anAddress(), anAddress()];
  server.answers((response, request) => response.end(aVideo(third.endsWith(request.url ?? "") ? "iso6" : "mp42")));
  const [first, same, unlike] = [
    await reported([{ url: one, kind: "video" }]),
    await reported([{ url: other, kind: "video" }], aPlace(), later(1)),
    await reported([{ url: third, kind: "video" }], aPlace(), later(2)),
  ];
  await work(later(3));
  const wave = await waveOf(first);
  expect(await waveOf(same)).toEqual({ waveId: wave?.waveId, by: "video" });
  expect((await waveOf(unlike))?.waveId).not.toBe(wave?.waveId);
});

test("a case that was gathered before its picture came is gathered again when it is here, and finds its wave", async () => {
  const [picture, url, late] = [await aPicture(75), anAddress(), anAddress()];
  server.answers((response, request) =>
    late.endsWith(request.url ?? "") ? void response.writeHead(503).end() : response.end(picture),
  );
  const first = await reported([{ url }]);
  const waiting = await reported([{ url: late }]);
  await work();
  await hashPending(db(), later(3_601), 100);
  await gatherPending(db(), later(3_601), 100);
  expect([await isGathered(waiting), await waveOf(waiting)]).toEqual([true, undefined]);
  server.answers((response) => response.end(picture));
  await work(later(7_200));
  expect(await stateOf(late)).toBe("stored");
  expect(await waveOf(waiting)).toEqual({ waveId: (await waveOf(first))?.waveId, by: "picture" });
});

test("a case that began a wave of its own before its picture came leaves it for the wave of the picture, or is found by it", async () => {
  const [picture, other, url, late, alone, after] = [
    await aPicture(76),
    await aPicture(77),
    anAddress(),
    anAddress(),
    anAddress(),
    anAddress(),
  ];
  const isLate = (asked = "") => late.endsWith(asked) || alone.endsWith(asked);
  server.answers((response, request) =>
    isLate(request.url) ? void response.writeHead(503).end() : response.end(picture),
  );
  const text = (about: string) =>
    `${about}: every watch is a one to one copy, shipping is free, pay when it arrives, ask for the list of models`;
  const first = await reported([{ url }]);
  const joining = await reported([{ url: late }], aPlace(), receivedAt, text("Rolex and Omega in one shop"));
  const found = await reported(
    [{ url: alone }],
    aPlace(),
    receivedAt,
    "Mushrooms grown at home, five sorts, sent dry.",
  );
  await work();
  await hashPending(db(), later(3_601), 100);
  await gatherPending(db(), later(3_601), 100);
  const before = await waveOf(joining);
  expect(before?.by).toBe("first");
  server.answers((response, request) => response.end(alone.endsWith(request.url ?? "") ? other : picture));
  await work(later(7_200));
  expect(await waveOf(joining)).toEqual({ waveId: (await waveOf(first))?.waveId, by: "picture" });
  const [left] = await db()
    .select({ size: waves.size })
    .from(waves)
    .where(eq(waves.id, before?.waveId ?? ""));
  expect(left?.size).toBe(0);
  server.answers((response) => response.end(other));
  const last = await reported([{ url: after }], aPlace(), later(7_300));
  await work(later(7_300));
  expect(await waveOf(last)).toEqual({ waveId: (await waveOf(found))?.waveId, by: "picture" });
});

test("the first of a wave whose picture comes late stays with those that were gathered with it, and gathers by its picture", async () => {
  const [picture, late, url] = [await aPicture(78), anAddress(), anAddress()];
  const text =
    "Cheap tickets for every concert of the summer, hall and stadium, sent by mail within one hour of paying";
  server.answers((response) => void response.writeHead(503).end());
  const first = await reported([{ url: late }], aPlace(), receivedAt, `${text}.`);
  await work();
  await hashPending(db(), later(3_601), 100);
  const copy = await reported([], aPlace(), later(1), `${text}!`);
  await gatherPending(db(), later(3_601), 100);
  const wave = await waveOf(first);
  expect((await waveOf(copy))?.waveId).toBe(wave?.waveId);
  server.answers((response) => response.end(picture));
  const before = await reported([{ url }], aPlace(), later(3_700));
  await work(later(7_200));
  expect(await waveOf(first)).toEqual({ waveId: wave?.waveId, by: "first" });
  expect((await waveOf(copy))?.waveId).toBe(wave?.waveId);
  expect((await waveOf(before))?.waveId).not.toBeUndefined();
});

test("a picture that is still on its way after an hour holds its case back from its wave no longer", async () => {
  const url = anAddress();
  server.answers((response) => void response.writeHead(503).end());
  const caseId = await reported([{ url }]);
  await work();
  expect([await stateOf(url), await isGathered(caseId)]).toEqual(["waiting", false]);
  await hashPending(db(), later(3_601), 100);
  await gatherPending(db(), later(3_601), 100);
  expect(await isGathered(caseId)).toBe(true);
});
