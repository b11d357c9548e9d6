import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntries, clauseEditorial, policyClauses, policyPacks, policyVersions } from "@/db/schema";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { withTestDatabase } from "@/test/database";
import { rulesText } from "./fingerprint.rules";
import { loadBuiltInPacks, loadPack } from "./load.command";
import { moveDueVersions } from "./move-versions.command";
import { clauseGoverning, packFor } from "./store";

const { opened } = withTestDatabase();
const now = new Date("2026-03-02T09:00:00Z");

async function counts() {
  const count = async (
    table: typeof policyPacks | typeof policyVersions | typeof policyClauses | typeof clauseEditorial,
  ) => (await opened().db.select({ n: sql<number>`count(*)::int` }).from(table))[0]?.n;
  return [
    await count(policyPacks),
    await count(policyVersions),
    await count(policyClauses),
    await count(clauseEditorial),
  ];
}

test("the four platforms' packs are loaded, and loading them again changes nothing", async () => {
  const { db } = opened();
  const first = await loadBuiltInPacks(db, now);
  expect(first.map(({ result }) => result.ok && result.value.outcome)).toEqual([
    "loaded",
    "loaded",
    "loaded",
    "loaded",
  ]);
  const before = await counts();
  expect(before[0]).toBe(4);
  const again = await loadBuiltInPacks(db, new Date("2026-03-03T09:00:00Z"));
  expect(again.map(({ result }) => result.ok && result.value.outcome)).toEqual([
    "unchanged",
    "unchanged",
    "unchanged",
    "unchanged",
  ]);
  expect(await counts()).toEqual(before);
});

test("each version has its own clause rows, and its state follows its dates", async () => {
  const { db } = opened();
  await loadBuiltInPacks(db, now);
  const states = await db
    .select({ ref: policyVersions.ref, state: policyVersions.state })
    .from(policyVersions)
    .where(eq(policyVersions.platformId, "taobao-weitao"));
  expect(states.sort((a, b) => a.ref.localeCompare(b.ref))).toEqual([
    { ref: "v1", state: "retired" },
    { ref: "v2", state: "in_force" },
  ]);
  expect(await clauseGoverning(db, { platformId: "taobao-weitao", versionRef: "v2", ref: "Table.4" })).toMatchObject({
    enforceable: true,
  });
  expect(await clauseGoverning(db, { platformId: "taobao-weitao", versionRef: "v1", ref: "Table.4" })).toBeNull();
});

test("a version that is announced is scheduled until its day, in the platform's zone", async () => {
  const { db } = opened();
  const pack = { ...readBuiltInPack("alibaba"), platform: "announced-town" };
  await loadPack(db, { pack, prefix: "AN" }, new Date("2019-12-31T15:59:00Z"));
  const state = async () =>
    (
      await db
        .select({ state: policyVersions.state })
        .from(policyVersions)
        .where(sql`platform_id = 'announced-town' and ref = 'v2'`)
    )[0]?.state;
  expect(await state()).toBe("scheduled");
  await loadPack(db, { pack, prefix: "AN" }, new Date("2019-12-31T16:00:00Z"));
  expect(await state()).toBe("in_force");
});

test("a pack that rewrites a published rule is refused by name, and the one before stays in use", async () => {
  const { db } = opened();
  await loadBuiltInPacks(db, now);
  const pack = readBuiltInPack("wechat");
  const rewritten = {
    ...pack,
    revision: 99,
    clauses: pack.clauses.map((clause, index) => (index === 0 ? { ...clause, summary: "Something else." } : clause)),
  };
  const refused = await loadPack(db, { pack: rewritten, prefix: "WX" }, now);
  expect(refused).toMatchObject({ ok: false, reason: "version_rules_changed", values: { platform: "wechat" } });
  expect((await packFor(db, "wechat"))?.revision).toBe(pack.revision);
});

/** WeChat's pack as a later revision, in which its Korean terms prevail over nothing. */
const withoutRank = () => {
  const pack = readBuiltInPack("wechat");
  const documents = pack.documents.map((document) => ({ ...document, prevailsOver: [] }));
  return { ...pack, revision: pack.revision + 1, documents };
};

test("which document prevails is a rule of a published version: a pack that says otherwise is refused by name", async () => {
  const { db } = opened();
  await loadBuiltInPacks(db, now);
  const refused = { ok: false, reason: "version_rules_changed", values: { version: "aup-2023-08-01" } };
  expect(await loadPack(db, { pack: withoutRank(), prefix: "WX" }, now)).toMatchObject(refused);
});

test("versions stored before that was kept with them are held to it all the same, and load again as they are", async () => {
  const { db } = opened();
  await loadBuiltInPacks(db, now);
  const pack = readBuiltInPack("wechat");
  await db.execute(sql`alter table policy_versions disable trigger user`);
  for (const version of pack.versions) {
    const rulesSha256 = createHash("sha256")
      .update(rulesText(pack, version, 1))
      .digest("hex");
    const isThis = sql`platform_id = 'wechat' and ref = ${version.id}`;
    await db.update(policyVersions).set({ rulesSha256, rulesPrint: 1 }).where(isThis);
  }
  await db.execute(sql`alter table policy_versions enable trigger user`);
  const refused = { ok: false, reason: "version_rules_changed" };
  expect(await loadPack(db, { pack: withoutRank(), prefix: "WX" }, now)).toMatchObject(refused);
  const again = { ...pack, revision: pack.revision + 1 };
  expect(await loadPack(db, { pack: again, prefix: "WX" }, now)).toMatchObject({ ok: true });
});

