import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, media } from "@/db/schema";
import { recognisePending } from "@/lib/intake/recognise.command";
import { suggestFor } from "@/lib/intake/suggest.command";
import { endStreams, streamOf } from "@/lib/platform/live";
import type { Person } from "@/lib/platform/permissions.rules";
import { stillMay } from "@/lib/platform/session";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aPerson, signedIn } from "@/test/people";
import { aPicture, aPicturedCase } from "@/test/pictures";
import { aCase, aColleague, givenPacks, townTime } from "@/test/town";
import { claimCase, releaseCase } from "./claim.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db, { name: "Mei Lin" });
  ben = await aColleague(opened().db);
});

const always = async () => true;

/** What one browser hears, event by event; null once the stream ended. */
async function aBrowser(more: Partial<Parameters<typeof streamOf>[1]> = {}) {
  const stream = await streamOf(opened(), { channel: "queue", stillMay: always, ...more });
  if (!stream) throw new Error("no stream was given");
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  async function next(): Promise<string | null> {
    const { value, done } = await reader.read();
    if (done) return null;
    return /^data: (.*)\n\n$/.exec(decoder.decode(value))?.[1] ?? next();
  }
  return { next, leave: () => reader.cancel() };
}

/** Everything heard until this is, and this. */
async function heardUpTo(browser: Awaited<ReturnType<typeof aBrowser>>, last: string): Promise<(string | null)[]> {
  const heard = [await browser.next()];
  while (heard.at(-1) !== last && heard.at(-1) !== null) heard.push(await browser.next());
  return heard;
}

test("what one takes and puts back, every other browser hears, by its id and nothing else", async () => {
  const [one, other] = [await aBrowser(), await aBrowser()];
  const { caseId } = await aCase(opened().db);
  await claimCase(mei, { caseId }, townTime);
  await releaseCase(mei, { caseId }, townTime);
  for (const browser of [one, other]) {
    expect((await heardUpTo(browser, caseId)).filter((each) => each !== caseId && each !== "new")).toEqual([]);
    expect(await browser.next()).toBe(caseId);
    await browser.leave();
  }
});

test("a refused move and a new lease are not told", async () => {
  const { db } = opened();
  const browser = await aBrowser();
  const [taken, free] = [await aCase(db), await aCase(db)];
  await claimCase(mei, { caseId: taken.caseId }, townTime);
  await claimCase(ben, { caseId: taken.caseId }, townTime);
  await claimCase(mei, { caseId: taken.caseId }, townTime);
  await claimCase(ben, { caseId: free.caseId }, townTime);
  const heard = await heardUpTo(browser, free.caseId);
  expect(heard.filter((each) => each === taken.caseId)).toHaveLength(1);
  await browser.leave();
});

test("a transaction that is rolled back tells nobody", async () => {
  const { db } = opened();
  const [undone, done] = [await aCase(db), await aCase(db)];
  const browser = await aBrowser();
  await db
    .transaction(async (tx) => {
      await tx.execute(sql`update cases set version = version + 1 where id = ${undone.caseId}`);
      throw new Error("changed my mind");
    })
    .catch(() => undefined);
  await claimCase(mei, { caseId: done.caseId }, townTime);
  expect(await heardUpTo(browser, done.caseId)).not.toContain(undone.caseId);
  await browser.leave();
});

test("who holds a case hears that it was read again with a report that joined; of a case of children nobody is told", async () => {
  const { db } = opened();
  const [held, free, last] = [await aCase(db), await aCase(db), await aCase(db)];
  const hidden = await aCase(db);
  await claimCase(mei, { caseId: held.caseId }, townTime);
  await claimCase(mei, { caseId: hidden.caseId }, townTime);
  const rankWhy = [{ code: "child_abuse", points: 240 }];
  await db.update(cases).set({ rankWhy }).where(eq(cases.id, hidden.caseId));
  const browser = await aBrowser();
  for (const { caseId } of [held, free, hidden]) {
    await db.update(cases).set({ suggestedAt: null, unreadWhy: null }).where(eq(cases.id, caseId));
    await suggestFor(db, caseId, townTime);
  }
  await claimCase(mei, { caseId: last.caseId }, townTime);
  expect(await heardUpTo(browser, last.caseId)).toEqual([held.caseId, last.caseId]);
  await browser.leave();
});

test("a case that has its first picture to show is told by its id, and what was fetched later by one word", async () => {
  const { db } = opened();
  const { caseId, mediaId } = await aPicturedCase(db, await aPicture(41));
  const browser = await aBrowser();
  await recognisePending(db, townTime, 100);
  expect(await browser.next()).toBe(caseId);
  await db.update(media).set({ state: "waiting" }).where(eq(media.id, mediaId));
  await db.update(media).set({ state: "stored" }).where(eq(media.id, mediaId));
  expect(await browser.next()).toBe("new");
  await db.update(media).set({ failure: "late" }).where(eq(media.id, mediaId));
  await claimCase(mei, { caseId }, townTime);
  expect(await browser.next(), "nothing else of it is told").toBe(caseId);
  await browser.leave();
});

test("a stream ends when its session is revoked", async () => {
  const { db } = opened();
  const person = await aPerson(db, { role: "moderator" });
  const ids = await signedIn(person, townTime);
  expect(await stillMay(ids, "case.view", townTime)).toBe(true);
  const browser = await aBrowser({ beatMs: 5, stillMay: () => stillMay(ids, "case.view", townTime) });
  await db.execute(sql`update sessions set revoked_at = now() where id = ${ids.sessionId}`);
  expect((await heardUpTo(browser, "the end")).at(-1)).toBeNull();
});

test("a process keeps only so many streams, and one that ends makes room", async () => {
  const first = await aBrowser({ most: 1 });
  expect(await streamOf(opened(), { channel: "queue", stillMay: always, most: 1 })).toBeNull();
  await first.leave();
  const second = await aBrowser({ most: 1 });
  endStreams(opened());
  expect((await heardUpTo(second, "the end")).at(-1)).toBeNull();
});

test.runIf(onPostgres)(
  "a lost connection is made again, and who listens is told that something may be missing",
  async () => {
    const { db } = opened();
    const browser = await aBrowser();
    await db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query = 'listen queue' and pid <> pg_backend_pid()`);
    expect(await browser.next()).toBe("missed");
    const { caseId } = await aCase(db);
    expect(await browser.next()).toBe("new");
    await claimCase(mei, { caseId }, townTime);
    expect(await browser.next()).toBe(caseId);
    await browser.leave();
  },
);

test("a hidden case that moves is told to nobody by its id: that there is one is for those cleared alone", async () => {
  const { db } = opened();
  const browser = await aBrowser();
  const [hidden, open] = [await aCase(db), await aCase(db)];
  await db
    .update(cases)
    .set({ rankWhy: [{ code: "child_abuse", points: 0 }] })
    .where(eq(cases.id, hidden.caseId));
  await db
    .update(cases)
    .set({ version: sql`${cases.version} + 1` })
    .where(eq(cases.id, hidden.caseId));
  await claimCase(mei, { caseId: open.caseId }, townTime);
  const heard = await heardUpTo(browser, open.caseId);
  expect(heard).not.toContain(hidden.caseId);
  expect(heard).toContain("new");
  await browser.leave();
});
