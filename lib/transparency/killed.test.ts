import { expect, test, vi } from "vitest";
import { type OpenDatabase, putDatabase } from "@/db/client";
import { openEmbedded, openPostgres } from "@/db/open";
import { databaseSubmissions } from "@/db/schema";
import { aChild, aFolder } from "@/test/child";
import { fillDataFolder, postgresUrl, scratchPostgres } from "@/test/database";
import { given, statementsDue } from "@/test/statements-due";
import { aColleague, givenPacks } from "@/test/town";
import { aTransparencyServer } from "@/test/transparency-server";
import { sendStatements } from "./send-statements.command";

/** A database that outlives the process that used it: a folder, or one on the server. */
async function aLastingDatabase(): Promise<{
  env: Record<string, string>;
  open: () => Promise<OpenDatabase>;
  drop: () => Promise<void>;
}> {
  if (postgresUrl) {
    const { url, drop } = await scratchPostgres(postgresUrl);
    return { env: { DATABASE_URL: url }, open: () => openPostgres(url, { max: 4 }), drop };
  }
  const folder = aFolder();
  await fillDataFolder(folder);
  return { env: { DATA_DIR: folder }, open: () => openEmbedded(folder), drop: async () => undefined };
}

test("B1: a process that is killed in the middle of a batch, after the database took it, leaves nothing lost and nothing doubled", {
  timeout: 120_000,
}, async () => {
  const server = await aTransparencyServer({ "7|ae": "aliexpress" });
  const lasting = await aLastingDatabase();
  let moment = new Date("2026-01-10T03:00:00Z");
  const opened = await lasting.open();
  putDatabase(opened);
  await givenPacks(opened.db);
  const puids = await statementsDue(opened.db, await aColleague(opened.db), 5, moment);
  await given(opened.db, "aliexpress", { databaseSend: true, databaseSandbox: false, databaseUrl: server.url });
  await opened.close();
  moment = new Date(moment.getTime() + 60_000);
  // It stores the batch, and the process dies before the answer comes.
  server.fails(() => "late after");
  const tokens = { DATABASE_TOKEN_ALIEXPRESS: "7|ae", DATABASE_TOKEN_ALIEXPRESS_ORIGIN: server.url };
  const child = await aChild(["test/children/send-statements.ts"], {
    ...lasting.env,
    ...tokens,
    NOW: moment.toISOString(),
  });
  await child.until(/sending/);
  await expect.poll(() => server.calls.length, { timeout: 30_000 }).toBe(1);
  await child.kill("SIGKILL");
  expect(child.said).not.toContain("done");

  server.fails(() => null);
  const again = await lasting.open();
  putDatabase(again);
  for (const [name, value] of Object.entries(tokens)) vi.stubEnv(name, value);
  expect((await again.db.select().from(databaseSubmissions)).map(({ state }) => state)).toEqual(
    Array(5).fill("sending"),
  );
  for (const seconds of [121, 31, 31]) {
    moment = new Date(moment.getTime() + seconds * 1000);
    await sendStatements(again.db, () => moment);
  }
  const rows = await again.db.select().from(databaseSubmissions);
  expect(rows.map(({ state }) => state)).toEqual(Array(5).fill("delivered"));
  expect(server.of("aliexpress").toSorted((a, b) => a.puid.localeCompare(b.puid))).toEqual(
    puids.toSorted((a, b) => a.localeCompare(b)).map((puid) => ({ puid, times: 1 })),
  );
  putDatabase(undefined);
  await again.close();
  await lasting.drop();
  server.close();
  vi.unstubAllEnvs();
});
