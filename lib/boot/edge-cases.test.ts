import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { cases, mails, notices, snapshots, statements } from "@/db/schema";
import { appealView } from "@/lib/appeals/view.queries";
import { decideCase } from "@/lib/decisions/decide.command";
import { caseView } from "@/lib/decisions/queries";
import type { Person } from "@/lib/platform/permissions.rules";
import { after, anAppeal, anAppealDesk, aToldDecision, days, linkOf, theWorkerRuns } from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { aCase, anAccount, aReport, aViolation, caseRow, firstBuyerSanction, townTime } from "@/test/town";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let amara: Person;

beforeAll(async () => {
  ({ mei, amara } = await anAppealDesk(db()));
});

const mailsTo = async (to: string) =>
  (await db().select({ kind: mails.kind }).from(mails).where(eq(mails.toAddress, to))).map(({ kind }) => kind);

async function aDecision(made: Awaited<ReturnType<typeof aCase>>, outcome: "violation" | "no_violation" = "violation") {
  const input =
    outcome === "violation"
      ? aViolation(made, { sanctions: firstBuyerSanction })
      : { caseId: made.caseId, version: made.version, outcome };
  const decided = await decideCase(mei, input, townTime);
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  await theWorkerRuns(db(), after(60));
  return decided.value.decisionId;
}

test("edge 31: who reported their own content gets one letter about what was decided, and no second one beside it", async () => {
  const account = await anAccount(db(), { email: "Both@Sides.example" });
  const made = await aCase(db(), { account, notices: 0 });
  const { noticeId } = await aReport(db(), made, { email: "both@sides.example" });
  await aReport(db(), made, { email: "else@sides.example" });
  const decisionId = await aDecision(made);
  expect(await mailsTo("Both@Sides.example")).toEqual(["mail.statement"]);
  expect(await mailsTo("both@sides.example")).toEqual([]);
  expect(await mailsTo("else@sides.example")).toEqual(["mail.outcome"]);
  // On the page of their report they still see how it ended.
  const own = and(eq(statements.decisionId, decisionId), eq(statements.noticeId, noticeId));
  expect(await db().select().from(statements).where(own)).toMatchObject([{ delivery: "not_deliverable" }]);
});

test("edge 31: who reported their own content and heard nothing as its author is answered as a reporter", async () => {
  const account = await anAccount(db(), { email: "lone@sides.example" });
  const made = await aCase(db(), { account, notices: 0 });
  await aReport(db(), made, { email: "lone@sides.example" });
  await aDecision(made, "no_violation");
  expect(await mailsTo("lone@sides.example")).toEqual(["mail.outcome"]);
});

test("edge 31: an anonymous report is decided like any other, and so is one by the person whom the content is about", async () => {
  const made = await aCase(db(), { notices: 0 });
  const anonymous = await aReport(db(), made, { email: null });
  await aReport(db(), made, { relation: "self", email: "target@sides.example" });
  const decisionId = await aDecision(made);
  const told = await db().select().from(statements).where(eq(statements.decisionId, decisionId));
  expect(told.find(({ noticeId }) => noticeId === anonymous.noticeId)?.delivery).toBe("not_deliverable");
  expect(await mailsTo("target@sides.example")).toEqual(["mail.outcome"]);
  const affected = JSON.stringify(told.find(({ addressee }) => addressee === "affected")?.parts);
  expect(affected).not.toMatch(/target@|Ida Vint/);
});

test("edge 32: an appeal is taken and can be judged after the content was deleted by its owner: the snapshot is what is judged", async () => {
  const made = await aToldDecision(db(), { by: mei });
  // The owner's deletion reaches the desk as a later, empty copy of the item.
  await db()
    .insert(snapshots)
    .values({
      platformId: "taobao-weitao",
      itemId: made.itemId,
      contentAt: townTime,
      contentAtKnown: false,
      takenAt: after(3600),
      sha256: "c".repeat(64),
    });
  const filed = await anAppeal(db(), made.decisionId, { at: after(days(2)) });
  const view = await appealView(db(), filed.appealId, amara, after(days(3)));
  expect(view).toMatchObject({ ok: true, value: { content: { text: made.text }, state: "received" } });
});

