import { beforeAll, expect, test } from "vitest";
import { appeals } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppeal, aReviewer, aTakenAppeal, aToldDecision, days } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, givenPacks } from "@/test/town";
import { AppealListRequest } from "./contract";
import { appealCounts, listAppeals } from "./list.queries";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;
const now = after(days(10));

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db);
  amara = await aReviewer(db);
});

const asked = (request: Record<string, unknown>, at = now, actor = amara) =>
  listAppeals(opened().db, AppealListRequest.parse(request), actor, at);

test("what is due first comes first, page by page, each once; late ones are marked; others see only theirs", async () => {
  const { db } = opened();
  const filed: string[] = [];
  for (const day of [3, 1, 4, 2, 5]) {
    const { decisionId } = await aToldDecision(db, { by: mei });
    filed[day] = (await anAppeal(db, decisionId, { at: after(days(day)) })).reference;
  }
  const { decisionId } = await aToldDecision(db, { by: mei });
  filed[6] = (await aTakenAppeal(db, decisionId, amara, { at: after(days(6)) })).reference;
  const seen: string[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const page = await asked({ limit: 2, ...(next ? { after: next } : {}) });
    if (!page.ok) throw new Error(page.reason);
    seen.push(...page.value.rows.map(({ reference }) => reference));
    next = page.value.next;
  }
  expect(seen).toEqual(filed.slice(1));
  // Filed on the first day, to be answered fourteen days later.
  const late = await asked({}, after(days(15) + 1));
  expect(late.ok && late.value.rows.map(({ isLate }) => isLate)).toEqual([true, false, false, false, false, false]);
  expect(await appealCounts(db, amara, after(days(15) + 1))).toMatchObject({ open: 6, late: 1, mine: 1 });
  const mine = await asked({ state: "mine" });
  expect(mine.ok && mine.value.rows.map(({ reference }) => reference)).toEqual([filed[6]]);
  expect(await asked({ platform: "wechat" })).toMatchObject({ value: { rows: [], next: null } });
});

test("a cursor that is not one of ours is named, and a moderator does not see the list", async () => {
  expect(await asked({ after: "bm9uc2Vuc2U" })).toMatchObject({ code: "invalid", fields: [{ field: "after" }] });
  expect(await asked({}, now, mei)).toMatchObject({ code: "forbidden" });
  expect((await opened().db.select().from(appeals)).length).toBeGreaterThan(0);
});
