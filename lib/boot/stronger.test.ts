import { eq } from "drizzle-orm";
import { v7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { decisions, sanctions } from "@/db/schema";
import { PreviewDecision } from "@/lib/decisions/contract";
import { decideCase } from "@/lib/decisions/decide.command";
import { previewDecision } from "@/lib/decisions/preview.queries";
import { executeSanctions, setStrongerPenalties } from "@/lib/decisions/stronger.command";
import { strongerPage } from "@/lib/decisions/stronger.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, days, fieldsOf, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, anAccount, auditOf, type TownAccount } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let lucia: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  lucia = await aColleague(db(), { role: "admin" });
  const given = {
    platform: "aliexpress",
    subjectKind: "affiliate",
    steps: ["ae.disable-publishing", "ae.close-account"],
  };
  const set = await setStrongerPenalties(lucia, given);
  if (!set.ok) throw new Error(JSON.stringify(set));
});

const aPartner = () => anAccount(db(), { platformId: "aliexpress", language: "en" });
/** A hidden link of a partner, decided with these measures. */
async function decided(account: TownAccount, actions: string[], at: Date, more: Record<string, unknown> = {}) {
  const about = await aCase(db(), {
    account,
    role: "affiliate",
    tags: ["hidden_link"],
    surface: "feed",
    language: "en",
  });
  const answer = await decideCase(
    mei,
    {
      ...{ caseId: about.caseId, version: about.version, outcome: "violation", ground: "terms" },
      clause: "5.transaction-risk",
      facts: "The link leads to a listing that hides what is sold there.",
      sanctions: actions.map((action) => ({
        action,
        ...(action === "ae.disable-publishing" ? { openEnded: true } : {}),
      })),
      ...more,
    },
    at,
  );
  return { about, answer };
}

test("AE5: a partner who spreads hidden links gets at least our step, and a higher one the second time", async () => {
  const account = await aPartner();
  const mild = await decided(account, ["ae.delete-content"], after(0));
  const chosen = {
    caseId: mild.about.caseId,
    clause: "5.transaction-risk",
    sanctions: [{ action: "ae.delete-content" }],
  };
  const card = await previewDecision(db(), mei, PreviewDecision.parse(chosen), after(0));
  expect(card).toMatchObject({ value: { leavesTable: true } });
  expect(card.ok && card.value.warnings.join()).toContain("Disable the function of publishing content");
  expect(fieldsOf(mild.answer)).toEqual(["sanctions stronger_penalty_needed"]);
  expect((await decided(account, ["ae.disable-publishing"], after(10))).answer).toMatchObject({ ok: true });
  const again = await decided(account, ["ae.disable-publishing"], after(20));
  expect(fieldsOf(again.answer)).toEqual(["sanctions stronger_penalty_needed"]);
  expect((await decided(account, ["ae.close-account"], after(30))).answer).toMatchObject({ ok: true });
});

test("AE5: leaving our step is written down with its reason, and other cases and sellers are not touched by it", async () => {
  const deviation = { code: "milder_context", why: "The partner reported the link before anybody else did." };
  const left = await decided(await aPartner(), ["ae.delete-content"], after(0), { deviation });
  expect(left.answer).toMatchObject({ ok: true });
  const [row] = await db().select().from(decisions).where(eq(decisions.caseId, left.about.caseId));
  expect(row).toMatchObject({ deviationCode: "milder_context", tags: ["hidden_link"] });
  const other = await decided(await aPartner(), ["ae.delete-content"], after(0), { tags: ["affiliate"] });
  expect(other.answer).toMatchObject({ ok: true });
});

test("AE5: a measure on hidden links stays on the list until somebody says that it was carried out", async () => {
  const made = await decided(await aPartner(), ["ae.disable-publishing"], after(0));
  const decisionId = made.answer.ok ? made.answer.value.decisionId : "";
  await theWorkerRuns(db(), after(60));
  const pending = async () => {
    const page = await strongerPage(db(), amara);
    return page.ok ? page.value.pending.map((row) => row.decisionId) : [];
  };
  expect(await pending()).toContain(decisionId);
  expect(await executeSanctions(mei, { decisionId }, after(days(1)))).toMatchObject({ code: "forbidden" });
  expect(await executeSanctions(amara, { decisionId }, after(days(1)))).toMatchObject({ value: { executed: 1 } });
  expect(await pending()).not.toContain(decisionId);
  const [measure] = await db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId));
  expect(measure?.executedAt).toEqual(after(days(1)));
  // From then on it stands among what was carried out, with how long that took.
  const page = await strongerPage(db(), amara);
  const hours = Math.round((after(days(1)).getTime() - (measure?.startsAt.getTime() ?? 0)) / 3_600_000);
  expect(page.ok && page.value.carriedOut.find((row) => row.decisionId === decisionId)).toMatchObject({
    executedAt: after(days(1)).toISOString(),
    hours,
  });
  expect((await auditOf(db(), decisionId)).map(({ verb }) => verb)).toContain("sanction.execute");
});

test("AE5: a measure that ran to its end unsaid stays on the list with a mark; the list goes page by page, each once", async () => {
  const ids: string[] = [];
  for (let count = 0; count < 52; count += 1) ids.push(v7());
  const made = await decided(await aPartner(), ["ae.disable-publishing"], after(0));
  const decisionId = made.answer.ok ? made.answer.value.decisionId : "";
  await theWorkerRuns(db(), after(60));
  const [model] = await db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId));
  if (!model) throw new Error("the measure is gone");
  await db()
    .insert(sanctions)
    .values(
      ids.map((id, at) => ({
        ...model,
        id,
        startsAt: after(at),
        state: at === 0 ? ("ended" as const) : ("in_force" as const),
      })),
    );
  const seen: { id: string; hasEnded: boolean }[] = [];
  for (let next: string | null = ""; next !== null; ) {
    const page = await strongerPage(db(), amara, next);
    if (!page.ok) throw new Error(page.reason);
    seen.push(...page.value.pending);
    ({ next } = page.value);
  }
  expect(seen.length).toBe(new Set(seen.map(({ id }) => id)).size);
  expect(ids.every((id) => seen.some((row) => row.id === id))).toBe(true);
  expect(seen.find(({ id }) => id === ids[0])?.hasEnded).toBe(true);
  expect(await strongerPage(db(), amara, "bm9uc2Vuc2U")).toMatchObject({ fields: [{ field: "after" }] });
});

test("AE5: our steps are set by admins alone, are actions of that platform, and never fall", async () => {
  const given = { platform: "aliexpress", subjectKind: "seller", steps: ["ae.suspend-account", "ae.delete-content"] };
  expect(fieldsOf(await setStrongerPenalties(lucia, given))).toEqual(["steps stronger_falls"]);
  expect(fieldsOf(await setStrongerPenalties(lucia, { ...given, steps: ["", "ae.close-account"] }))).toEqual([
    "steps stronger_gap",
  ]);
  expect(await setStrongerPenalties(amara, { ...given, steps: [] })).toMatchObject({ code: "forbidden" });
  expect(await setStrongerPenalties(lucia, { ...given, steps: ["", ""] })).toMatchObject({ value: { steps: 0 } });
});
