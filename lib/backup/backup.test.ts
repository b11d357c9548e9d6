import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type OpenDatabase, openedDatabase } from "@/db/client";
import { openEmbedded, openPostgres, wrapEmbedded } from "@/db/open";
import { media, notices } from "@/db/schema";
import { putBytes } from "@/lib/intake/media.store";
import { verifyAudit } from "@/lib/platform/audit-verify";
import { aToldDecision } from "@/test/appeals";
import { onPostgres, postgresUrl, scratchPostgres, withTestDatabase } from "@/test/database";
import { aCase, aColleague, aDecidedCase, givenPacks, townTime } from "@/test/town";
import { BackupRefused } from "./backup.contract";
import { dumpLines } from "./dump.queries";
import { makeBackup } from "./make-backup";
import { restoreBackup } from "./restore-backup";

const { opened } = withTestDatabase();
const db = () => opened().db;
const folder = mkdtempSync(join(tmpdir(), "backup-"));
const terminal = { kind: "system", name: "cli" } as const;
const now = new Date("2016-10-01T10:00:00.123Z");
const silent = { now, say: () => undefined };
const kept = join(folder, "kept");
let picture: string;
const store = globalThis as typeof globalThis & { recourseBlobs?: unknown };
const closing: (() => Promise<unknown>)[] = [];

/** The store of another machine: nothing that was put before is there. */
function anotherStore(name: string) {
  vi.stubEnv("MEDIA_DIR", join(folder, name));
  store.recourseBlobs = undefined;
}
const restore = (target: OpenDatabase, more: { from?: string; replace?: boolean } = {}) =>
  restoreBackup(target, terminal, { from: kept, replace: false, ...silent, ...more });

/** Nothing in it yet: a folder, or on a server a database of its own. */
async function aTarget(kind: "pglite" | "postgres"): Promise<OpenDatabase> {
  if (kind === "pglite") {
    const target = await wrapEmbedded(await PGlite.create(), undefined, { isBare: true });
    closing.push(() => target.close());
    return target;
  }
  const scratch = await scratchPostgres(postgresUrl);
  const target = await openPostgres(scratch.url, { isBare: true, max: 1 });
  closing.push(() => target.close().then(scratch.drop));
  return target;
}

