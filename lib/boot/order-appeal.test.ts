import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, disputes, orders, sanctions } from "@/db/schema";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { PreviewAnswer } from "@/lib/appeals/contract";
import { recordOutcome } from "@/lib/appeals/dispute.command";
import { disputeView } from "@/lib/appeals/dispute.queries";
import { answerDispute } from "@/lib/appeals/dispute-answer.command";
import { previewAnswer } from "@/lib/appeals/preview.queries";
import { decideCase } from "@/lib/decisions/decide.command";
import { recordOrder } from "@/lib/intake/order.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDispute, disputeRow, givenBodies } from "@/test/disputes";
import { aCase, anAccount, auditOf, aViolation, firstBuyerSanction, townTime, whatWasOrdered } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
const later = (minutes: number) => new Date(townTime.getTime() + minutes * 60_000);
const now = after(days(2));
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
});

/** A post taken down as an authority ordered, with more beyond that. */
async function anOrderedDecision() {
  const made = await aCase(db(), { account: await anAccount(db(), { language: "en" }) });
  const recorded = await recordOrder(
    amara,
    {
      ...{ platform: "taobao-weitao", kind: "act", authority: "Market Office", country: "DE" },
      ...{ email: "desk@market-office.example", legalBasis: "Section 5 of the Example Act" },
      ...{ reasons: "The offer is forbidden in this country.", redress: "Objection within a month." },
      ...{ receivedAt: later(-90).toISOString(), locations: [`https://taobao-weitao.example/${made.itemId}`] },
    },
    townTime,
  );
  if (!recorded.ok) throw new Error(recorded.reason);
  const choice = { ...whatWasOrdered, ground: "terms_and_law", clause: "Table.4", sanctions: firstBuyerSanction };
  const decided = await decideCase(mei, aViolation(made, choice), later(2));
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  await theWorkerRuns(db(), later(5));
  return { decisionId: decided.value.decisionId, caseId: made.caseId, orderId: recorded.value.orderId };
}
async function anAppealedOrder() {
  const made = await anOrderedDecision();
  return { ...made, ...(await aTakenAppeal(db(), made.decisionId, amara)) };
}
const measuresOf = (decisionId: string) => db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId));
const noPart = { liftSanctions: [], voidStrike: false, departure: "", decideAgain: false };
const whole = { outcome: "reversed", cause: "facts", reasons } as const;

test("O1: a reversal does not lift what an authority's order demands unless its reviewer says why, under their name in the log", async () => {
  const { appealId, version } = await anAppealedOrder();
  const asked = PreviewAnswer.parse({ appealId, ...whole, ...noPart });
  const preview = await previewAnswer(db(), amara, asked, now);
  expect(preview.ok && preview.value).toMatchObject({
    ordered: "Market Office (DE)",
    missing: [{ field: "departure", reason: "appeal_order_demands", values: { authority: "Market Office (DE)" } }],
  });
  expect(await answerAppeal(amara, { appealId, version, ...whole }, now)).toMatchObject({
    reason: "appeal_answer_incomplete",
    fields: [{ field: "departure", reason: "appeal_order_demands" }],
  });
  const departure = "The court of that country set the order aside on Monday.";
  expect(await answerAppeal(amara, { appealId, version, ...whole, departure }, now)).toMatchObject({ ok: true });
  const [row] = await db().select().from(appeals).where(eq(appeals.id, appealId));
  expect(row).toMatchObject({ departure, decidedBy: amara.id });
  expect(JSON.stringify(await auditOf(db(), appealId))).toContain("Market Office (DE)");
});

test("O1: what the platform decided beyond the order is lifted without more words, and so is what an order without effect demanded", async () => {
  const part = await anAppealedOrder();
  const measures = await measuresOf(part.decisionId);
  const beyond = measures.filter(({ target }) => target !== "content").map(({ id }) => id);
  const some = { ...whole, outcome: "partly_reversed", liftSanctions: beyond, voidStrike: false } as const;
  expect(await answerAppeal(amara, { appealId: part.appealId, version: part.version, ...some }, now)).toMatchObject({
    ok: true,
  });
  const other = await anAppealedOrder();
  await db().update(orders).set({ effect: "not_given", effectAt: now }).where(eq(orders.id, other.orderId));
  expect(await answerAppeal(amara, { appealId: other.appealId, version: other.version, ...whole }, now)).toMatchObject({
    ok: true,
  });
});

/** The same before a body outside, which found for the author. */
async function aFoundDispute() {
  const made = await anOrderedDecision();
  const dispute = await aDispute(db(), amara, { caseId: made.caseId, bodyId: await givenBodies(db()) });
  const found = { ...dispute, outcome: "for_user", decidedOn: "2016-10-20", text: "", bodyFees: 0, userCosts: 0 };
  const done = await recordOutcome(amara, found, after(days(50)));
  if (!done.ok) throw new Error(JSON.stringify(done));
  return { ...made, dispute: done.value };
}

test("D2, O1: what a body outside finds does not lift what an authority's order demands either, unless who follows it says why under their name", async () => {
  const { dispute, decisionId } = await aFoundDispute();
  const at = after(days(51));
  const view = await disputeView(db(), dispute.disputeId, amara, at);
  expect(view).toMatchObject({ value: { ordered: "Market Office (DE)", departure: null } });
  const follow = { ...dispute, answer: "follow", why: reasons };
  const running = (await measuresOf(decisionId)).map(({ state }) => state);
  expect(await answerDispute(amara, follow, at)).toMatchObject({
    fields: [{ field: "departure", reason: "appeal_order_demands", values: { authority: "Market Office (DE)" } }],
  });
  const content = (await measuresOf(decisionId)).filter(({ target }) => target === "content").map(({ id }) => id);
  const part = { ...dispute, answer: "partly", why: reasons, liftSanctions: content };
  expect(await answerDispute(amara, part, at)).toMatchObject({ fields: [{ reason: "appeal_order_demands" }] });
  expect((await measuresOf(decisionId)).map(({ state }) => state)).toEqual(running);
  const departure = "The authority wrote on Monday that it withdraws its order.";
  expect(await answerDispute(amara, { ...follow, departure }, at)).toMatchObject({ ok: true });
  expect(await disputeRow(db(), dispute.disputeId)).toMatchObject({ departure, answeredBy: amara.id });
  expect(JSON.stringify(await auditOf(db(), dispute.disputeId))).toContain("Market Office (DE)");
  const byHand = db().update(disputes).set({ departure: "Another." }).where(eq(disputes.id, dispute.disputeId));
  await expect(Promise.resolve(byHand)).rejects.toThrow();
});

test("D2, O1: what the platform decided beyond the order follows a body's finding without more words, and a reason that none needs is not kept", async () => {
  const { dispute, decisionId } = await aFoundDispute();
  const beyond = (await measuresOf(decisionId)).filter(({ target }) => target !== "content").map(({ id }) => id);
  const part = { ...dispute, answer: "partly", why: reasons, liftSanctions: beyond, departure: reasons };
  expect(await answerDispute(amara, part, after(days(51)))).toMatchObject({ ok: true });
  expect(await disputeRow(db(), dispute.disputeId)).toMatchObject({ departure: null });
});
