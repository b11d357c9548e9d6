import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { databaseQueues, databaseSubmissions, outbox } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { sendStatements } from "@/lib/transparency/send-statements.command";
import { withTestDatabase } from "./database";
import { given, statementsDue } from "./statements-due";
import { aColleague, givenPacks } from "./town";
import { aTransparencyServer } from "./transparency-server";

export const platform = "aliexpress";

/**
 * For the top of a test file: a desk that tells its statements to a Transparency Database of the test's own. The clock of
 * all tests of the file goes on: nothing of one is due in another.
 */
export function aSendingDesk() {
  const { opened } = withTestDatabase();
  const db = () => opened().db;
  let server: Awaited<ReturnType<typeof aTransparencyServer>>;
  let mei: Person;
  let lucia: Person;
  let moment = new Date("2026-01-10T03:00:00Z");
  beforeAll(async () => {
    server = await aTransparencyServer({ "7|ae": "aliexpress", "8|wx": "wechat" });
    await givenPacks(db());
    mei = await aColleague(db(), { name: "Mei Lin" });
    lucia = await aColleague(db(), { name: "Lucia Ferri", role: "admin" });
    vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS", "7|ae");
    vi.stubEnv("DATABASE_TOKEN_ALIEXPRESS_ORIGIN", server.url);
  });
  afterAll(() => {
    server.close();
    vi.unstubAllEnvs();
  });
  beforeEach(() => given(db(), platform, { databaseSend: true, databaseSandbox: false, databaseUrl: server.url }));
  afterEach(async () => {
    server.fails(() => null);
    server.allows(true);
    server.refusesAlso(() => null);
    server.calls.length = 0;
    await db().delete(databaseQueues);
    // What a test left behind is nothing of the next one's.
    await db().update(databaseSubmissions).set({ state: "given_up" }).where(sql`state <> 'delivered'`);
  });
  const pass = (seconds: number) => {
    moment = new Date(moment.getTime() + seconds * 1000);
  };
  return {
    db,
    pass,
    now: () => moment,
    get server() {
      return server;
    },
    get mei() {
      return mei;
    },
    get lucia() {
      return lucia;
    },
    send: (timeoutMs = 30_000) => sendStatements(db(), () => moment, timeoutMs),
    /** Decisions whose undo window is over. */
    async due(count: number): Promise<string[]> {
      const puids = await statementsDue(db(), mei, count, moment);
      pass(60);
      return puids;
    },
    timesOf: (puid: string) =>
      server
        .of(platform)
        .filter((one) => one.puid === puid)
        .map(({ times }) => times),
    alerts: async () => (await db().select().from(outbox).where(eq(outbox.kind, "mail.database_alert"))).length,
  };
}
