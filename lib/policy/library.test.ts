import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { policyClauses, policyVersions } from "@/db/schema";
import type { Actor } from "@/lib/platform/permissions.rules";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { withTestDatabase } from "@/test/database";
import { policyLibrary, readClause, readDay, searchClauses } from "./library.queries";
import { loadBuiltInPacks, loadPack } from "./load.command";

const { opened } = withTestDatabase();
const now = new Date("2026-03-02T09:00:00Z");
const auditor: Actor = { kind: "person", id: "a", name: "A", role: "auditor", locale: "en", sessionId: "s" };

beforeAll(async () => {
  await loadBuiltInPacks(opened().db, now);
});

async function day(platformId: string, on?: string, document?: string) {
  const found = await readDay(opened().db, { platformId, day: on, document }, now);
  if (!found) throw new Error(`no platform ${platformId}`);
  return found;
}

async function refs(text: string, more: { platformId?: string; day?: string; limit?: number } = {}) {
  const found = await searchClauses(opened().db, auditor, { text, ...more }, now);
  if (!found.ok) throw new Error(found.reason);
  return found.value.hits.map((hit) => hit.ref);
}

async function clause(platformId: string, version: string, ref: string, on?: string) {
  const found = await readClause(opened().db, { platformId, version, ref, day: on }, now);
  if (found?.found !== "clause") throw new Error(`${ref} is not in ${version}`);
  return found.reading;
}

test("the library lists every platform, and each version by its state of today", async () => {
  const library = await policyLibrary(opened().db, now);
  expect(library.map(({ id }) => id)).toEqual(["alibaba", "aliexpress", "taobao-weitao", "wechat"]);
  const states = library.flatMap(({ timeLines }) =>
    timeLines.flatMap(({ versions }) => versions.map(({ ref, state }) => `${ref} ${state}`)),
  );
  expect(states).toEqual([
    "v1 retired",
    "v2 in_force",
    "undated in_force",
    "v1 retired",
    "v2 in_force",
    "aup-before-2023-08-01 retired",
    "aup-2023-08-01 in_force",
    "cg-undated in_force",
  ]);
});

test("a version that is only announced is scheduled in the library, not in force", async () => {
  const library = await policyLibrary(opened().db, new Date("2016-06-26T00:00:00Z"));
  const versions = library.find(({ id }) => id === "taobao-weitao")?.timeLines[0]?.versions;
  expect(versions?.map(({ ref, state }) => [ref, state])).toEqual([
    ["v1", "in_force"],
    ["v2", "scheduled"],
  ]);
});

test("content of 24 June 2016 is governed by version 1 although version 2 was announced", async () => {
  const { reading } = await day("taobao-weitao", "2016-06-24");
  expect(reading.shown.version?.ref).toBe("v1");
  expect(reading.announced.map(({ ref }) => ref)).toEqual(["v2"]);
  expect((await day("taobao-weitao", "2016-06-23")).reading.announced).toEqual([]);
  const first = (await day("taobao-weitao", "2016-07-01")).reading;
  expect([first.shown.version?.ref, first.announced.length]).toEqual(["v2", 0]);
});

test("an instant is read as the day it is on the platform: 30 June 16:30 UTC is 1 July in Hangzhou", async () => {
  const found = await day("taobao-weitao", "2016-06-30T16:30:00Z");
  expect([found.day, found.reading.shown.version?.ref]).toEqual(["2016-07-01", "v2"]);
});

test("a day that nobody can read is said, and today is shown", async () => {
  const found = await day("taobao-weitao", "31 June");
  expect(found).toMatchObject({ problem: "unreadable", day: "2026-03-02" });
  expect(await readDay(opened().db, { platformId: "nowhere" }, now)).toBeNull();
});

test("WeChat's policy before August 2023 has no recorded text, so no clause is shown; its guidelines are undated", async () => {
  const { reading } = await day("wechat", "2023-07-31");
  expect(reading.shown).toMatchObject({ clauses: 0, version: { textAvailable: false } });
  expect([reading.clauses, reading.outline]).toEqual([[], []]);
  expect(reading.parts.map(({ document, clauses }) => [document.id, clauses > 0])).toEqual([
    ["AUP", false],
    ["CG", true],
    ["AUP-KR", false],
  ]);
});

test("the penalty table of version 1 is not recorded, that of version 2 is whole", async () => {
  const before = (await day("taobao-weitao", "2016-06-30", "TABLE")).reading;
  expect([before.shown.clauses, before.table]).toEqual([0, null]);
  const { table } = (await day("taobao-weitao", undefined, "TABLE")).reading;
  expect(table?.roles).toEqual(["merchant", "buyer"]);
  expect(table?.groups.map((group) => group.rows.map((row) => row.item))).toEqual([
    [1],
    [2],
    [3],
    [4, 5, 6, 7, 8, 9, 10, 11, 12],
  ]);
  const labels = table?.groups[3]?.cells.buyer?.base?.map(({ label, terms }) => [label.en, terms]);
  expect(labels).toEqual([
    ["Delete the violating information", []],
    ["Suspend the Mobile Taobao content comment function for 7 days", [{ code: "days", days: 7 }]],
  ]);
  expect(table?.groups[0]?.cells.merchant?.repeat).toBeNull();
});

