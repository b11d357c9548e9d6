import { eq } from "drizzle-orm";
import { beforeAll, expect, test, vi } from "vitest";
import { caseSuggestions, cases, noticeItems, notices, outsideReadings, platforms, policyPacks } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { onPostgres, withTestDatabase } from "@/test/database";
import { aNotice, aPlace } from "@/test/intake";
import { guest, platformKey } from "@/test/notices";
import { aCase, aColleague, auditOf, caseRow, givenPacks, townTime } from "@/test/town";
import { submitNotice } from "./commands";
import { keepReading, matcherAtWork, suggestFor, suggestPending } from "./suggest.command";
import { readCase, unreadCase } from "./suggest.store";

/** A text on which the matcher breaks, as none should and one day one will. */
const unreadable = "a text that no matcher can read";
vi.mock("@/lib/matching/match.rules", async (load) => {
  const real = await load<typeof import("@/lib/matching/match.rules")>();
  const weigh: typeof real.weigh = (matcher, input, now) => {
    if (input.text?.includes(unreadable)) throw new RangeError(unreadable);
    return real.weigh(matcher, input, now);
  };
  return { ...real, weigh };
});

const { opened } = withTestDatabase();
let mei: Person;
const now = townTime;
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db);
});

/** A report of a place on AliExpress, and its case. */
async function reported(location: string, about: Record<string, unknown> = {}, actor: typeof guest = guest) {
  const result = await submitNotice(actor, aNotice({ items: [{ location }], ...about }), { channel: "api" }, now);
  if (!result.ok) throw new Error(JSON.stringify(result));
  const [row] = await opened()
    .db.select({ caseId: noticeItems.caseId })
    .from(noticeItems)
    .innerJoin(notices, eq(notices.id, noticeItems.noticeId))
    .where(eq(notices.reference, result.value.reference));
  return row?.caseId ?? "";
}

const suggestionsOf = (caseId: string) =>
  opened().db.select().from(caseSuggestions).where(eq(caseSuggestions.caseId, caseId));

/** Reads a case as the worker does, lets something happen, and keeps what was read. */
async function keptAfter(caseId: string, meanwhile: () => Promise<unknown>) {
  const { db } = opened();
  const row = await unreadCase(db, caseId);
  if (!row) throw new Error("the case was read before");
  const reading = await readCase(db, row, now);
  await meanwhile();
  const platform = {
    id: row.platform,
    prefix: "AE",
    zone: row.zone,
    targets: { noticeTargetHours: 48, urgentTargetHours: 4 },
  };
  return keepReading(matcherAtWork, { row, reading, platform }, now);
}

test("a suggestion is kept with its model and an audit entry that holds no word of the content", async () => {
  const caseId = await reported(aPlace(), {
    items: [{ location: aPlace(), content: { text: "Replica watch, mirror quality" } }],
  });
  await suggestFor(opened().db, caseId, now);
  expect(await suggestionsOf(caseId)).toMatchObject([{ confident: "yes", notes: [] }]);
  const [entry] = await auditOf(opened().db, caseId);
  expect(entry).toMatchObject({ verb: "case.suggest", outcome: "done" });
  expect(entry?.body).not.toContain("Replica");
  expect(await caseRow(opened().db, caseId)).toMatchObject({ version: 1, clauseGroup: "5.infringing" });
});

test("what reads like the abuse of a child is for the cleared alone, whatever it was reported as, and goes to no reader outside", async () => {
  const { db } = opened();
  const text = "儿童色情视频，幼女资源打包出售";
  const { caseId } = await aCase(db, { platform: "wechat", text });
  expect((await caseRow(db, caseId)).childSafety).toBe(false);
  await suggestFor(db, caseId, now);
  const read = await caseRow(db, caseId);
  expect(read).toMatchObject({ childSafety: true, harmsRead: expect.arrayContaining(["child_abuse"]) });
  expect(read.rankWhy).toContainEqual(
    expect.objectContaining({ code: "category", values: { category: "child_safety" } }),
  );
  expect(await db.$count(outsideReadings, eq(outsideReadings.caseId, caseId))).toBe(0);
});

test("what a later reporter explains is read too, also while somebody works on the case", async () => {
  const place = aPlace();
  const caseId = await reported(place, { explanation: "I do not like it" });
  await suggestFor(opened().db, caseId, now);
  await reported(place, { explanation: "They sell counterfeit watches, fake Rolex replicas" });
  expect((await caseRow(opened().db, caseId)).suggestedAt).toBeNull();
  await suggestFor(opened().db, caseId, now);
  const [, second] = await suggestionsOf(caseId);
  expect(JSON.stringify(second?.matches)).toContain("explanation");
  await opened().db.update(cases).set({ state: "claimed", claimedBy: mei.id }).where(eq(cases.id, caseId));
  await reported(place, { explanation: "And they are rude as well" });
  const claimed = await caseRow(opened().db, caseId);
  expect(claimed).toMatchObject({ suggestedAt: null, state: "claimed", claimedBy: mei.id });
  await suggestFor(opened().db, caseId, later(60));
  const reread = await caseRow(opened().db, caseId);
  expect(reread).toMatchObject({ suggestedAt: expect.any(Date), state: "claimed", claimedBy: mei.id });
  expect(reread.version, "whoever works on it is not told that it is stale").toBe(claimed.version);
});

