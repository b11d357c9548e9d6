import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { cases, contentItems, knownSenders, noticeItems, snapshots, trustedFlaggers } from "@/db/schema";
import { onPostgres } from "@/test/database";
import { aNotice, aPlace } from "@/test/intake";
import { flaggerKey, guest, platformKey, receivedAt, withIntake } from "@/test/notices";

const { casesAt, opened, sent } = withIntake();

test("ten reports of one item are one case and ten notices, each answered", async () => {
  const place = aPlace();
  const references = [];
  for (let i = 0; i < 10; i += 1)
    references.push(await sent(aNotice({ items: [{ location: i % 2 ? place : `${place}#top` }] })));
  const found = await casesAt(place);
  expect(found).toMatchObject([{ noticeCount: 10 }]);
  const rows = await opened()
    .db.select({ noticeId: noticeItems.noticeId })
    .from(noticeItems)
    .where(eq(noticeItems.caseId, found[0]?.id ?? ""));
  expect(rows).toHaveLength(10);
  expect(new Set(references).size).toBe(10);
});

test("reports in the same words within an hour are one voice in the queue, and others count as before", async () => {
  const ranked = async (explanations: string[], minutes: number) => {
    const place = aPlace();
    for (const [at, explanation] of explanations.entries()) {
      const when = new Date(receivedAt.getTime() + at * minutes * 60_000);
      await sent(aNotice({ items: [{ location: place }], explanation }), guest, when);
    }
    const [found] = await casesAt(place);
    const kept = await opened()
      .db.select({ why: cases.rankWhy })
      .from(cases)
      .where(eq(cases.id, found?.id ?? ""));
    return kept[0]?.why.find(({ code }) => code === "notices");
  };
  const words = "This shop sells copies of our bag and calls them ours.";
  expect(await ranked([words, ` ${words.toUpperCase()}`, words], 5)).toMatchObject({ points: 0, values: { same: 2 } });
  expect(await ranked([words, `${words} Twice.`, words], 5)).toMatchObject({
    points: 9,
    values: { count: 3, same: 0 },
  });
  expect(await ranked([words, words, words], 90)).toMatchObject({ points: 9, values: { same: 0 } });
});

test("two first reports of one item at the same moment end in one case", async () => {
  for (let round = 0; round < (onPostgres ? 8 : 1); round += 1) {
    const place = aPlace();
    await Promise.all(Array.from({ length: 6 }, () => sent(aNotice({ items: [{ location: place }] }))));
    expect(await casesAt(place)).toMatchObject([{ noticeCount: 6 }]);
  }
});

test("notices about the same items in opposite order do not block each other", async () => {
  const places = [aPlace(), aPlace(), aPlace()];
  const items = places.map((location) => ({ location }));
  await Promise.all(
    Array.from({ length: 8 }, (_, i) => sent(aNotice({ items: i % 2 ? items : [...items].reverse() }))),
  );
  for (const place of places) expect(await casesAt(place)).toMatchObject([{ noticeCount: 8 }]);
});

test("after a decision a new report of the same item opens a new case", async () => {
  const place = aPlace();
  await sent(aNotice({ items: [{ location: place }] }));
  await opened()
    .db.update(cases)
    .set({ state: "decided", decidedAt: receivedAt })
    .where(eq(cases.id, (await casesAt(place))[0]?.id ?? ""));
  await sent(aNotice({ items: [{ location: place }] }), guest, new Date(receivedAt.getTime() + 1000));
  expect((await casesAt(place)).map(({ state, noticeCount }) => ({ state, noticeCount }))).toEqual([
    { state: "decided", noticeCount: 1 },
    { state: "open", noticeCount: 1 },
  ]);
});

test("changed content makes a second snapshot; the case keeps the first and the moderator's view goes stale", async () => {
  const place = aPlace();
  const content = (text: string) => ({
    text,
    publishedAt: "2026-02-01",
    surface: "review",
    role: "buyer",
    account: { id: "u-1", handle: "leaf", email: "leaf@example.org" },
  });
  await sent(aNotice({ items: [{ location: place, content: content("first words") }] }), platformKey);
  await sent(aNotice({ items: [{ location: place, content: content("first words") }] }), platformKey);
  const [before] = await casesAt(place);
  expect(before).toMatchObject({ noticeCount: 2, version: 1, excerpt: "first words" });
  await sent(aNotice({ items: [{ location: place, content: content("other words") }] }), platformKey);
  const [after] = await casesAt(place);
  expect(after).toMatchObject({ noticeCount: 3, version: 2, snapshotId: before?.snapshotId });
  const all = await opened()
    .db.select({ text: snapshots.text, sha256: snapshots.sha256, id: snapshots.id })
    .from(snapshots)
    .innerJoin(contentItems, eq(contentItems.id, snapshots.itemId))
    .where(eq(contentItems.locationKey, place.replace("www.", "")));
  expect(all.map((row) => row.text).sort()).toEqual(["first words", "other words"]);
  expect(new Set(all.map((row) => row.sha256)).size).toBe(2);
});

