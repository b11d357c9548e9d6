import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { clauseEditorial, policyClauses, policyPacks, policyVersions } from "@/db/schema";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { withTestDatabase } from "@/test/database";
import { loadBuiltInPacks, loadPack } from "./load.command";
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
