import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { openDatabase, openEmbedded, openPostgres } from "@/db/open";
import { notices } from "@/db/schema";
import { verifyAudit } from "@/lib/platform/audit-verify";
import { aChild, aFolder, isPlain, ran } from "@/test/child";
import { fillDataFolder, onPostgres, postgresUrl, scratchPostgres } from "@/test/database";

/** Writes until `count` notices are acknowledged, then dies at once. */
async function killedAfter(folder: string, count: number): Promise<string[]> {
  const child = await aChild(["test/children/write-notices.ts"], { DATA_DIR: folder });
  while (child.said.length < count) await child.until(new RegExp(`^(?!(${["none", ...child.said].join("|")})$)`));
  await child.kill("SIGKILL");
  return child.said;
}

test.runIf(!onPostgres)(
  "every notice that was acknowledged before a kill -9 is there afterwards, three times over, and the log is whole",
  async () => {
    const folder = aFolder();
    await fillDataFolder(folder);
    const acknowledged: string[] = [];
    for (const count of [3, 8, 20]) acknowledged.push(...(await killedAfter(folder, count)));
    const opened = await openEmbedded(folder);
    try {
      const found = await opened.db
        .select({ reference: notices.reference })
        .from(notices)
        .where(inArray(notices.reference, acknowledged));
      expect(new Set(found.map((row) => row.reference))).toEqual(new Set(acknowledged));
      expect(acknowledged.length).toBeGreaterThanOrEqual(31);
      const log = await verifyAudit(opened.db, { now: new Date() });
      expect(log).toMatchObject({ ok: true, faults: [] });
      expect(log.entries).toBeGreaterThanOrEqual(acknowledged.length);
    } finally {
      await opened.close();
    }
  },
  180_000,
);

test.runIf(!onPostgres)(
  "while a process holds the folder, the app and the terminal's commands say so in one sentence, without a stack trace",
  async () => {
    const folder = aFolder();
    const holder = await aChild(["test/children/hold-folder.ts"], { DATA_DIR: folder });
    await holder.until(/held/);
    const env = { DATA_DIR: folder };
    const [app, verify, seed, notice] = await Promise.all([
      ran(["test/children/boot.ts"], env),
      ran(["cli/main.ts", "audit", "verify"], env),
      ran(["cli/main.ts", "db", "seed", "--town"], env),
      ran(["cli/main.ts", "notice", "import"], env, { stdin: '{"platform":"wechat"}\n' }),
    ]);
    for (const [who, { code, complained }] of Object.entries({ app, verify, seed, notice })) {
      expect([who, code]).toEqual([who, 1]);
      expect(complained.join("\n")).toContain(`is in use by process ${holder.pid} on`);
      expect([who, complained.length, isPlain(complained)]).toEqual([who, 1, true]);
    }
    expect(verify.complained[0]).toContain("It has not told its address yet");
    expect(JSON.parse(verify.said[0] ?? "")).toMatchObject({ error: { code: "failed" } });
  },
  120_000,
);

test.runIf(!onPostgres)(
  "a data folder that is made can be entered by its owner only",
  async () => {
    const folder = join(aFolder(), "new", "data");
    const opened = await openEmbedded(folder);
    await opened.close();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(existsSync(join(folder, "lock.json"))).toBe(false);
  },
  90_000,
);

test("a database server that cannot be reached is named in one sentence, and its password is not", async () => {
  const url = "postgres://ana:hidden-word@127.0.0.1:9/desk";
  const said = await openPostgres(url).then(String, (error: Error) => error.message);
  expect(said).toMatch(
    /^The database desk at 127\.0\.0\.1:9 cannot be opened \(.*ECONNREFUSED.*\)\. Check DATABASE_URL/,
  );
  expect(said).not.toContain("hidden-word");
  await expect(openPostgres("not an address")).rejects.toThrow("DATABASE_URL is not an address such as");
});

test.runIf(postgresUrl)("four processes that start at once on one new server database migrate it once", async () => {
  const scratch = await scratchPostgres(postgresUrl);
  try {
    const four = await Promise.all(Array.from({ length: 4 }, () => openPostgres(scratch.url, { max: 2 })));
    for (const { db } of four) expect(await db.$count(notices)).toBe(0);
    let inside = 0;
    const seen: number[] = [];
    const held = await Promise.all(
      four.map(({ exclusively }) =>
        exclusively(7, async () => {
          inside += 1;
          seen.push(inside);
          await new Promise((resolve) => setTimeout(resolve, 50));
          inside -= 1;
        }),
      ),
    );
    expect(Math.max(...seen)).toBe(1);
    expect(held).toContain(true);
    await Promise.all(four.map(({ close }) => close()));
  } finally {
    await scratch.drop();
  }
});

test("DATABASE_URL set to nothing means the embedded database", async () => {
  const before = { url: process.env.DATABASE_URL, folder: process.env.DATA_DIR };
  const folder = aFolder();
  await fillDataFolder(folder);
  Object.assign(process.env, { DATABASE_URL: "", DATA_DIR: folder });
  const opened = await openDatabase();
  expect(opened.kind).toBe("pglite");
  await opened.close();
  for (const [name, value] of [
    ["DATABASE_URL", before.url],
    ["DATA_DIR", before.folder],
  ] as const)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
});
