import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { OpenDatabase } from "@/db/client";
import { openEmbedded, openPostgres } from "@/db/open";
import { auditEntries, cases, mails, notices, people } from "@/db/schema";
import { verifyAudit } from "@/lib/platform/audit-verify";
import { aChild, aFolder, isPlain, ran } from "@/test/child";
import { fillDataFolder, onPostgres, postgresUrl, scratchPostgres } from "@/test/database";

const boot = "test/children/boot.ts";
const strong = "kRq7-Vx2_mPz9sT4bWn8LcYd3GfHj5Qa";
const other = "Zt6uE1oNiK0pXv7rBqMs2wDgCyAh9FlJ";

/** What is there, so that two starts can be compared. */
async function counts({ db }: OpenDatabase) {
  return {
    cases: await db.$count(cases),
    notices: await db.$count(notices),
    mails: await db.$count(mails),
    people: await db.$count(people),
    entries: await db.$count(auditEntries),
  };
}

test.runIf(postgresUrl)(
  "a production start refuses each secret that is missing, short, well known, monotonous or used twice, and names it",
  async () => {
    const scratch = await scratchPostgres(postgresUrl);
    const production = { NODE_ENV: "production", DATABASE_URL: scratch.url };
    const tries: [Record<string, string>, string][] = [
      [{}, "SESSION_SECRET is not set"],
      [{ SESSION_SECRET: strong }, "LINK_SECRET is not set"],
      [{ SESSION_SECRET: "", LINK_SECRET: strong }, "SESSION_SECRET is not set"],
      [{ SESSION_SECRET: "short", LINK_SECRET: strong }, "SESSION_SECRET is shorter than 32 characters"],
      [{ SESSION_SECRET: strong, LINK_SECRET: `changeme${strong}` }, "LINK_SECRET is a well-known default"],
      [{ SESSION_SECRET: "abab".repeat(10), LINK_SECRET: strong }, "SESSION_SECRET repeats a few characters"],
      [{ SESSION_SECRET: strong, LINK_SECRET: strong }, "SESSION_SECRET and LINK_SECRET are the same"],
    ];
    try {
      for (const [secrets, sentence] of tries) {
        const folder = aFolder();
        const { code, said, complained } = await ran([boot], { ...production, DATA_DIR: folder, ...secrets });
        expect([sentence, code, said]).toEqual([sentence, 1, []]);
        expect(complained).toHaveLength(1);
        expect(complained[0]).toContain(sentence);
        expect(complained[0], "the secret itself is not shown").not.toContain(strong);
        expect(existsSync(join(folder, "secrets.json")), "none is made up in production").toBe(false);
      }
    } finally {
      await scratch.drop();
    }
  },
  240_000,
);

test.runIf(postgresUrl)(
  "on a server: a production start makes no demo, warns of what is missing, and refuses a database with demo people",
  async () => {
    const scratch = await scratchPostgres(postgresUrl);
    const env = { DATABASE_URL: scratch.url, SESSION_SECRET: strong, LINK_SECRET: other };
    const production = { ...env, NODE_ENV: "production", DATA_DIR: aFolder() };
    try {
      const first = await aChild([boot], production);
      await first.until(/^up$/);
      await first.kill("SIGTERM");
      expect(first.complained).toEqual([
        expect.stringContaining("APP_URL is http://127.0.0.1:3000"),
        expect.stringContaining("SMTP_URL is not set"),
        expect.stringContaining("TRUSTED_PROXIES is not set"),
      ]);
      expect(first.said.join("\n")).not.toContain("demo");
      const opened = await openPostgres(scratch.url, { max: 2 });
      // In the log: the packs of four platforms, and the register of commitments.
      expect(await counts(opened)).toEqual({ cases: 0, notices: 0, mails: 0, people: 0, entries: 5 });

      // The same database, started as a demo by two processes at once: one fills the town, the other waits.
      const demo = await Promise.all(
        ["4101", "4102"].map((PORT) => aChild([boot], { ...env, PORT, DATA_DIR: aFolder() })),
      );
      for (const child of demo) await child.until(/^up$/);
      for (const child of demo) await child.kill("SIGTERM");
      expect(demo.flatMap(({ said }) => said).filter((line) => line.startsWith("The town has"))).toEqual([
        "The town has 107 reported items.",
      ]);
      expect(await opened.db.$count(people)).toBe(6);
      expect(await verifyAudit(opened.db, { now: new Date() })).toMatchObject({ ok: true });
      await opened.close();

      const refused = await ran([boot], production);
      expect([refused.code, refused.complained.length]).toEqual([1, 1]);
      expect(refused.complained[0]).toMatch(/^This database holds the demo people\. A production start needs/);
    } finally {
      await scratch.drop();
    }
  },
  400_000,
);

