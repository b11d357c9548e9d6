import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, cases } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppeal, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { AppealListRequest } from "./contract";
import { listAppeals } from "./list.queries";
import { weighEarlier } from "./risk.store";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
const now = after(days(2));

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
});

async function references(request: Record<string, unknown>): Promise<string[]> {
  const seen: string[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const asked = AppealListRequest.parse({ ...request, limit: 1, ...(next ? { after: next } : {}) });
    const page = await listAppeals(db(), asked, amara, now);
    if (!page.ok) throw new Error(page.reason);
    seen.push(...page.value.rows.map(({ reference }) => reference));
    next = page.value.next;
  }
  return seen;
}

test("appeals come by their risk where the reader asks for it, and by what is due among equals, page by page, each once", async () => {
  const deviation = { code: "other", why: "Deleting it is enough for a first time." };
  const milder = { sanctions: [{ action: "tb.delete-content" }], deviation };
  const [mild, whole, told] = [
    await aToldDecision(db(), { by: mei, decision: milder }),
    await aToldDecision(db(), { by: mei }),
    await aToldDecision(db(), { by: mei }),
  ];
  const low = await anAppeal(db(), mild.decisionId, { at: after(days(1)) });
  const other = await anAppeal(db(), told.decisionId, { at: after(days(1) + 60) });
  // Something that many saw: what the platform tells of its reach stands in the case's reasons for its place.
  const rankWhy = [{ code: "reach", points: 20, values: { of: "views", count: 900_000_000 } }];
  const { caseId } = whole;
  await db().update(cases).set({ rankWhy }).where(eq(cases.id, caseId));
  const high = await anAppeal(db(), whole.decisionId, { at: after(days(1) + 120) });
  expect(await references({})).toEqual([low.reference, other.reference, high.reference]);
  const levels = await db().select({ reference: appeals.reference, risk: appeals.risk }).from(appeals);
  expect(levels.find(({ reference }) => reference === high.reference)?.risk).toBe(2);
  expect(await references({ order: "risk" })).toEqual([high.reference, low.reference, other.reference]);
  // Why is said to an auditor as it is; who has to look at the evidence first is not told what was decided.
  const why = async (actor: Person) => {
    const page = await listAppeals(db(), AppealListRequest.parse({}), actor, now);
    return page.ok ? (page.value.rows.find(({ reference }) => reference === low.reference)?.riskWhy ?? []) : [];
  };
  expect(await why(await aColleague(db(), { role: "auditor" }))).toEqual([{ code: "content_gone" }]);
  expect(await why(amara)).toEqual([{ code: "stakes" }]);
});

test("appeals from before they were weighed are weighed once; with the answer the reasons are gone", async () => {
  const { decisionId } = await aToldDecision(db(), { by: mei });
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara);
  const row = async () => (await db().select().from(appeals).where(eq(appeals.id, appealId)))[0];
  const filed = await row();
  await db().update(appeals).set({ risk: 0, riskWhy: [] }).where(eq(appeals.id, appealId));
  expect(await weighEarlier(db())).toBe(1);
  expect(await weighEarlier(db())).toBe(0);
  expect(await row()).toMatchObject({ risk: filed?.risk, riskWhy: filed?.riskWhy });
  expect(filed?.riskWhy.length).toBeGreaterThan(0);
  await answerAppeal(amara, { appealId, version, outcome: "upheld", reasons }, now);
  expect(await row()).toMatchObject({ state: "decided", riskWhy: [] });
});
