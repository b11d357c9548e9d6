import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aToldDecision, days, linkOf, reasons } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aDispute, disputeRow, givenBodies } from "@/test/disputes";
import { decisionAtLink } from "./addressee.queries";
import { recordOutcome } from "./dispute.command";
import { answerDispute } from "./dispute-answer.command";
import { ownDisputes } from "./dispute-known.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let bodyId: string;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  bodyId = await givenBodies(db());
});

const outcome = {
  outcome: "for_user",
  text: "The body asks us to give the post back.",
  decidedOn: "2016-10-20",
  bodyFees: 12_000,
  userCosts: 3_050,
};

test("who wins before a body reads at their link that the decision was undone, and is promised no decision that nobody makes", async () => {
  const told = await aToldDecision(db(), { by: mei });
  const dispute = await aDispute(db(), amara, { caseId: told.caseId, bodyId });
  const found = await recordOutcome(amara, { ...dispute, ...outcome }, after(days(50)));
  if (!found.ok) throw new Error(found.reason);
  const { statementId, token } = await linkOf(db(), told.decisionId);
  const page = async () => decisionAtLink(db(), token, after(days(51)));
  expect(await page()).toMatchObject({ value: { state: "standing" } });
  const followed = await answerDispute(amara, { ...found.value, answer: "follow", why: reasons }, after(days(51)));
  expect(followed).toMatchObject({ ok: true, value: { reopenedCase: null } });
  expect(await page()).toMatchObject({ value: { state: "followed" } });
  const { state } = await disputeRow(db(), dispute.disputeId);
  expect(state).toBe("answered");
  expect((await ownDisputes(db(), [statementId])).get(statementId)).toMatchObject({ state: "done" });
});