/** Every row of every table, as a backup would write it. */
async function rowsOf(of: OpenDatabase): Promise<string[]> {
  const lines: string[] = [];
  await of.db.transaction(async (tx) => {
    for await (const text of dumpLines(tx, () => undefined)) lines.push(...text.trim().split("\n"));
  });
  // That it was put back is in the log, so the desk's chain goes on by one.
  const own = /"database\.(backup|restore)"|^\["desk","\d+"|audit_entries_seq_seq/;
  return lines.filter((line) => !own.test(line));
}

beforeAll(async () => {
  anotherStore("first-store");
  await givenPacks(db());
  const mei = await aColleague(db(), { name: 'Mei "Lin" \\ \n 林' });
  await aToldDecision(db(), { by: mei });
  await aDecidedCase(db(), { by: mei, at: townTime });
  const { itemId } = await aCase(db(), { text: '反斜杠 \\ tab\t and \u2028 and 👩‍🚀 {"a": [1, null]}' });
  expect(itemId).toBeDefined();
  picture = await putBytes(db(), Buffer.from("a picture in the store"), townTime);
  const row = {
    platformId: "wechat",
    mime: "image/webp",
    createdAt: townTime,
    storedAt: new Date("2016-09-07T04:00:00.001Z"),
  };
  await db()
    .insert(media)
    .values([
      { ...row, sha256: picture, size: 22 },
      { ...row, sha256: "f".repeat(64), bytes: Buffer.from([0, 255, 10, 34, 92]), size: 5 },
    ]);
  await db()
    .update(notices)
    .set({ bringing: { score: 0.1 + 0.2 } });
  const made = await makeBackup(terminal, { out: kept, media: true }, silent);
  expect(made).toMatchObject({ ok: true, value: { media: { files: 1, missing: [] } } });
});
beforeEach(() => anotherStore(`store-${Math.random()}`));
afterAll(async () => {
  for (const close of closing) await close();
  vi.unstubAllEnvs();
  store.recourseBlobs = undefined;
  rmSync(folder, { recursive: true, force: true });
});

const targets = onPostgres ? (["pglite", "postgres"] as const) : (["pglite"] as const);
test.each(targets)(
  `a backup of ${onPostgres ? "PostgreSQL" : "the embedded database"} comes back into %s row by row, with its files, and the log is whole`,
  async (kind) => {
    const target = await aTarget(kind);
    const restored = await restore(target);
    expect(restored).toMatchObject({
      audit: { ok: true },
      media: { files: 1, damaged: [], missing: 0 },
      isSameSecret: true,
    });
    expect(restored.audit.entries).toBeGreaterThan(5);
    expect(await rowsOf(target)).toEqual(await rowsOf(opened()));
    expect((await verifyAudit(target.db, { now })).ok).toBe(true);
  },
);

test("what was guarded is guarded again: a log that cannot be changed, ties between rows, numbers that go on", async () => {
  const target = await aTarget("pglite");
  await restore(target);
  await expect(target.exec("update audit_entries set verb = 'x'")).rejects.toThrow(/never changed/);
  await expect(target.exec("delete from people")).rejects.toThrow();
  const standsAt = (of: OpenDatabase) => of.db.execute(sql`select last_value::int as n from cases_number_seq`);
  expect(await standsAt(target)).toMatchObject({ rows: ((await standsAt(opened())) as { rows: unknown[] }).rows });
});

test("a desk is not replaced unless that is said, and then all of it is", async () => {
  const target = await aTarget("pglite");
  await restore(target);
  await target.exec("create table people_of_before as select 1 as x");
  await expect(restore(target)).rejects.toThrow("--replace");
  expect(await restore(target, { replace: true })).toMatchObject({ audit: { ok: true } });
  expect(await rowsOf(target)).toEqual(await rowsOf(opened()));
});

test("a database of something else is never touched, whatever is said", async () => {
  const target = await aTarget("pglite");
  await target.exec("create table invoices (n int); insert into invoices values (7)");
  await expect(restore(target, { replace: true })).rejects.toThrow("a database of its own");
  expect(await target.db.execute(sql`select n from invoices`)).toMatchObject({ rows: [{ n: 7 }] });
});

/** A copy of the backup with one file changed. */
function aCopy(name: string, change: (text: Buffer) => Buffer | string): string {
  const copy = mkdtempSync(join(folder, "copy-"));
  for (const file of ["manifest.json", "database.ndjson.gz"]) {
    const bytes = readFileSync(join(kept, file));
    writeFileSync(join(copy, file), file === name ? change(bytes) : bytes);
  }
  return copy;
}

test("a backup that was changed, cut off or made by a later release is refused before anything is touched", async () => {
  const target = await aTarget("pglite");
  const wrong = [
    aCopy("database.ndjson.gz", (bytes) => bytes.subarray(0, -3)),
    // Another byte than the one that stands there, whichever that is.
    aCopy("database.ndjson.gz", (bytes) => Buffer.from(bytes.map((byte, at) => (at === 200 ? byte ^ 0xff : byte)))),
    aCopy("manifest.json", () => "{"),
    aCopy("manifest.json", () => "{}"),
    aCopy("manifest.json", (bytes) => bytes.toString().replace(/"hash": "[0-9a-f]{5}/, '"hash": "00000')),
    join(folder, "nowhere"),
  ];
  for (const from of wrong) await expect(restore(target, { from })).rejects.toThrow(BackupRefused);
  expect(await rowsOf(target)).toEqual([]);
});

test("a backup that says something else of its tables leaves the desk that was there as it was", async () => {
  const target = await aTarget("pglite");
  await restore(target);
  const before = await rowsOf(target);
  const from = aCopy("manifest.json", (bytes) => bytes.toString().replace(/"people": \d+/, '"people": 9999'));
  await expect(restore(target, { from, replace: true })).rejects.toThrow("people");
  expect(await rowsOf(target)).toEqual(before);
});

test("a file whose bytes are not its name is left out and named, and one that is missing is counted", async () => {
  const from = aCopy("none", (bytes) => bytes);
  mkdirSync(join(from, "media", picture.slice(0, 2)), { recursive: true });
  writeFileSync(join(from, "media", picture.slice(0, 2), picture), "another picture");
  const restored = await restore(await aTarget("pglite"), { from });
  expect(restored.media).toEqual({ files: 0, damaged: [picture], missing: 1 });
});

test("what was put back into a data folder is there after it was closed, and is brought up to date as any other", async () => {
  const data = mkdtempSync(join(folder, "data-"));
  const target = await openEmbedded(data, { isBare: true });
  await restore(target);
  const before = await rowsOf(target);
  await target.close();
  const again = await openEmbedded(data);
  closing.push(() => again.close());
  expect(await rowsOf(again)).toEqual(before);
});

test("a folder that is in use, or no folder, is refused, and nothing is left half done", async () => {
  for (const out of [folder, "relative", join(kept, "manifest.json")])
    await expect(makeBackup(terminal, { out, media: true }, silent)).rejects.toThrow(BackupRefused);
  expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
});

test("only the terminal of the machine makes one, and the refusal is in the log", async () => {
  const lucia = await aColleague(db(), { role: "admin" });
  const out = join(folder, "hers");
  expect(await makeBackup(lucia, { out, media: true }, silent)).toMatchObject({ ok: false, reason: "forbidden" });
  expect(existsSync(out)).toBe(false);
  expect((await openedDatabase()).kind).toBe(onPostgres ? "postgres" : "pglite");
});