test("a snapshot is never changed, whoever asks", async () => {
  await sent(aNotice());
  await expect(opened().db.update(snapshots).set({ text: "nicer" })).rejects.toThrow();
});

test("content without a date takes the time of the report and says so; a day is a day in the platform's zone", async () => {
  const [here, there] = [aPlace(), aPlace()];
  await sent(aNotice({ items: [{ location: here, content: { text: "undated" } }] }), platformKey);
  await sent(
    aNotice({
      platform: "wechat",
      items: [{ location: there, content: { text: "dated", publishedAt: "2026-02-01" } }],
    }),
    { ...platformKey, platformIds: [] },
  );
  const dates = async (text: string) =>
    opened()
      .db.select({ at: snapshots.contentAt, known: snapshots.contentAtKnown })
      .from(snapshots)
      .where(eq(snapshots.text, text));
  expect(await dates("undated")).toEqual([{ at: receivedAt, known: false }]);
  expect(await dates("dated")).toEqual([{ at: new Date("2026-01-31T16:00:00Z"), known: true }]);
});

test("a place without a copy opens a case, and the first copy that comes takes the blank one's place", async () => {
  const place = aPlace();
  await sent(aNotice({ items: [{ location: place }] }));
  expect((await casesAt(place))[0]?.excerpt).toBe(place);
  await sent(aNotice({ items: [{ location: place, content: { text: "这是假货" } }] }), platformKey);
  expect(await casesAt(place)).toMatchObject([
    { excerpt: "这是假货", language: "zh-Hans", noticeCount: 2, version: 2 },
  ]);
});

test("a visitor's copy is marked as theirs and does not make a moderator's decision stale", async () => {
  const place = aPlace();
  await sent(aNotice({ items: [{ location: place, content: { text: "as the platform keeps it" } }] }), platformKey);
  await sent(aNotice({ items: [{ location: place, content: { text: "as I remember it" } }] }));
  expect(await casesAt(place)).toMatchObject([{ version: 1, noticeCount: 2 }]);
  expect(
    await opened()
      .db.select({ context: snapshots.context })
      .from(snapshots)
      .where(eq(snapshots.text, "as I remember it")),
  ).toEqual([{ context: { copiedBy: "notifier" } }]);
});

test("a trusted flagger's report inside its area makes a waiting case urgent and due sooner", async () => {
  const { db } = opened();
  const listed = { listKey: "1", sourceList: "list", name: "Consumer Watch", coordinatorCountry: "DE" };
  const synced = { status: "active" as const, firstSyncedAt: receivedAt, lastSyncedAt: receivedAt };
  const [flagger] = await db
    .insert(trustedFlaggers)
    .values({ ...listed, ...synced, areas: ["UNSAFE_AND_PROHIBITED_PRODUCTS"] })
    .returning({ flaggerId: trustedFlaggers.id });
  await db.insert(knownSenders).values({ ...flagger, address: "desk@consumer-watch.example", boundAt: receivedAt });
  const place = aPlace();
  await sent(aNotice({ items: [{ location: place }] }));
  const [before] = await casesAt(place);
  await sent(
    aNotice({
      items: [{ location: place }],
      category: "unsafe_product",
      email: "desk@consumer-watch.example",
      tags: ["hidden_link"],
    }),
    flaggerKey,
    new Date(receivedAt.getTime() + 3_600_000),
  );
  const [after] = await casesAt(place);
  expect(after).toMatchObject({
    source: "trusted_flagger",
    tags: ["hidden_link"],
    dueAt: new Date("2026-03-01T15:00:00Z"),
  });
  expect(after?.rank).toBeLessThan(before?.rank ?? 0);
  expect(after?.why.map((reason) => reason.code)).toEqual(["source", "flagger", "legal_claim", "notices"]);
});
