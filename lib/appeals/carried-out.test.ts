import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { anAccount } from "@/test/town";
import { decisionAtLink } from "./addressee.queries";
import { answerAppeal } from "./answer.command";
import { confirmRemedy } from "./confirm-remedy.command";
import { appealView } from "./view.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
});

test("A6: who was right reads that it has still to be undone, and that it is once the platform has confirmed it", async () => {
  const told = await aToldDecision(db(), { by: mei, account: await anAccount(db(), { language: "en" }) });
  const { appealId, version, token } = await aTakenAppeal(db(), told.decisionId, amara);
  const right = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, right, after(days(2)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(2) + 60));
  const page = () => decisionAtLink(db(), token, after(days(3)));
  expect(await page()).toMatchObject({ value: { state: "reversed", isCarriedOut: false } });
  const view = await appealView(db(), appealId, amara, after(days(3)));
  const line = view.ok ? view.value.remedies.find(({ kind }) => kind === "tell_platform") : null;
  const how = "Their operator wrote that the post is up again.";
  expect(await confirmRemedy(amara, { remedyId: line?.id, how }, after(days(3)))).toMatchObject({ ok: true });
  expect(await page()).toMatchObject({ value: { state: "reversed", isCarriedOut: true } });
});

test("the desk reads the answer to an appeal without the link that lets whoever holds it appeal in the person's name", async () => {
  const told = await aToldDecision(db(), { by: mei, account: await anAccount(db(), { language: "en" }) });
  const { appealId, version, token } = await aTakenAppeal(db(), told.decisionId, amara);
  const stays = { appealId, version, outcome: "upheld", reasons };
  expect(await answerAppeal(amara, stays, after(days(2)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(2) + 60));
  const own = await decisionAtLink(db(), token, after(days(3)));
  const answer = JSON.stringify(own.ok && own.value.appeal?.answer);
  expect(answer).toContain(`/decision/${token}`);
  expect(answer).toMatch(/our decision with the reference TB-\d+/);
  expect(answer).toContain("This stays in place: ");
  const view = await appealView(db(), appealId, amara, after(days(3)));
  expect(JSON.stringify(view.ok && view.value.answer)).toContain("/decision/…");
  expect(JSON.stringify(view.ok && view.value.answer)).not.toContain(token);
});
