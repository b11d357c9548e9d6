import { eq, isNull } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, cases } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { gatherPending } from "@/lib/queue/gather.store";
import { keepUpWaves } from "@/lib/queue/wave-upkeep.store";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, givenPacks, townTime } from "@/test/town";
import { planWave, waveOfCase, waveView } from "./wave.queries";
import { waveAt } from "./wave-at.queries";
import { openWaves } from "./wave-list.queries";
import { waveMembersPage } from "./wave-members.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let firstCase = "";
let aloneCase = "";
const size = 45;

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  for (let at = 0; at < size; at += 1) {
    const { caseId } = await aCase(db(), { text: `加微信看最新款手表，全场包邮，一比一复刻，支持货到付款 ${at}` });
    firstCase ||= caseId;
  }
  aloneCase = (await aCase(db(), { text: "这家店的客服态度很好，发货也快，就是包装有点简单，希望以后改进" })).caseId;
  await db().update(cases).set({ suggestedAt: townTime }).where(isNull(cases.suggestedAt));
  while ((await gatherPending(db(), townTime, 50)) > 0);
});

const waveId = async () => {
  const page = await openWaves(db(), mei);
  if (!page.ok) throw new Error(page.reason);
  expect(page.value.rows).toHaveLength(1);
  return page.value.rows[0]?.id ?? "";
};

test("the list holds what repeats, not what stands alone, and the case says that it is one of many", async () => {
  const id = await waveId();
  expect(await waveOfCase(db(), mei, firstCase)).toEqual({ ok: true, value: { waveId: id, size } });
  expect(await waveOfCase(db(), mei, aloneCase)).toEqual({ ok: true, value: null });
  const view = await waveView(db(), mei, id, townTime);
  expect(view).toMatchObject({ ok: true, value: { size, accounts: size, by: { first: 1 }, run: null } });
  expect(await Promise.all([id, firstCase, "w"].map((asked) => waveAt(db(), mei, asked)))).toEqual([id, null, null]);
  expect(view.ok && view.value.spread.reduce((sum, part) => sum + part.count, 0)).toBe(size);
});

test("the items come page by page, each once, in the order in which they came", async () => {
  const seen: string[] = [];
  for (let after: string | undefined = ""; after !== undefined; ) {
    const page = await waveMembersPage(db(), mei, { waveId: await waveId(), ...(after ? { after } : {}) }, townTime);
    if (!page.ok) throw new Error(page.reason);
    seen.push(...page.value.rows.map(({ caseId }) => caseId));
    after = page.value.next ?? undefined;
  }
  expect(new Set(seen).size).toBe(size);
  expect(seen).toHaveLength(size);
  const forged = await waveMembersPage(db(), mei, { waveId: await waveId(), after: "x" });
  expect(forged).toMatchObject({ ok: false, fields: [{ reason: "cursor_unknown" }] });
});

test("whoever may not decide is shown no plan, and a key of another platform sees no wave", async () => {
  const auditor = await aColleague(db(), { role: "auditor" });
  const asked = { waveId: await waveId(), choice: { outcome: "no_violation" } };
  expect(await planWave(auditor, asked, townTime)).toMatchObject({ code: "forbidden" });
  const plan = await planWave(mei, asked, townTime);
  expect(plan).toMatchObject({ ok: true, value: { total: size, groups: [{ size, canBeDecided: true }] } });
  const through = { ...mei, through: { keyId: mei.id, platformIds: ["wechat"] } };
  expect(await openWaves(db(), through)).toMatchObject({ ok: true, value: { rows: [] } });
  expect(await waveView(db(), through, await waveId())).toMatchObject({ code: "not_found" });
  expect(await waveAt(db(), through, await waveId())).toBeNull();
});

test("an item that a later notice makes a case of child safety is shown in no wave, and soon leaves it", async () => {
  const id = await waveId();
  const before = await waveMembersPage(db(), mei, { waveId: id }, townTime);
  const [, second = "", third = ""] = before.ok ? before.value.rows.map(({ caseId }) => caseId) : [];
  const nowChildSafety = (caseId: string) =>
    db()
      .update(cases)
      .set({ rankWhy: [{ code: "child_abuse", points: 0 }] })
      .where(eq(cases.id, caseId));
  await nowChildSafety(second);
  expect(await waveView(db(), mei, id, townTime)).toMatchObject({
    value: { size: size - 1, first: { caseId: firstCase } },
  });
  const page = await waveMembersPage(db(), mei, { waveId: id }, townTime);
  expect(page.ok && page.value.rows.some(({ caseId }) => caseId === second)).toBe(false);
  expect(await waveOfCase(db(), mei, second)).toEqual({ ok: true, value: null });
  await nowChildSafety(firstCase);
  expect(await openWaves(db(), mei), "its text is the wave's").toMatchObject({ value: { rows: [] } });
  expect(await waveView(db(), mei, id, townTime)).toMatchObject({ code: "not_found" });
  expect(await waveAt(db(), mei, id)).toBeNull();
  await keepUpWaves(db(), townTime);
  expect(await openWaves(db(), mei)).toMatchObject({ value: { rows: [{ id, size: size - 2 }] } });
  expect(await waveView(db(), mei, id, townTime)).toMatchObject({
    value: { size: size - 2, takenOut: 0, first: { caseId: third } },
  });
});

test("a clause that is suggested names an item it was suggested for, which may have come under other rules than the first", async () => {
  const { caseId } = await aCase(db(), { text: "加微信看最新款手表，全场包邮，一比一复刻，支持货到付款 99" });
  await db().update(cases).set({ suggestedAt: townTime }).where(eq(cases.id, caseId));
  const read = { platformId: "taobao-weitao", model: "test", confident: "yes" as const, matches: [{ ref: "Table.6" }] };
  await db()
    .insert(caseSuggestions)
    .values({ ...read, caseId, madeAt: townTime });
  while ((await gatherPending(db(), townTime, 50)) > 0);
  const view = await waveView(db(), mei, await waveId(), townTime);
  expect(view).toMatchObject({ ok: true, value: { suggested: [{ ref: "Table.6", size: 1, caseId }] } });
});
