import { eq, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases } from "@/db/schema";
import { decideCase } from "@/lib/decisions/decide.command";
import { letDecide } from "@/lib/decisions/let-decide.command";
import { letDecideView } from "@/lib/decisions/let-decide.queries";
import { caseView } from "@/lib/decisions/queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase, claimNext } from "@/lib/queue/claim.command";
import { isAnyFree } from "@/lib/queue/free.queries";
import { whatIsLeft } from "@/lib/wellbeing/left.queries";
import {
  after,
  anAppeal,
  anAppealDesk,
  aReviewer,
  aTakenAppeal,
  aToldDecision,
  days,
  reasons,
  theWorkerRuns,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aColleague, anAccount, auditOf, aViolation, caseRow, firstBuyerSanction } from "@/test/town";
import { answerAppeal } from "./answer.command";
import { takeAppeal } from "./take.command";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;
let ben: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
  ben = await aColleague(db(), { name: "Ben Adler" });
});

/** A decision that fell on appeal and is to be made anew. */
async function aCaseDecidedAnew(by = mei) {
  const account = await anAccount(db(), { language: "en" });
  const told = await aToldDecision(db(), { by, account });
  const { appealId, version } = await aTakenAppeal(db(), told.decisionId, amara);
  const part = { outcome: "partly_reversed", reasons, cause: "wrong_clause", decideAgain: true };
  const answered = await answerAppeal(amara, { appealId, version, ...part }, after(days(2)));
  expect(answered).toMatchObject({ ok: true, value: { reopenedCase: told.caseId } });
  const again = async () =>
    aViolation({ ...told, version: (await caseRow(db(), told.caseId)).version }, { sanctions: firstBuyerSanction });
  return { ...told, again };
}

test("whoever lost an appeal neither takes nor decides the case that it opened again; a colleague does", async () => {
  const { caseId, again } = await aCaseDecidedAnew();
  const refused = { ok: false, code: "refused", reason: "case_needs_another_person" };
  expect(await claimCase(mei, { caseId }, after(days(3)))).toMatchObject(refused);
  expect(await decideCase(mei, await again(), after(days(3)))).toMatchObject(refused);
  const isForAnother = (is: boolean) => ({ value: { case: { isForAnother: is } } });
  expect(await caseView(db(), mei, caseId, after(days(3)))).toMatchObject(isForAnother(true));
  expect(await caseView(db(), ben, caseId, after(days(3)))).toMatchObject(isForAnother(false));
  const next = await claimNext(mei, {}, after(days(3)));
  expect(next).toMatchObject({ ok: true, value: null });
  const left = (person: Person) => whatIsLeft(db(), person, { language: "none-of-these" }, after(days(3)));
  expect(await left(mei), "nor are they told that it waits for them").toMatchObject({ value: { elsewhere: false } });
  expect(await left(ben)).toMatchObject({ value: { elsewhere: true } });
  expect(await isAnyFree(db(), mei, { notGiven: [] }, after(days(3)))).toBe(false);
  expect(await claimNext(ben, {}, after(days(3)))).toMatchObject({ ok: true, value: { caseId } });
  expect(await decideCase(ben, await again(), after(days(3)))).toMatchObject({ ok: true });
});

test("a case laid ready for a person before their decision fell is not kept for them", async () => {
  const { caseId } = await aCaseDecidedAnew();
  const held = { state: "claimed" as const, claimedBy: mei.id, claimedAhead: true, leaseUntil: after(days(9)) };
  await db().update(cases).set(held).where(eq(cases.id, caseId));
  expect(await claimNext(mei, {}, after(days(3)))).toMatchObject({ ok: true, value: null });
  await db().update(cases).set({ state: "decided", claimedBy: null, leaseUntil: null }).where(eq(cases.id, caseId));
});

test("A9: whoever decided a case before answers no appeal against the decision that took its place, and the database holds it", async () => {
  const first = await aReviewer(db(), { name: "Ruth Adler" });
  const jonas = await aReviewer(db(), { name: "Jonas Weber" });
  const { again } = await aCaseDecidedAnew(first);
  const made = await decideCase(ben, await again(), after(days(3)));
  const decisionId = made.ok ? made.value.decisionId : "";
  await theWorkerRuns(db(), after(days(3) + 60));
  const { appealId, version } = await anAppeal(db(), decisionId, { at: after(days(4)) });
  expect(await takeAppeal(first, { appealId, version }, after(days(5)))).toMatchObject({ reason: "appeal_own_review" });
  const answerBy = (id: string) => db().execute(sql`update appeals set decided_by = ${id} where id = ${appealId}`);
  await expect(answerBy(first.id)).rejects.toMatchObject({ code: "42501" });
  expect(await takeAppeal(jonas, { appealId, version }, after(days(5)))).toMatchObject({ ok: true });
});

test("where nobody else can decide a case anew, an admin lets a named person, with a reason; the log has both, and it holds once", async () => {
  const petra = await aColleague(db(), { name: "Petra Novak", role: "admin" });
  const { caseId, decisionId, again } = await aCaseDecidedAnew();
  const why = "Mei is the only moderator of this platform until the end of the month.";
  const asked = { caseId, personId: mei.id, why };
  expect((await letDecideView(db(), petra, caseId))?.tied).toEqual([{ id: mei.id, name: "Mei Lin" }]);
  expect(await letDecide(amara, asked, after(days(3)))).toMatchObject({ code: "forbidden" });
  expect(await letDecide(petra, { ...asked, personId: ben.id }, after(days(3)))).toMatchObject({
    reason: "case_not_tied",
  });
  expect(await letDecide(petra, { ...asked, why: "asdf asdf asdf asdf asdf" }, after(days(3)))).toMatchObject({
    fields: [{ field: "why", reason: "appeal_override_why" }],
  });
  expect(await decideCase(mei, await again(), after(days(3)))).toMatchObject({ reason: "case_needs_another_person" });
  expect(await letDecide(petra, asked, after(days(3)))).toMatchObject({ ok: true });
  expect(await letDecideView(db(), petra, caseId)).toMatchObject({
    tied: [],
    allowed: [{ person: "Mei Lin", by: "Petra Novak", why }],
  });
  const entries = await auditOf(db(), caseId);
  expect(entries.map(({ verb, outcome }) => `${verb} ${outcome}`)).toContain("case.override done");
  expect(await decideCase(mei, await again(), after(days(3) + 60))).toMatchObject({ ok: true });
  expect(decisionId).not.toBe("");
  const changed = db().execute(sql`update case_overrides set why = 'other' where case_id = ${caseId}`);
  await expect(changed).rejects.toMatchObject({ code: "42501" });
});
