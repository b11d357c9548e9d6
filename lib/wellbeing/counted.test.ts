import { eq } from "drizzle-orm";
import sharp from "sharp";
import { beforeEach, expect, test } from "vitest";
import { cases } from "@/db/schema";
import { revealMedia } from "@/lib/decisions/reveal-media.command";
import { storePicture } from "@/lib/intake/picture.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase, claimNext, releaseCase } from "@/lib/queue/claim.command";
import { handCase } from "@/lib/queue/handing.command";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, type CaseAbout, caseRow, givenPacks, townTime } from "@/test/town";
import { changeCare } from "./care.command";
import { myDay } from "./queries";
import { work } from "./work.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
let language: string;
let made = 0;
const after = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);

beforeEach(async () => {
  const { db } = opened();
  if (made === 0) await givenPacks(db);
  made += 1;
  // A queue of its own for each test.
  language = `zz${made}`;
  mei = await aColleague(db);
  ben = await aColleague(db);
});

/** A case of this queue, in the order in which they are made. */
async function given(harms: string[], media: CaseAbout["media"] = []) {
  const { db } = opened();
  made += 1;
  const one = await aCase(db, { language, media, rank: made });
  await db.update(cases).set({ harmsTold: harms }).where(eq(cases.id, one.caseId));
  return one.caseId;
}
async function aPicture() {
  const bytes = await sharp({ create: { width: 90, height: 60, channels: 3, background: "#a03050" } })
    .png()
    .toBuffer();
  const by = { kind: "system", name: "town" } as const;
  const stored = await storePicture(by, { platform: "taobao-weitao", bytes }, townTime);
  if (!stored.ok) throw new Error(stored.reason);
  return { mediaId: stored.value.mediaId, kind: "image" as const, alt: "", sensitive: true };
}
async function next(person: Person, minutes = 0, more: object = {}): Promise<string | null> {
  const answer = await claimNext(person, { language, ...more }, after(minutes));
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value?.caseId ?? null;
}
/** What they were shown of a class in this shift, and of that what they looked at. */
async function had(person: Person, harm: string, minutes = 0) {
  const day = await myDay(opened().db, person, after(minutes));
  if (!day.ok) throw new Error(day.reason);
  const { opened: shown, looked } = day.value.classes.find((one) => one.harm === harm) ?? {};
  return { shown, looked };
}
/** Ben takes a case and hands it to Mei. */
async function handed(caseId: string): Promise<void> {
  const claimed = await claimCase(ben, { caseId }, townTime);
  if (!claimed.ok) throw new Error(claimed.reason);
  const handing = { caseId, version: claimed.value.version, to: mei.id, why: "She knows the seller." };
  expect(await handCase(ben, handing, townTime)).toMatchObject({ ok: true });
}

test("a case that a colleague handed over is free for anybody when it is given back, not locked for a day", async () => {
  const { db } = opened();
  const caseId = await given(["sexual"]);
  await handed(caseId);
  expect(await next(mei)).toBe(caseId);
  expect(await changeCare(mei, { optedOut: ["sexual"], limits: {} }, after(1))).toMatchObject({ ok: true });
  expect(await caseRow(db, caseId)).toMatchObject({
    state: "open",
    claimedBy: null,
    handedTo: null,
    handedUntil: null,
  });
  expect(await next(await aColleague(db), 2)).toBe(caseId);
});

test("a case that was handed over and only laid ready stays kept for its person when they leave", async () => {
  const [first, second] = [await given([]), await given([])];
  expect(await next(mei)).toBe(first);
  await handed(second);
  expect(await next(mei, 1, { inHand: first })).toBe(second);
  expect(await releaseCase(mei, { caseId: second, onlyAhead: true }, after(2))).toMatchObject({ ok: true });
  expect(await caseRow(opened().db, second)).toMatchObject({ state: "open", claimedBy: null, handedTo: mei.id });
});

test("the same case in another shift counts again: a budget is one shift's", async () => {
  const caseId = await given(["violence"]);
  await claimCase(mei, { caseId }, townTime);
  expect(await had(mei, "violence")).toMatchObject({ shown: 1 });
  await work(mei, { do: "end_shift" }, after(1));
  await work(mei, { do: "begin_shift" }, after(1 + 300));
  expect(await had(mei, "violence", 301)).toMatchObject({ shown: 0 });
  await claimCase(mei, { caseId }, after(302));
  await claimCase(mei, { caseId }, after(303));
  expect(await had(mei, "violence", 303)).toMatchObject({ shown: 1 });
});

test("a picture uncovered where no case was opened, as in a grid, counts for its case and as looked at", async () => {
  const picture = await aPicture();
  await given(["violence"], [picture]);
  expect(await had(mei, "violence")).toMatchObject({ shown: 0 });
  expect(await revealMedia(mei, { mediaId: picture.mediaId }, after(1))).toMatchObject({ ok: true });
  expect(await revealMedia(mei, { mediaId: picture.mediaId }, after(2))).toMatchObject({ ok: true });
  expect(await had(mei, "violence", 3)).toEqual({ shown: 1, looked: 1 });
});
