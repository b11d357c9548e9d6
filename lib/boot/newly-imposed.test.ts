import { beforeAll, expect, test } from "vitest";
import { answerAppeal } from "@/lib/appeals/answer.command";
import { decideCase } from "@/lib/decisions/decide.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { countMeasures } from "@/lib/transparency/report-counts.store";
import { after, anAppealDesk, aTakenAppeal, days, reasons, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, aViolation, caseRow, firstBuyerSanction } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let jonas: Person;

beforeAll(async () => {
  ({ mei, amara, jonas } = await anAppealDesk(db()));
});

test("A10: what is restricted after a notifier's complaint is counted in the report as newly imposed because of one", async () => {
  const cleared = await aCase(db());
  const rationale = "The comment only thanks the seller for the parcel.";
  const first = await decideCase(mei, { ...cleared, outcome: "no_violation", rationale }, after(0));
  await theWorkerRuns(db(), after(60));
  const decisionId = first.ok ? first.value.decisionId : "";
  const { appealId, version } = await aTakenAppeal(db(), decisionId, amara, { side: "notifier" });
  const right = { appealId, version, outcome: "reversed", cause: "facts", reasons };
  expect(await answerAppeal(amara, right, after(days(2)))).toMatchObject({ ok: true });
  const reopened = await caseRow(db(), cleared.caseId);
  const again = aViolation({ ...cleared, version: reopened.version }, { sanctions: firstBuyerSanction });
  expect(await decideCase(jonas, again, after(days(3)))).toMatchObject({ ok: true });
  // One that no complaint led to stands beside it, and is not counted so.
  const other = await aCase(db());
  const own = aViolation(other, { sanctions: firstBuyerSanction });
  expect(await decideCase(jonas, own, after(days(3)))).toMatchObject({ ok: true });
  await theWorkerRuns(db(), after(days(3) + 60));
  const period = { from: after(days(-1)), to: after(days(10)) };
  const counted = await countMeasures(db(), { platformId: "taobao-weitao", period });
  const sum = (rows: typeof counted) => rows.reduce((total, { count }) => total + count, 0);
  expect(sum(counted.filter(({ isComplaint }) => isComplaint))).toBe(firstBuyerSanction.length);
  expect(sum(counted)).toBe(2 * firstBuyerSanction.length);
});