test("edge 33: content edited between report and decision is judged as it was reported, with the date of its snapshot", async () => {
  const made = await aCase(db());
  await db()
    .insert(snapshots)
    .values({
      platformId: "taobao-weitao",
      itemId: made.itemId,
      text: "Nothing to see here.",
      contentAt: townTime,
      contentAtKnown: true,
      takenAt: after(10),
      sha256: "d".repeat(64),
    });
  const seen = await caseView(db(), mei, made.caseId, after(20));
  expect(seen).toMatchObject({
    value: {
      content: { text: made.text, takenAt: townTime.toISOString(), changed: [{ text: "Nothing to see here." }] },
    },
  });
  const decisionId = await aDecision(made);
  const { snapshotId } = await caseRow(db(), made.caseId);
  expect(snapshotId).toBe(made.snapshotId);
  expect(decisionId).not.toBe("");
});

test("edge 36: a trusted flagger and an ordinary user who report the same item share one case, and each gets an answer", async () => {
  const made = await aCase(db(), { notices: 0, source: "trusted_flagger" });
  await aReport(db(), made, { source: "trusted_flagger", email: "flagger@sides.example" });
  await aReport(db(), made, { email: "user@sides.example" });
  const open = await db().select().from(cases).where(eq(cases.itemId, made.itemId));
  expect(open).toHaveLength(1);
  await aDecision(made);
  expect([await mailsTo("flagger@sides.example"), await mailsTo("user@sides.example")]).toEqual([
    ["mail.outcome"],
    ["mail.outcome"],
  ]);
  expect(await db().select().from(notices).where(eq(notices.source, "trusted_flagger"))).toHaveLength(1);
});

test("edge 42: a warning with a point is no restriction and owes no statement of reasons, and can be appealed all the same", async () => {
  const made = await aCase(db(), {
    platform: "alibaba",
    text: "V4PE pen, shipped as keychain",
    language: "en",
    contentAt: new Date("2020-03-02T03:00:00Z"),
  });
  const malice = "Letters replaced by digits after two warnings.";
  const input = aViolation(made, {
    clause: "II.circumvention.keyword",
    sanctions: [{ action: "ab.penalty-point" }],
    deviation: { code: "other", why: "The listing was taken down by the seller before." },
    findings: { infringements: 1, malicious: true, maliciousWhy: malice },
  });
  const decided = await decideCase(mei, input, townTime);
  if (!decided.ok) throw new Error(JSON.stringify(decided));
  await theWorkerRuns(db(), after(60));
  const { statementId } = await linkOf(db(), decided.value.decisionId);
  const [letter] = await db().select().from(statements).where(eq(statements.id, statementId));
  expect(letter).toMatchObject({ isStatementOfReasons: false, puid: null });
  const filed = await anAppeal(db(), decided.value.decisionId, { at: after(days(2)) });
  expect(filed.reference).toMatch(/^A-/);
});

test("N10: a decision without a clause, or without what it rests on, is refused with the field that lacks", async () => {
  const made = await aCase(db());
  const fields = async (more: object) => {
    const answer = await decideCase(mei, aViolation(made, { sanctions: firstBuyerSanction, ...more }), after(5));
    return answer.ok ? [] : (answer.fields ?? []).map(({ field }) => field);
  };
  expect(await fields({ clause: undefined })).toContain("clause");
  expect(await fields({ evidence: [], facts: "" })).not.toEqual([]);
  expect(await fields({ ground: "law", clause: undefined })).toEqual(
    expect.arrayContaining(["legalGround", "legalExplanation"]),
  );
  expect(await caseRow(db(), made.caseId)).toMatchObject({ state: "open" });
});
