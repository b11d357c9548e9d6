import { beforeAll, expect, test } from "vitest";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  aFirstLook,
  after,
  anAppeal,
  anAppealDesk,
  aReviewer,
  aTakenAppeal,
  aToldDecision,
  days,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, auditOf } from "@/test/town";
import { exportCase } from "./export-case.command";
import { caseToExport } from "./may-export.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
const now = after(days(2));
let [mei, amara, jonas, lucia, tomasz]: Person[] = [];

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(db()));
  lucia = await aColleague(db(), { role: "admin" });
  tomasz = await aColleague(db(), { role: "auditor" });
});

async function taken(by: Person | undefined, caseId: string): Promise<string> {
  const exported = await exportCase(by as Person, { caseId }, now);
  return exported.ok ? "taken" : exported.reason;
}

test("who may answer an open appeal takes the evidence only after their own first look: it tells what was decided", async () => {
  const { decisionId, caseId } = await aToldDecision(db(), { by: mei as Person });
  expect(await taken(amara, caseId)).toBe("taken");
  const appeal = await aTakenAppeal(db(), decisionId, amara as Person, { isBlind: true });
  expect(await taken(amara, caseId)).toBe("evidence_first_look");
  expect((await auditOf(db(), caseId))[0]).toMatchObject({ verb: "case.export", outcome: "refused" });
  expect(await caseToExport(db(), amara as Person, caseId, now)).toMatchObject({ reason: "evidence_first_look" });
  await aFirstLook(amara as Person, appeal);
  expect(await taken(amara, caseId)).toBe("taken");
  // A colleague who could take the appeal over has still to look.
  expect(await taken(jonas, caseId)).toBe("evidence_first_look");
});

test("who never answers the appeal knows the decision anyway and takes the evidence: an admin, an auditor, who decided, who is not qualified", async () => {
  const decider = await aReviewer(db(), { name: "Rosa Blum" });
  const { decisionId, caseId } = await aToldDecision(db(), { by: decider });
  await anAppeal(db(), decisionId);
  const unqualified = await aColleague(db(), { role: "supervisor" });
  for (const person of [lucia, tomasz, decider, unqualified]) expect(await taken(person, caseId)).toBe("taken");
  expect(await taken(amara, caseId)).toBe("evidence_first_look");
});

test("whoever looked at one side's appeal has seen the decision: a later appeal of the other side keeps nothing from them", async () => {
  const { decisionId, caseId } = await aToldDecision(db(), { by: mei as Person });
  await aTakenAppeal(db(), decisionId, amara as Person);
  await anAppeal(db(), decisionId, { side: "notifier" });
  expect(await taken(amara, caseId)).toBe("taken");
});
