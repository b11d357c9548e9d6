import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { apiKeys, databaseCopies, researchExports } from "@/db/schema";
import { actorOfApiKey } from "@/lib/platform/api-key";
import type { Person } from "@/lib/platform/permissions.rules";
import { packed, streamOf } from "@/lib/platform/stream";
import { withTestDatabase } from "@/test/database";
import { copiesOf } from "@/test/many-decisions";
import { aColleague, aDecidedCase, givenPacks, townTime } from "@/test/town";
import { grantResearch } from "./grant.command";
import { exportLog } from "./list.queries";
import { exportLines, startExport } from "./read.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2027-01-20T10:00:00Z");
const clock = () => now;
const many = 1_201;
let lucia: Person;

/** As many public decisions as take three turns to read. */
beforeAll(async () => {
  await givenPacks(db());
  const mei = await aColleague(db());
  lucia = await aColleague(db(), { role: "admin" });
  const made = await aDecidedCase(db(), { by: mei, at: townTime });
  await copiesOf(db(), made, many - 1, new Date("2017-01-01T00:00:00Z"));
  // The letter and the copy of the one that was made, of each of the others.
  const others = sql`cross join decisions d where c.decision_id = ${made.decisionId} and d.id <> c.decision_id`;
  const letter = sql`md5(d.id::text)::uuid`;
  await db().execute(sql`insert into statements select (jsonb_populate_record(c, jsonb_build_object('id', ${letter},
      'decision_id', d.id, 'puid', d.id))).* from statements c ${others} and c.is_statement_of_reasons`);
  await db().execute(sql`insert into database_copies select (jsonb_populate_record(c, jsonb_build_object('id',
      gen_random_uuid(), 'decision_id', d.id, 'statement_id', ${letter}, 'puid', d.id))).* from database_copies c ${others}`);
  await db().update(databaseCopies).set({ state: "ready" });
});

async function begun(format: "csv" | "ndjson" = "ndjson") {
  const about = { holder: "Ada Vint", institution: "Institute", purpose: "How often appeals change a decision." };
  const granted = await grantResearch(lucia, { ...about, platformIds: [], until: "2027-02-20" }, now);
  if (!granted.ok) throw new Error(granted.reason);
  const actor = await actorOfApiKey(db(), `Bearer ${granted.value.key}`, now);
  if (!actor) throw new Error("the key opens nothing");
  const started = await startExport(actor, { format }, now);
  if (!started.ok) throw new Error(started.reason);
  return { started: started.value, keyId: granted.value.keyId };
}
const rowsIn = (text: string) => text.split("\n").filter(Boolean);
const textOf = (piece: Uint8Array | undefined) => Buffer.from(piece ?? []).toString();
async function logged(id: string) {
  const { rows, endedAt } = researchExports;
  const [row] = await db().select({ rows, endedAt }).from(researchExports).where(eq(researchExports.id, id));
  return row;
}

test("an export of many decisions leaves in pieces of a few hundred, each decision once", async () => {
  const { started } = await begun();
  const sizes: number[] = [];
  const ids = new Set<string>();
  for await (const piece of exportLines(started, "ndjson", now, clock)) {
    const lines = rowsIn(textOf(piece));
    sizes.push(lines.length);
    for (const line of lines) ids.add(JSON.parse(line).id);
  }
  expect(sizes).toEqual([500, 500, 201]);
  expect(ids.size).toBe(many);
  expect(await logged(started.exportId)).toEqual({ rows: many, endedAt: now });
});

test("an export whose process died says neither that it is whole nor how much left, for nobody wrote that down", async () => {
  const { started } = await begun("csv");
  const lines = exportLines(started, "csv", now, clock);
  for (let piece = 0; piece < 3; piece += 1) await lines.next();
  expect(await logged(started.exportId)).toEqual({ rows: null, endedAt: null });
  const log = await exportLog(db(), lucia, "");
  expect(log.ok && log.value.rows.find(({ id }) => id === started.exportId)).toMatchObject({
    rows: null,
    endedAt: null,
  });
});

test("however many decisions there are, no more of them is in memory than a reader takes and the piece after it", async () => {
  const { started } = await begun();
  let made = 0;
  async function* lines() {
    for await (const piece of exportLines(started, "ndjson", now, clock)) {
      made += 1;
      yield piece;
    }
  }
  const reader = streamOf(lines()).getReader();
  for (let taken = 1; taken <= 3; taken += 1) {
    await reader.read();
    // Reading the log takes as long as another batch would.
    await logged(started.exportId);
    await logged(started.exportId);
    expect(made - taken).toBeLessThanOrEqual(1);
  }
  expect((await reader.read()).done).toBe(true);
});

test("a key that is revoked in the middle breaks the stream, plain and packed, and the log has what left before", async () => {
  for (const isPacked of [false, true]) {
    const { started, keyId } = await begun();
    let pieces = 0;
    async function* lines() {
      for await (const piece of exportLines(started, "ndjson", now, clock)) {
        pieces += 1;
        if (pieces === 2) await db().update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.id, keyId));
        yield piece;
      }
    }
    await expect(new Response(streamOf(isPacked ? packed(lines()) : lines())).arrayBuffer()).rejects.toThrow();
    expect(pieces).toBe(2);
    expect(await logged(started.exportId)).toEqual({ rows: 1000, endedAt: null });
  }
});

test("a connection that is cut ends the reading of the database, and the export is never said to be whole", async () => {
  for (const isPacked of [false, true]) {
    const { started } = await begun();
    let isOver = false;
    let taken = 0;
    async function* lines() {
      try {
        for await (const piece of exportLines(started, "ndjson", now, clock)) {
          taken += rowsIn(textOf(piece)).length;
          yield piece;
        }
      } finally {
        isOver = true;
      }
    }
    const reader = streamOf(isPacked ? packed(lines()) : lines()).getReader();
    await reader.read();
    await reader.cancel();
    await expect.poll(() => isOver).toBe(true);
    const row = await logged(started.exportId);
    expect(row?.rows, "not less than was made").toBe(taken);
    expect(row?.endedAt === null || taken === many).toBe(true);
  }
});