test("a production start without a server database that answers says so in one sentence", async () => {
  const env = { NODE_ENV: "production", SESSION_SECRET: strong, LINK_SECRET: other, DATA_DIR: aFolder() };
  const { code, complained } = await ran([boot], {
    ...env,
    DATABASE_URL: "postgres://ana:hidden-word@127.0.0.1:9/desk",
  });
  expect(code).toBe(1);
  expect(complained).toEqual([expect.stringContaining("The database desk at 127.0.0.1:9 cannot be opened")]);
  expect([isPlain(complained), complained[0]?.includes("hidden-word")]).toEqual([true, false]);
}, 60_000);

test.runIf(!onPostgres)(
  "a demo start that is killed while it fills the town begins again; the next one fills it, and the one after keeps all of it",
  async () => {
    const folder = aFolder();
    await fillDataFolder(folder);
    const env = { DATA_DIR: folder, PORT: "4103" };
    const secrets = () => readFileSync(join(folder, "secrets.json"), "utf8");

    const killed = await aChild([boot], env);
    await killed.until(/^ {2}\d+ %$/);
    await killed.kill("SIGKILL");
    const kept = secrets();
    expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);

    const first = await aChild([boot], env);
    await first.until(/^up$/);
    await first.kill("SIGTERM");
    expect(first.said).toContain("An earlier start ended while the demo town was filled: beginning again …");
    expect(first.said).toContain("The town has 107 reported items.");
    expect(first.said.some((line) => /^ {2}7\d %$/.test(line))).toBe(true);
    expect(first.said.filter((line) => /^ {2}.+ \(\w+\): .+@demo\.recourse\.example {2}\S+$/.test(line))).toHaveLength(
      6,
    );
    expect(first.said.find((line) => line.startsWith("Ready in"))).toContain("http://127.0.0.1:4103");
    expect([first.complained, secrets()]).toEqual([[], kept]);
    expect(readFileSync(join(folder, "address"), "utf8")).toBe("http://127.0.0.1:4103\n");
    const before = await seen(folder);

    const second = await aChild([boot], env);
    await second.until(/^up$/);
    await second.kill("SIGTERM");
    expect(second.said.filter((line) => /town/.test(line))).toEqual([]);
    expect(second.said.slice(-7), "the same people with the same passwords").toEqual(first.said.slice(-7));
    expect([await seen(folder), secrets()]).toEqual([before, kept]);
  },
  600_000,
);

async function seen(folder: string) {
  const opened = await openEmbedded(folder);
  try {
    const { entries: _entries, mails: _mails, ...rest } = await counts(opened);
    const [town] = await opened.db.select().from(people).where(eq(people.name, "Mei Lin"));
    expect(await verifyAudit(opened.db, { now: new Date() })).toMatchObject({ ok: true });
    return { ...rest, mei: town?.passwordHash };
  } finally {
    await opened.close();
  }
}

test.runIf(!onPostgres)(
  "the demo's secrets: what the environment gives is used and not written down; half a file is not guessed at",
  async () => {
    const folder = aFolder();
    const ask = (env: Record<string, string> = {}) =>
      ran(["test/children/tell-secrets.ts"], { DATA_DIR: folder, ...env });
    const own = JSON.parse((await ask()).said[0] ?? "") as Record<string, string>;
    expect(Object.values(own).every((secret) => secret.length >= 43)).toBe(true);
    expect(new Set(Object.values(own)).size).toBe(3);
    const given = JSON.parse((await ask({ LINK_SECRET: strong })).said[0] ?? "");
    expect(given).toEqual({ ...own, links: strong });
    expect(readFileSync(join(folder, "secrets.json"), "utf8")).not.toContain(strong);
    expect(JSON.parse((await ask()).said[0] ?? "")).toEqual(own);
    writeFileSync(join(folder, "secrets.json"), '{"session": "x');
    const broken = await ask();
    expect([broken.code, broken.complained]).toEqual([
      1,
      [expect.stringContaining("secrets.json cannot be read. Put back a copy, or delete it")],
    ]);
    rmSync(join(folder, "secrets.json"));
    const eight = await Promise.all(Array.from({ length: 8 }, () => ask()));
    expect(new Set(eight.map(({ said }) => said[0])).size, "eight processes at once agree on one set").toBe(1);
  },
  120_000,
);
