import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { apiKeys, sanctions } from "@/db/schema";
import { decisionFor } from "@/lib/decisions/api.queries";
import { strongerPage } from "@/lib/decisions/stronger.queries";
import { undoDecision } from "@/lib/decisions/undo.command";
import { newApiKey } from "@/lib/platform/api-key";
import type { Person } from "@/lib/platform/permissions.rules";
import { anAppealDesk, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDecidedCase, auditOf, townTime } from "@/test/town";
import { POST } from "./[sanctionId]/executed/route";

const { opened } = withTestDatabase();
const db = () => opened().db;
const keys = { shop: newApiKey(), other: newApiKey(), reader: newApiKey() };
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  const row = (name: keyof typeof keys, platformIds: string[], permissions: string[]) => ({
    ...{ name, keyHash: keys[name].keyHash, platformIds, permissions, createdAt: townTime },
  });
  await db()
    .insert(apiKeys)
    .values([
      row("shop", ["taobao-weitao"], ["sanction.report"]),
      row("other", ["wechat"], ["sanction.report"]),
      row("reader", [], ["decision.read"]),
    ]);
});

async function report(id: string, body: unknown = {}, key: keyof typeof keys | null = "shop") {
  const request = new Request(`http://desk.example/api/v1/sanctions/${id}/executed`, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(key ? { headers: { authorization: `Bearer ${keys[key].key}` } } : {}),
  });
  const answer = await POST(request, { params: Promise.resolve({ sanctionId: id }) });
  return { status: answer.status, body: await answer.json() };
}

/** A decision on hidden links with its measure, begun unless a test is about one that has not. */
async function aMeasure({ isBegun = true } = {}) {
  const { decisionId } = await aDecidedCase(db(), { by: mei, tags: ["hidden_link"], at: townTime });
  if (isBegun) await theWorkerRuns(db(), new Date(townTime.getTime() + 60_000));
  const [measure] = await db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId));
  if (!measure) throw new Error("the decision has no measure");
  return { ...measure, decisionId };
}
/** How often the log says it. */
const reportsOf = async (id: string) =>
  (await auditOf(db(), id)).filter(({ verb }) => verb === "sanction.report").length;
const storedAt = async (id: string) =>
  (await db().select().from(sanctions).where(eq(sanctions.id, id)))[0]?.executedAt ?? null;

test("AE5: a platform's program says that a measure was carried out, and when; from then on it stands among what was", async () => {
  const { id, decisionId } = await aMeasure();
  const executedAt = new Date(townTime.getTime() + 3_600_000);
  const said = await report(id, { executedAt: executedAt.toISOString() });
  expect(said).toEqual({
    status: 200,
    body: { id, decisionId, executedAt: executedAt.toISOString(), repeated: false },
  });
  expect(await storedAt(id)).toEqual(executedAt);
  const page = await strongerPage(db(), amara);
  expect(page.ok && page.value.carriedOut.map((row) => row.id)).toContain(id);
  expect(page.ok && page.value.pending.map((row) => row.id)).not.toContain(id);
  const key = { kind: "key", id: "k", name: "shop", platformIds: [], permissions: ["decision.read"] } as const;
  const read = await decisionFor(db(), key, decisionId, new Date());
  expect(read).toMatchObject({
    value: {
      sanctions: expect.arrayContaining([expect.objectContaining({ id, executedAt: executedAt.toISOString() })]),
    },
  });
  expect(await reportsOf(id)).toBe(1);
});

test("AE5: said twice, it counts once: what was said first stays, and nothing more is written down", async () => {
  const { id } = await aMeasure();
  const first = await report(id, { executedAt: new Date(townTime.getTime() + 120_000).toISOString() });
  const again = await report(id, { executedAt: new Date(townTime.getTime() + 900_000).toISOString() });
  expect([first.body.repeated, again.body.repeated]).toEqual([false, true]);
  expect(again.body.executedAt).toBe(first.body.executedAt);
  expect(await reportsOf(id)).toBe(1);
  const two = await aMeasure();
  const both = await Promise.all([report(two.id), report(two.id)]);
  expect(both.map(({ body }) => body.repeated).toSorted()).toEqual([false, true]);
});

test("AE5: what cannot be is refused by its field, and what has not begun or was lifted by its reason", async () => {
  const { id } = await aMeasure();
  const fields = async (body: unknown) =>
    (await report(id, body)).body.errors?.map(
      (each: { field: string; reason: string }) => `${each.field} ${each.reason}`,
    );
  expect(await fields({ executedAt: "2999-01-01T00:00:00Z" })).toEqual(["executedAt moment_in_future"]);
  expect(await fields({ executedAt: "2016-01-01T00:00:00Z" })).toEqual(["executedAt moment_before_measure"]);
  expect((await fields({ executedAt: "yesterday" }))?.[0]).toMatch(/^executedAt /);
  expect((await report(id, { when: "now" })).status).toBe(422);
  expect((await report(id, "[]")).status).toBe(422);
  expect(await storedAt(id)).toBeNull();
  const young = await aMeasure({ isBegun: false });
  expect(await report(young.id)).toMatchObject({ status: 422, body: { reason: "measure_not_begun" } });
  expect(await undoDecision(mei, { decisionId: young.decisionId }, new Date(townTime.getTime() + 1_000))).toMatchObject(
    { ok: true },
  );
  expect(await report(young.id)).toMatchObject({ status: 422, body: { reason: "measure_lifted" } });
});

test("AE5: a key says it only with its permission, and only of its own platform's measures", async () => {
  const { id } = await aMeasure();
  expect((await report(id, {}, null)).status).toBe(401);
  expect((await report(id, {}, "reader")).status).toBe(403);
  expect(await report(id, {}, "other")).toMatchObject({ status: 404, body: { reason: "measure_not_found" } });
  expect((await report("not-an-id")).status).toBe(422);
  expect(await storedAt(id)).toBeNull();
});