test("a retired version's clause link still opens, on a day that the version governed", async () => {
  const reading = await clause("taobao-weitao", "v1", "v1.Art.5(3)");
  expect(reading).toMatchObject({ day: "2016-06-30", shown: { version: { ref: "v1", state: "retired" } } });
  expect(reading.selected?.ref).toBe("v1.Art.5(3)");
  expect((await clause("taobao-weitao", "v1", "v1.Art.5(3)", "2016-06-24")).day).toBe("2016-06-24");
  expect((await clause("taobao-weitao", "v1", "v1.Art.5(3)", "2016-07-01")).day).toBe("2016-06-30");
});

test("every clause of every version opens by its link and is in the outline once", async () => {
  const { db } = opened();
  const rows = await db
    .select({ platform: policyVersions.platformId, version: policyVersions.ref, ref: policyClauses.ref })
    .from(policyClauses)
    .innerJoin(policyVersions, eq(policyVersions.id, policyClauses.versionId));
  expect(rows.length).toBeGreaterThan(350);
  for (const { platform, version, ref } of rows) {
    const reading = await clause(platform, version, ref);
    expect(reading.shown.version?.ref).toBe(version);
    expect(reading.selected?.ref).toBe(ref);
    const flat = JSON.stringify(reading.outline).split(`"ref":${JSON.stringify(ref)},`).length - 1;
    expect(flat, ref).toBe(1);
  }
});

test("a clause of another version says where it is, and one that nobody knows is not found", async () => {
  const found = await readClause(opened().db, { platformId: "taobao-weitao", version: "v1", ref: "Table.4" }, now);
  expect(found?.found === "elsewhere" && found.versions.map(({ ref }) => ref)).toEqual(["v2"]);
  const ask = (platformId: string, version: string, ref: string) =>
    readClause(opened().db, { platformId, version, ref }, now);
  expect(await ask("taobao-weitao", "v9", "Table.4")).toBeNull();
  expect(await ask("taobao-weitao", "v2", "Table.99")).toBeNull();
  expect(await ask("nowhere", "v2", "Table.4")).toBeNull();
});

test("a clause of a version that left the pack still opens", async () => {
  const { db } = opened();
  const whole = { ...readBuiltInPack("alibaba"), platform: "shrunk-town" };
  await loadPack(db, { pack: whole, prefix: "SH" }, now);
  const later = {
    ...whole,
    revision: whole.revision + 1,
    versions: whole.versions.filter(({ id }) => id !== "v1"),
    clauses: whole.clauses.map((rule) => ({ ...rule, versions: rule.versions.filter((id) => id !== "v1") })),
  };
  await loadPack(db, { pack: later, prefix: "SH" }, new Date(now.getTime() + 1_000));
  const reading = await clause("shrunk-town", "v1", "II.display");
  expect(reading.selected?.ref).toBe("II.display");
});

test("searching 違規 and 违规 finds the same clauses", async () => {
  const traditional = await refs("違規");
  expect(traditional.length).toBeGreaterThan(0);
  expect(await refs("违规")).toEqual(traditional);
  expect(await refs("涉黄")).toEqual(await refs("涉黃"));
});

test("a reference leads to its clause first, words are found in titles before summaries and keywords", async () => {
  expect((await refs("AUP 2(a)"))[0]).toBe("AUP 2(a)");
  expect((await refs("12.3", { platformId: "taobao-weitao" }))[0]).toBe("Table.12.3");
  expect((await refs("第七條", { platformId: "taobao-weitao", day: "2016-06-01" }))[0]).toContain("v1.Art.7");
  // AUP 4 has it in its title, AUP 9 only in what it says.
  expect(await refs("privacy", { platformId: "wechat" })).toEqual(["AUP 4", "AUP 9"]);
  expect(await refs("breastfeeding", { platformId: "wechat" })).toContain("CG/Nudity.exceptions");
  expect(await refs("no such words here")).toEqual([]);
  expect(await refs("   ")).toEqual([]);
});

test("a search on a day finds the clauses of that day's version only", async () => {
  const before = await refs("shop card", { platformId: "taobao-weitao", day: "2016-06-24" });
  const after = await refs("shop card", { platformId: "taobao-weitao", day: "2016-07-01" });
  expect(before).toEqual([]);
  expect(after).toContain("Table.7.2");
  expect(await refs("WeChat", { platformId: "wechat", day: "2020-01-01" })).not.toContain("AUP 7.1");
});

test("a search says how many it left off, and a caller without the permission gets nothing", async () => {
  const cut = await searchClauses(opened().db, auditor, { text: "a", limit: 5 }, now);
  expect(cut.ok && [cut.value.hits.length, cut.value.more > 100]).toEqual([5, true]);
  expect(await searchClauses(opened().db, { kind: "public" }, { text: "a" }, now)).toMatchObject({ code: "forbidden" });
});
