import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { cases, tryOutCases, tryOuts } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { noTotals } from "@/lib/policy/try-out/totals.rules";
import { versionFileAt } from "@/lib/policy/version-file.queries";
import { withTestDatabase } from "@/test/database";
import { copiesOf } from "@/test/many-decisions";
import { aColleague, aDecidedCase, anAccount, auditOf, givenPacks } from "@/test/town";
import { requestTryOut, stopTryOut } from "./try-out.command";
import { tryOutCasesOf, tryOutList, tryOutView } from "./try-out.queries";
import { carryTryOuts, forgetTryOuts } from "./try-out.store";

const { opened } = withTestDatabase();
const platformId = "taobao-weitao";
const now = new Date("2016-09-30T04:00:00Z");
const clock = () => now;
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
let mei: Person;
let lucia: Person;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  lucia = await aColleague(db, { name: "Lucía Herrera", role: "admin" });
  const account = await anAccount(db);
  for (const days of [20, 10, 2]) {
    const isThird = days === 2;
    const sanctions = [
      { action: "tb.delete-content" },
      { action: isThird ? "tb.close-comments-permanently" : "tb.suspend-comments-7d" },
    ];
    await aDecidedCase(db, { by: mei, at: daysAgo(days), account, language: "zh", decision: { sanctions } });
  }
  // Too long ago, and of a case that is for few eyes.
  await aDecidedCase(db, { by: mei, at: daysAgo(60) });
  const hidden = await aDecidedCase(db, { by: mei, at: daysAgo(3) });
  const rankWhy = [{ code: "child_abuse", points: 1 }];
  await db.update(cases).set({ rankWhy }).where(eq(cases.id, hidden.caseId));
});

async function asked(days = 30, version = "v2", by = lucia) {
  const made = await requestTryOut(by, { platform: platformId, version, days }, now);
  if (!made.ok) throw new Error(JSON.stringify(made));
  return made.value.tryOutId;
}

const viewOf = async (id: string, by = lucia) => {
  const view = await tryOutView(opened().db, by, { platformId, id });
  if (!view) throw new Error("There is no such run.");
  return view;
};

/** A draft of which the worker knows only what was stored: the second violation closes the comments. */
async function withThreshold(id: string, threshold: number): Promise<void> {
  const file = await versionFileAt(opened().db, platformId, "v2");
  for (const counter of file?.sanctions.counters ?? []) counter.threshold = threshold;
  await opened().db.update(tryOuts).set({ file }).where(eq(tryOuts.id, id));
}

test("the version in force, run over its own decisions, changes nothing for anybody", async () => {
  const id = await asked();
  expect((await viewOf(id)).decisionsAll).toBe(3);
  await carryTryOuts(opened().db, clock, 10_000);
  const view = await viewOf(id);
  expect(view).toMatchObject({ state: "done", decisionsDone: 3, endedAt: now.toISOString() });
  expect(view.totals.all).toMatchObject({ all: 3, same: 3, more: 0, untold: 0 });
  expect(view.titles["Table.4"]?.en).toBeTruthy();
  const entries = await auditOf(opened().db, id);
  expect(entries.map(({ verb, outcome }) => [verb, outcome])).toEqual([["policy.try_out", "done"]]);
});

test("a lower threshold is more for the second violation, and each number leads to its cases", async () => {
  const id = await asked();
  await withThreshold(id, 2);
  await carryTryOuts(opened().db, clock, 10_000);
  const view = await viewOf(id);
  expect(view.totals.clause["Table.4"]).toMatchObject({ all: 3, same: 2, more: 1 });
  expect(view.totals.role.buyer).toMatchObject({ all: 3, more: 1 });
  expect(view.totals.language.zh).toMatchObject({ all: 3, more: 1 });
  const behind = await tryOutCasesOf(opened().db, lucia, { view, asked: { verdict: "more", clause: "Table.4" }, now });
  expect(behind?.rows).toHaveLength(1);
  expect(behind?.rows[0]).toMatchObject({ clauseRef: "Table.4", wouldRef: "Table.4", count: 2, imposed: null });
  expect(behind?.rows[0]?.decidedAt).toBe(daysAgo(10).toISOString());
  expect(behind?.rows[0]?.would.map(({ en }) => en).join()).toContain("ermanently");
  const none = await tryOutCasesOf(opened().db, lucia, { view, asked: { role: "merchant" }, now });
  expect(none?.rows).toEqual([]);
});

test("a run that was cut off goes on where it was, and looks at no decision twice", async () => {
  const id = await asked();
  // As a process leaves it that died after its first step.
  const first = await opened().db.select().from(tryOutCases).limit(1);
  const [row] = first;
  if (!row) throw new Error("Nothing was tried before.");
  const earliest = await tryOutCasesOf(opened().db, lucia, { view: { id: row.tryOutId, platformId }, asked: {}, now });
  const oldest = earliest?.rows.at(-1);
  const [whole] = await opened()
    .db.select()
    .from(tryOutCases)
    .where(eq(tryOutCases.id, oldest?.id ?? ""));
  if (!whole) throw new Error("The oldest is not there.");
  await opened()
    .db.update(tryOuts)
    .set({
      state: "running",
      afterAt: whole.decidedAt,
      afterId: whole.decisionId,
      decisionsDone: 1,
      totals: noTotals(),
    })
    .where(eq(tryOuts.id, id));
  await carryTryOuts(opened().db, clock, 10_000);
  expect(await viewOf(id)).toMatchObject({ state: "done", decisionsDone: 3, totals: { all: { all: 2 } } });
  const rows = await opened().db.select().from(tryOutCases).where(eq(tryOutCases.tryOutId, id));
  expect(rows.map(({ decisionId }) => decisionId)).not.toContain(whole.decisionId);
});