test("a child-abuse report that joins while the case is being read keeps its urgency", async () => {
  const place = aPlace();
  const caseId = await reported(place);
  const before = await caseRow(opened().db, caseId);
  let joined = before;
  const kept = await keptAfter(caseId, async () => {
    await reported(place, { childAbuseClaim: true, category: "child_safety" });
    joined = await caseRow(opened().db, caseId);
  });
  expect(kept.ok).toBe(true);
  expect(joined.rank).toBeLessThan(before.rank);
  const after = await caseRow(opened().db, caseId);
  expect(after).toMatchObject({ noticeCount: 2, dueAt: joined.dueAt });
  // What the matcher found may move it up further.
  expect(after.rank).toBeLessThanOrEqual(joined.rank);
  expect(after.rankWhy).toEqual(expect.arrayContaining(joined.rankWhy));
  expect(after.suggestedAt).toEqual(now);
});

test.runIf(onPostgres)("reports that join at the very moment lose nothing either", async () => {
  for (let round = 0; round < 5; round += 1) {
    const place = aPlace();
    const caseId = await reported(place);
    await Promise.all([
      suggestFor(opened().db, caseId, now),
      reported(place, { childAbuseClaim: true, category: "child_safety" }),
      suggestFor(opened().db, caseId, now),
      reported(place),
    ]);
    const after = await caseRow(opened().db, caseId);
    expect(after.noticeCount).toBe(3);
    expect(after.rankWhy.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["child_abuse", "category", "notices"]),
    );
    expect(await suggestionsOf(caseId)).toHaveLength(1);
  }
});

test("what was read of one copy is not said of another that came meanwhile: the case is read again", async () => {
  const place = aPlace();
  const copy = (text: string) => ({ items: [{ location: place, content: { text } }] });
  const caseId = await reported(place, copy("We had a lovely picnic by the lake."));
  const kept = await keptAfter(caseId, () => reported(place, copy("Replica watch, mirror quality"), platformKey));
  expect(kept).toMatchObject({ ok: false, code: "stale" });
  expect(await suggestionsOf(caseId)).toEqual([]);
  await suggestFor(opened().db, caseId, later(1));
  expect(JSON.stringify(await suggestionsOf(caseId))).toContain("Replica");
  await reported(place, copy("Replica watch, other words"), platformKey);
  await suggestFor(opened().db, caseId, later(2));
  expect(await suggestionsOf(caseId), "the case keeps its copy, so there is nothing new to read").toHaveLength(1);
});

test("nobody writes a suggestion but the product itself", async () => {
  for (const actor of [guest, mei, platformKey]) expect(await keepReading(actor, {}, now)).toMatchObject({ ok: false });
});

test("of a long text the beginning is read, and the suggestion says so", async () => {
  const text = `${"nothing to see here, ".repeat(1500)} mail me at a@b.example`;
  const caseId = await reported(aPlace(), { items: [{ location: aPlace(), content: { text } }] });
  await suggestFor(opened().db, caseId, now);
  expect(await suggestionsOf(caseId)).toMatchObject([{ notes: ["only-the-beginning-was-read"] }]);
});

/** All that waits is read first, so that a test sees only its own cases. */
async function nothingWaits() {
  while ((await suggestPending(opened().db, now, 50)) > 0);
}

test("a text on which the matcher breaks is marked once, and holds nobody up", async () => {
  const { db } = opened();
  await nothingWaits();
  const broken = await aCase(db, { text: unreadable, rank: -2_000_000_000 });
  const ordinary = await aCase(db);
  const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect(await suggestPending(db, now, 1)).toBe(1);
  expect(said.mock.calls.flat().join(" ")).not.toContain(unreadable);
  said.mockRestore();
  expect(await caseRow(db, broken.caseId)).toMatchObject({ suggestedAt: now, unreadWhy: "not_readable" });
  expect(await auditOf(db, broken.caseId)).toMatchObject([{ verb: "case.suggest" }]);
  expect(await suggestPending(db, later(1), 1)).toBe(1);
  expect(await caseRow(db, ordinary.caseId)).toMatchObject({ suggestedAt: later(1), unreadWhy: null });
  expect(await suggestPending(db, later(2), 1)).toBe(0);
});

test("cases of a platform without rules are marked, starve nobody, and are read once there are rules", async () => {
  const { db } = opened();
  await nothingWaits();
  const name = { en: "New", hans: "New", hant: "New" };
  await db.insert(platforms).values({ id: "newone", name, prefix: "NN", zone: "UTC", createdAt: now });
  const about = { platform: "newone", account: null, role: null, surface: "post", rank: -2_000_000_000 };
  const waiting = [];
  for (let made = 0; made < 20; made += 1) waiting.push(await aCase(db, about));
  const ordinary = await aCase(db);
  await suggestPending(db, now, 20);
  await suggestPending(db, now, 20);
  expect((await caseRow(db, ordinary.caseId)).suggestedAt).toEqual(now);
  expect(await caseRow(db, waiting[0]?.caseId ?? "")).toMatchObject({ suggestedAt: now, unreadWhy: "no_rules" });
  expect(await suggestPending(db, now, 20)).toBe(0);
  const [pack] = await db.select().from(policyPacks).where(eq(policyPacks.platformId, "wechat"));
  if (!pack) throw new Error("the packs are loaded");
  await db.insert(policyPacks).values({ ...pack, id: undefined, platformId: "newone" });
  expect(await suggestPending(db, later(1), 20)).toBe(20);
  expect(await suggestPending(db, later(2), 20)).toBe(0);
  const rows = await db.select({ unreadWhy: cases.unreadWhy }).from(cases).where(eq(cases.platformId, "newone"));
  expect(new Set(rows.map((row) => row.unreadWhy))).toEqual(new Set([null]));
});
