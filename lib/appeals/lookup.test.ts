import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { appeals, cases, statements } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { anAppeal, anAppealDesk, aToldDecision } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, aReport } from "@/test/town";
import { lookUp } from "./lookup.queries";
import { readMeant } from "./lookup.rules";

const { opened } = withTestDatabase();
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(opened().db));
});

async function foundBy(person: Person, typed: string) {
  const answer = await lookUp(opened().db, person, typed);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value.found;
}

async function numberOf(caseId: string): Promise<number> {
  const [row] = await opened().db.select({ number: cases.number }).from(cases).where(eq(cases.id, caseId));
  return row?.number ?? 0;
}

test("a case is found by its reference as people type it, and by the beginning of it", async () => {
  const { caseId } = await aCase(opened().db);
  const number = await numberOf(caseId);
  for (const typed of [`TB-${number}`, `tb ${number}`, String(number)])
    expect((await foundBy(mei, typed)).map((one) => one.id)).toEqual([caseId]);
  const begun = await foundBy(mei, `TB-${String(number).slice(0, -1)}`);
  expect(begun.map((one) => one.reference)).toContain(`TB-${number}`);
  expect(await foundBy(mei, `WX-${number}`)).toEqual([]);
});

test("a notice leads to its case; it says nothing of who sent it", async () => {
  const { db } = opened();
  const about = await aCase(db, { notices: 0 });
  await aReport(db, about, { reference: "N-7K3P-Q9XD", name: "Ida Vint" });
  const [found] = await foundBy(mei, "n7k3pq9xd");
  expect(found).toMatchObject({ kind: "notice", reference: "N-7K3P-Q9XD", caseId: about.caseId });
  expect(JSON.stringify(found)).not.toContain("Ida");
});

test("an appeal is found by who may see appeals, and by nobody else", async () => {
  const { db } = opened();
  const { decisionId } = await aToldDecision(db, { by: mei });
  const { appealId } = await anAppeal(db, decisionId);
  const [row] = await db.select({ reference: appeals.reference }).from(appeals).where(eq(appeals.id, appealId));
  const typed = row?.reference ?? "";
  expect(await foundBy(amara, typed)).toMatchObject([{ kind: "appeal", id: appealId, reference: typed }]);
  expect(await foundBy(mei, typed)).toEqual([]);
});

test("a decision is found by its id and by the number that the Transparency Database knows", async () => {
  const { db } = opened();
  const { decisionId, caseId } = await aToldDecision(db, { by: mei });
  const told = await db.select({ puid: statements.puid }).from(statements).where(eq(statements.decisionId, decisionId));
  const puid = told.find((one) => one.puid)?.puid ?? "";
  for (const typed of [decisionId, puid])
    expect(await foundBy(mei, typed)).toMatchObject([{ kind: "decision", id: decisionId, caseId }]);
});

test("who is not signed in finds nothing, and what is no reference is not looked for", async () => {
  expect(await lookUp(opened().db, { kind: "public" }, "TB-20100")).toMatchObject({ ok: false, code: "forbidden" });
  for (const typed of ["", "spam", "TB-", "0", "%", "N-1X"])
    expect(readMeant(typed)).toEqual({ cases: null, notice: null, appeal: null, misuse: null, id: null });
});
