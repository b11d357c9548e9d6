import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { apiKeys, researchExports } from "@/db/schema";
import { apiCaller } from "@/lib/platform/api-caller";
import { actorOfApiKey } from "@/lib/platform/api-key";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aStoredDecision } from "@/test/report-cases";
import { aColleague, givenPacks } from "@/test/town";
import { grantResearch } from "./grant.command";
import { exportLines, startExport } from "./read.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = new Date("2027-01-20T10:00:00Z");
const clock = () => now;
let lucia: Person;

beforeAll(async () => {
  await givenPacks(db());
  const mei = await aColleague(db());
  lucia = await aColleague(db(), { role: "admin" });
  const at = new Date("2026-06-15T12:00:00Z");
  await aStoredDecision(db(), mei, { at, values: ["DECISION_ACCOUNT_SUSPENDED"], described: "Sells followers" });
});

/** An export that a researcher has begun, with its key. */
async function begun() {
  const about = { holder: "Ada Vint", institution: "Institute", purpose: "How often appeals change a decision." };
  const granted = await grantResearch(lucia, { ...about, platformIds: [], until: "2027-02-20" }, now);
  if (!granted.ok) throw new Error(JSON.stringify(granted));
  const actor = await actorOfApiKey(db(), `Bearer ${granted.value.key}`, now);
  if (!actor) throw new Error("no actor");
  const started = await startExport(actor, { format: "csv" }, now);
  if (!started.ok) throw new Error(JSON.stringify(started));
  return { started: started.value, keyId: granted.value.keyId };
}
const logged = async (id: string) => (await db().select().from(researchExports).where(eq(researchExports.id, id)))[0];

test("an export that is read to its end says how much was handed out, and when it ended", async () => {
  const { started } = await begun();
  const pieces: Uint8Array[] = [];
  for await (const piece of exportLines(started, "csv", now, clock)) pieces.push(piece);
  expect(pieces).toHaveLength(2);
  expect(await logged(started.exportId)).toMatchObject({ rows: 1, endedAt: now });
});

test("a key that is revoked, or whose term ends, while an export runs gets nothing more of it", async () => {
  const revoked = await begun();
  const lines = exportLines(revoked.started, "csv", now, clock);
  expect((await lines.next()).done).toBe(false);
  await db().update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.id, revoked.keyId));
  await expect(lines.next()).rejects.toThrow("opens nothing");
  expect(await logged(revoked.started.exportId)).toMatchObject({ rows: 0, endedAt: null });
  const over = await begun();
  const late = exportLines(over.started, "csv", now, () => new Date("2027-02-21T00:00:00Z"));
  await late.next();
  await expect(late.next()).rejects.toThrow("opens nothing");
});

test("an export that its reader breaks off says in the log how much of it left", async () => {
  const { started } = await begun();
  const lines = exportLines(started, "csv", now, clock);
  await lines.next();
  await lines.next();
  await lines.return(undefined);
  expect(await logged(started.exportId)).toMatchObject({ rows: 1, endedAt: null });
});

test("who holds the right key reads when its time ended and how to ask anew; whoever guesses learns nothing of it", async () => {
  const until = now.toISOString().slice(0, 10);
  const about = { holder: "Ada Vint", institution: "Institute", purpose: "How often appeals change a decision." };
  const made = await grantResearch(lucia, { ...about, platformIds: [], until }, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const granted = made.value;
  const over = new Date(`${until}T23:59:59.999Z`);
  const askedWith = (key: string, at: Date) =>
    apiCaller(new Request("https://desk.example", { headers: { authorization: `Bearer ${key}` } }), "test", at);
  expect(await askedWith(granted.key, over)).toMatchObject({ ok: true });
  const after = new Date(over.getTime() + 1);
  const told = await askedWith(granted.key, after);
  const midnight = after.toISOString().slice(0, 16).replace("T", " ");
  expect(told).toMatchObject({ failure: { reason: "key_expired", values: { at: midnight } } });
  const other = `rck_${"x".repeat(43)}`;
  expect(await askedWith(other, after)).toMatchObject({ failure: { reason: "key_unknown" } });
  await db().update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.id, granted.keyId));
  expect(await askedWith(granted.key, after)).toMatchObject({ failure: { reason: "key_unknown" } });
});