test("only one run of a platform is under way, and a run that is stopped stays stopped", async () => {
  const id = await asked();
  const second = await requestTryOut(lucia, { platform: platformId, version: "v2", days: 5 }, now);
  expect(second).toMatchObject({ ok: false, reason: "try_out_under_way" });
  expect(await stopTryOut(lucia, { tryOutId: id }, now)).toMatchObject({ ok: true });
  await carryTryOuts(opened().db, clock, 10_000);
  expect(await viewOf(id)).toMatchObject({ state: "stopped", decisionsDone: 0 });
  expect(await stopTryOut(lucia, { tryOutId: id }, now)).toMatchObject({ ok: false, reason: "try_out_over" });
  expect((await auditOf(opened().db, id)).map(({ verb, outcome }) => [verb, outcome])).toContainEqual([
    "policy.try_out_stop",
    "done",
  ]);
});

test("a run that is under way is stopped between two steps: what was tried stays, and nothing is tried after it", async () => {
  const { db } = opened();
  const made = await aDecidedCase(db, { by: mei, at: daysAgo(400) });
  await copiesOf(db, made, 1200, daysAgo(400));
  const id = await asked(500);
  const before = await viewOf(id);
  expect(before).toMatchObject({ state: "waiting", decisionsDone: 0 });
  expect(before.decisionsAll).toBeGreaterThan(1200);
  // One step, and the worker has not come back for the next.
  expect(await carryTryOuts(db, clock, 0)).toBe(true);
  expect(await viewOf(id)).toMatchObject({ state: "running", decisionsDone: 1000 });
  expect(await stopTryOut(lucia, { tryOutId: id }, now)).toMatchObject({ ok: true });
  expect(await carryTryOuts(db, clock, 10_000)).toBe(false);
  const stopped = await viewOf(id);
  expect(stopped).toMatchObject({ state: "stopped", decisionsDone: 1000, endedAt: now.toISOString() });
  expect(stopped.totals.all.all).toBe(1000);
  expect(await db.$count(tryOutCases, eq(tryOutCases.tryOutId, id))).toBe(1000);
  const next = await asked();
  await carryTryOuts(db, clock, 10_000);
  expect((await viewOf(next)).state).toBe("done");
});

test("whoever may not edit rules is refused, and a version that is not there or has no text is named", async () => {
  const ask = (by: Person, input: object) =>
    requestTryOut(by, { platform: platformId, version: "v2", days: 30, ...input }, now);
  expect(await ask(mei, {})).toMatchObject({ ok: false, code: "forbidden" });
  expect(await ask(lucia, { version: "v9" })).toMatchObject({
    fields: [{ field: "version", reason: "version_unknown" }],
  });
  expect(await ask(lucia, { platform: "nowhere" })).toMatchObject({
    fields: [{ field: "platform", reason: "platform_unknown" }],
  });
  expect(await ask(lucia, { platform: "wechat", version: "aup-before-2023-08-01" })).toMatchObject({
    fields: [{ field: "version", reason: "version_not_recorded" }],
  });
  expect(await ask(lucia, { days: 0 })).toMatchObject({ ok: false, code: "invalid" });
});

test("cases of child safety are tried for those who are cleared, and nobody else sees that run", async () => {
  const cleared: Person = { ...lucia, skills: { childSafety: true, languages: [], platforms: [], groups: [] } };
  const id = await asked(30, "v2", cleared);
  await carryTryOuts(opened().db, clock, 10_000);
  expect((await viewOf(id, cleared)).totals.all.all).toBe(4);
  expect(await tryOutView(opened().db, lucia, { platformId, id })).toBeNull();
  const listed = await tryOutList(opened().db, lucia, { platformId, after: "" });
  expect(listed.rows.map((row) => row.id)).not.toContain(id);
  expect(await stopTryOut(lucia, { tryOutId: id }, now)).toMatchObject({ ok: false, reason: "try_out_not_found" });
});

test("runs are forgotten after ninety days, with what they said of each case", async () => {
  await forgetTryOuts(opened().db, new Date(now.getTime() + 89 * 86_400_000));
  expect((await opened().db.select().from(tryOuts)).length).toBeGreaterThan(0);
  await forgetTryOuts(opened().db, new Date(now.getTime() + 91 * 86_400_000));
  expect(await opened().db.select().from(tryOuts)).toEqual([]);
  expect(await opened().db.select().from(tryOutCases)).toEqual([]);
  expect(await tryOutView(opened().db, lucia, { platformId, id: v7() })).toBeNull();
});