test("our own remarks and translations may change: a new revision is used from the next call on", async () => {
  const { db } = opened();
  await loadBuiltInPacks(db, now);
  const pack = readBuiltInPack("aliexpress");
  const clauses = pack.clauses.map((clause) => ({
    ...clause,
    editorial: { ...clause.editorial, severity: "critical" as const },
  }));
  expect(await packFor(db, "aliexpress")).toMatchObject({ revision: pack.revision });
  const loaded = await loadPack(
    db,
    { pack: { ...pack, revision: pack.revision + 1, clauses }, prefix: "AE" },
    new Date("2026-03-04T09:00:00Z"),
  );
  expect(loaded.ok).toBe(true);
  expect((await packFor(db, "aliexpress"))?.revision).toBe(pack.revision + 1);
  const [row] = await db
    .select({ editorial: clauseEditorial.editorial })
    .from(clauseEditorial)
    .where(sql`platform_id = 'aliexpress' and ref = '2.annoy'`);
  expect(row?.editorial).toMatchObject({ severity: "critical" });
});

test("a published version and its clauses cannot be edited, whoever tries", async () => {
  const { db } = opened();
  await loadBuiltInPacks(db, now);
  await expect(db.update(policyClauses).set({ title: "Other" })).rejects.toThrow();
  await expect(db.update(policyVersions).set({ label: "Other" })).rejects.toThrow();
});

const versionsOf = async (platformId: string) => {
  const { ref, state, effectiveTo } = policyVersions;
  const rows = await opened()
    .db.select({ ref, state, effectiveTo })
    .from(policyVersions)
    .where(eq(policyVersions.platformId, platformId))
    .orderBy(ref);
  return rows.map((row) => [row.ref, row.state, row.effectiveTo]);
};

test("versions begin and end at midnight in the platform's zone while the process runs, and an idle day writes nothing", async () => {
  const { db } = opened();
  const pack = { ...readBuiltInPack("alibaba"), platform: "midnight-town" };
  await loadPack(db, { pack, prefix: "MN" }, new Date("2019-12-31T15:00:00Z"));
  const moves = () => db.$count(auditEntries, eq(auditEntries.verb, "policy.move"));
  // Those of other platforms, which these tests loaded at later moments, go back to that evening first.
  await moveDueVersions(db, new Date("2019-12-31T15:00:00Z"));
  const before = await moves();
  expect(await moveDueVersions(db, new Date("2019-12-31T15:59:59Z"))).toBe(0);
  expect(await versionsOf("midnight-town")).toEqual([
    ["v1", "in_force", "2019-12-31"],
    ["v2", "scheduled", null],
  ]);
  expect(await moves()).toBe(before);
  expect(await moveDueVersions(db, new Date("2019-12-31T16:00:00Z"))).toBeGreaterThanOrEqual(2);
  expect(await versionsOf("midnight-town")).toEqual([
    ["v1", "retired", "2019-12-31"],
    ["v2", "in_force", null],
  ]);
  expect(await moves()).toBe(before + 1);
  expect(await moveDueVersions(db, new Date("2019-12-31T16:00:00Z"))).toBe(0);
});

test("a later pack tells once when a version ends, and no pack tells another day afterwards", async () => {
  const { db } = opened();
  const whole = readBuiltInPack("alibaba");
  const ending = (effectiveTo: string | null, revision: number) => ({
    ...whole,
    platform: "ending-town",
    revision,
    versions: whole.versions.map((version) => (version.id === "v2" ? { ...version, effectiveTo } : version)),
  });
  const load = (effectiveTo: string | null, revision: number) =>
    loadPack(db, { pack: ending(effectiveTo, revision), prefix: "EN" }, now);
  expect(await load(null, 1)).toMatchObject({ ok: true });
  expect(await load("2026-12-31", 2)).toMatchObject({ ok: true });
  expect((await versionsOf("ending-town"))[1]).toEqual(["v2", "in_force", "2026-12-31"]);
  expect(await load("2027-12-31", 3)).toMatchObject({ ok: false, reason: "version_rules_changed" });
  // An older release that is started once more knows of no end, and takes none back.
  expect(await load(null, 1)).toMatchObject({ ok: true, value: { outcome: "unchanged" } });
  expect((await versionsOf("ending-town"))[1]).toEqual(["v2", "in_force", "2026-12-31"]);
});

test("new words in Chinese reach a desk that is loaded, and no version changes by them", async () => {
  const { db } = opened();
  const said = { ...readBuiltInPack("wechat"), platform: "translated-town" };
  const silent = {
    ...said,
    documents: said.documents.map((document) => ({ ...document, zh: null })),
    versions: said.versions.map((version) => ({ ...version, zh: null })),
    clauses: said.clauses.map((clause) => ({ ...clause, zh: null })),
    sanctions: { ...said.sanctions, sets: said.sanctions.sets.map((set) => ({ ...set, zh: null })) },
    readings: said.readings.map((reading) => ({ ...reading, zh: null })),
  };
  const versions = () =>
    db
      .select()
      .from(policyVersions)
      .where(eq(policyVersions.platformId, "translated-town"))
      .orderBy(policyVersions.ref);
  await loadPack(db, { pack: silent, prefix: "TT" }, now);
  const [before, clausesBefore] = [await versions(), (await counts())[2]];
  expect((await packFor(db, "translated-town"))?.versions[0]?.zh).toBeNull();

  const loaded = await loadPack(db, { pack: said, prefix: "TT" }, new Date("2026-03-04T09:00:00Z"));
  expect(loaded.ok && loaded.value.outcome).toBe("loaded");
  const pack = await packFor(db, "translated-town");
  expect(pack?.versions.map(({ zh }) => zh?.label)).toContain("社区准则，未注明日期");
  expect(pack?.sanctions.sets.every(({ zh }) => zh !== null)).toBe(true);
  expect(await versions()).toEqual(before);
  expect((await counts())[2]).toBe(clausesBefore);
});
