import { beforeAll, expect, test } from "vitest";
import { madeDecisions } from "@/lib/decisions/made.queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppealDesk, aTakenAppeal, aToldDecision, days, reasons } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague } from "@/test/town";
import { answerAppeal } from "./answer.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
let amara: Person;
let tomasz: Person;

beforeAll(async () => {
  const { db } = opened();
  ({ mei, amara } = await anAppealDesk(db));
  ben = await aColleague(db, { name: "Ben Adler" });
  tomasz = await aColleague(db, { name: "Tomasz Nowak", role: "auditor" });
});

async function madeOn(caseId: string, reader: Person) {
  const made = await madeDecisions(opened().db, reader, caseId);
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}

test("who may see appeals reads the appeal and what was answered on it; a moderator sees that the decision fell", async () => {
  const { db } = opened();
  const told = await aToldDecision(db, { by: mei });
  const { appealId, version } = await aTakenAppeal(db, told.decisionId, amara);
  const answer = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, answer, after(days(2)))).toMatchObject({ ok: true });
  const [byAuditor] = await madeOn(told.caseId, tomasz);
  expect(byAuditor).toMatchObject({
    end: { state: "reversed" },
    appeals: [{ by: "affected", outcome: "reversed", reasons }],
  });
  const [byModerator] = await madeOn(told.caseId, ben);
  expect(byModerator).toMatchObject({ end: { state: "reversed" }, appeals: null });
  expect(byModerator?.sanctions.every(({ state }) => state === "lifted")).toBe(true);
});
