import { and, asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { auditEntries, sanctions, statements } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  aDecidedCase,
  anAccount,
  aViolation,
  caseRow,
  firstBuyerSanction,
  givenPacks,
  type TownCase,
  townTime,
} from "@/test/town";
import { decideCase } from "./decide.command";
import { previewCase } from "./preview.queries";

const { opened } = withTestDatabase();
let mei: Person;
let hua: Person;
const now = townTime;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  hua = await aColleague(db, { name: "Hua Wen", locale: "zh-Hans" });
});

async function cardFor(about: TownCase, choice: Record<string, unknown> = {}, actor = mei, at = now) {
  const evidence = [{ in: "text", start: 0, end: about.text.length, text: about.text }];
  const card = await previewCase(actor, { caseId: about.caseId, clause: "Table.4", evidence, ...choice }, at);
  if (!card.ok) throw new Error(card.reason);
  return card.value;
}

test("the card recommends the table's cell with its end date, count and appeal deadline, and nothing is missing", async () => {
  const { db } = opened();
  const card = await cardFor(await aCase(db));
  expect(card.sanctions.map(({ action, endsOn, endsAt }) => [action, endsOn, endsAt])).toEqual([
    ["tb.delete-content", null, null],
    ["tb.suspend-comments-7d", "2016-09-14", "2016-09-14T15:59:59.999Z"],
  ]);
  expect(card).toMatchObject({
    leavesTable: false,
    count: { before: 0, after: 1, counted: "rows 4–12 of the penalty table" },
    statementDue: true,
    deliverable: true,
    undoUntil: "2016-09-07T04:00:30.000Z",
    // Six calendar months from 7 September 2016 in China.
    appealUntil: "2017-03-07T15:59:59.999Z",
    missing: [],
  });
});

test("accepted by key, the statement quotes the sentence that the bound words stand in, and no fragment of it", async () => {
  const text = "Lovely jar. Approved by the European Commission for your skin. Add me!";
  const about = await aCase(opened().db, { text, language: "en" });
  const [start, end] = [text.indexOf("Approved"), text.indexOf(" Commission")];
  const evidence = [{ in: "text", start, end, text: text.slice(start, end) }];
  const { statement } = await cardFor(about, { evidence, facts: "" });
  expect(JSON.stringify(statement)).toContain("“Approved by the European Commission for your skin”");
});

test("the statement is shown as the person will read it, in their language, with the rule, the end date and the way to complain", async () => {
  const { db } = opened();
  const card = await cardFor(await aCase(db));
  expect(card.statement?.language).toBe("zh-Hans");
  const text = JSON.stringify(card.statement?.parts);
  expect(text).toContain("2016年9月14日");
  expect(text).toContain("Table.4");
  expect(text).toContain("2017年3月7日");
});

test("content of nobody who is known: the card promises no statement at any link, for none is written", async () => {
  const { db } = opened();
  const unknown = { account: null, role: "buyer" as const };
  const card = await cardFor(await aCase(db, unknown));
  expect(card).toMatchObject({ statementDue: true, deliverable: false, isAccountKnown: false, statement: null });
  const noAddress = await cardFor(await aCase(db, { account: await anAccount(db, { email: null }) }));
  expect(noAddress).toMatchObject({ deliverable: false, isAccountKnown: true });
});

test("card and commit are the same: what was shown is what is imposed and sent", async () => {
  const { db } = opened();
  const account = await anAccount(db, { language: "en", zone: "Europe/Berlin" });
  await aDecidedCase(db, { account, by: mei, at: new Date("2016-08-25T03:00:00Z") });
  const about = await aCase(db, { account });
  const choice = {
    sanctions: firstBuyerSanction,
    facts: "The comment advertises a shop outside the platform with a link.",
  };
  const card = await cardFor(about, choice);
  const decided = await decideCase(mei, aViolation(about, choice), now);
  const decisionId = decided.ok ? decided.value.decisionId : "";
  const imposed = await db
    .select()
    .from(sanctions)
    .where(eq(sanctions.decisionId, decisionId))
    .orderBy(asc(sanctions.id));
  expect(
    imposed.map(({ action, startsAt, endsAt, points, label }) => ({
      action,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
      points,
      label,
    })),
  ).toEqual(
    card.sanctions.map(({ action, startsAt, endsAt, points, label }) => ({ action, startsAt, endsAt, points, label })),
  );
  const [sent] = await db
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decisionId), eq(statements.addressee, "affected")));
  const withoutLinks = (parts: unknown) => JSON.stringify(parts).replace(/https?:[^\s"]*decision[^\s"]*/g, "LINK");
  expect(sent?.subject).toBe(card.statement?.subject);
  expect(withoutLinks(sent?.parts)).toBe(withoutLinks(card.statement?.parts));
});

test("asking for a card writes nothing at all, not even to the log", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const before = await db.$count(auditEntries);
  await cardFor(about);
  expect(await db.$count(auditEntries)).toBe(before);
  expect(await caseRow(db, about.caseId)).toMatchObject({ version: 1, state: "open" });
});

test("earlier violations are counted on the card with their arithmetic, in the moderator's language", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  for (const day of ["20", "25"])
    await aDecidedCase(db, { account, by: mei, at: new Date(`2016-08-${day}T03:00:00Z`) });
  const about = await aCase(db, { account });
  const card = await cardFor(about);
  expect(card.count).toMatchObject({ before: 2, after: 3 });
  expect(card.sanctions.at(-1)).toMatchObject({
    action: "tb.close-comments-permanently",
    permanent: true,
    endsAt: null,
  });
  const chinese = await cardFor(about, {}, hua);
  expect(chinese.count?.counted).toBe("处罚表第4至12项");
  expect(chinese.why.join("")).toMatch(/\p{Script=Han}/u);
  expect(chinese.why.join("")).not.toContain("Permanently close");
});

test("leaving the table is said before it is tried, and what is not offered comes with its reason", async () => {
  const { db } = opened();
  const card = await cardFor(await aCase(db), { sanctions: [{ action: "tb.delete-content" }] });
  expect(card.leavesTable).toBe(true);
  expect(card.notOffered.find(({ action }) => action === "tb.limit-posts")?.why).toBeTruthy();
  expect(card.allowed.map(({ action, isRecommended }) => [action, isRecommended])).toEqual([
    ["tb.delete-content", true],
    ["tb.suspend-comments-7d", true],
  ]);
});

test("a term that the platform does not state is asked for and never filled in (edge case 18)", async () => {
  const { db } = opened();
  const about = await aCase(db, {
    platform: "aliexpress",
    language: "en",
    contentAt: new Date("2016-01-05T03:00:00Z"),
  });
  const card = await cardFor(about, { clause: "2.annoy", sanctions: [{ action: "ae.suspend-account" }] });
  expect(card.sanctions).toMatchObject([
    { action: "ae.suspend-account", needsTerm: true, endsOn: null, endsAt: null, indefinite: false, permanent: false },
  ]);
  expect(card.missing).toContainEqual({ field: "sanctions.0.endsOn", reason: "term_needed" });
  const open = await cardFor(about, {
    clause: "2.annoy",
    sanctions: [{ action: "ae.suspend-account", openEnded: true }],
  });
  expect(open).toMatchObject({ sanctions: [{ needsTerm: false, indefinite: true }], missing: [] });
});

test("an action that stands for several restrictions is what it does to the content until somebody says another, and is asked where that does not tell", async () => {
  const { db } = opened();
  const about = await aCase(db, { platform: "wechat", language: "en", contentAt: new Date("2024-02-05T03:00:00Z") });
  const at = new Date("2024-02-10T03:00:00Z");
  const asked = await cardFor(about, { clause: "CG/Spam", sanctions: [{ action: "cg.change-visibility" }] }, mei, at);
  expect(asked.sanctions[0]?.dsaChoices).toContain("DECISION_VISIBILITY_CONTENT_DEMOTED");
  expect(asked).toMatchObject({ missing: [], sanctions: [{ dsaValue: "DECISION_VISIBILITY_CONTENT_DISABLED" }] });
  const partly = [{ action: "cg.suspend-access" }];
  const open = await cardFor(about, { clause: "CG/Spam", sanctions: partly }, mei, at);
  expect(open.missing).toContainEqual({ field: "sanctions.0.dsaValue", reason: "dsa_value_needed" });
  const told = await cardFor(
    about,
    {
      clause: "CG/Spam",
      sanctions: [{ action: "cg.change-visibility", dsaValue: "DECISION_VISIBILITY_CONTENT_DEMOTED" }],
    },
    mei,
    at,
  );
  expect(told).toMatchObject({ missing: [], sanctions: [{ dsaValue: "DECISION_VISIBILITY_CONTENT_DEMOTED" }] });
});

test("where nobody knows when the content appeared, the date is asked for only if it could change the rules", async () => {
  const { db } = opened();
  const unknown = await aCase(db, { contentAtKnown: false, contentAt: townTime });
  expect((await cardFor(unknown)).missing).toContainEqual({ field: "contentDate", reason: "content_date_needed" });
  expect((await cardFor(unknown, { contentDate: "2016-08-18" })).missing).toEqual([]);
  const undated = await aCase(db, { platform: "aliexpress", contentAtKnown: false, contentAt: townTime });
  expect((await cardFor(undated, { clause: "2.annoy", sanctions: [{ action: "ae.delete-content" }] })).missing).toEqual(
    [],
  );
});

test("where nobody knows the role, it is asked for, from the platform's own", async () => {
  const { db } = opened();
  const about = await aCase(db, { role: null });
  const asked = await cardFor(about);
  expect(asked.recommendation).toBeNull();
  expect(asked.missing).toContainEqual({
    field: "role",
    reason: "role_needed",
    values: { options: "merchant, buyer" },
  });
  expect((await cardFor(about, { role: "merchant" })).sanctions.map(({ action }) => action)).toContain(
    "tb.suspend-weitao-30d",
  );
});

test("an exception that applies makes it no violation, and the card says so", async () => {
  const { db } = opened();
  const about = await aCase(db, { platform: "wechat", language: "en", contentAt: new Date("2024-02-05T03:00:00Z") });
  const exceptionsConsidered = [
    { letter: "a", text: "Breastfeeding", applies: true, why: "It shows a mother with her child." },
  ];
  const card = await cardFor(
    about,
    { clause: "CG/Nudity.1(a)", exceptionsConsidered },
    mei,
    new Date("2024-02-10T03:00:00Z"),
  );
  expect(card).toMatchObject({ recommendation: { violation: false }, sanctions: [], statement: null });
  expect(card.missing.map(({ reason }) => reason)).toContain("not_a_violation");
});

test("no violation is found before each exception of the clause was looked at: card and decision say so alike", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const clause = "Table.10.1";
  const looked = (letter: string) => ({ letter, text: "x", applies: false, why: "" });
  const asked = { clause, facts: "评论公布了他人的住址和电话，任何人都可以看到。" };
  const openLetters = async (...letters: string[]) => {
    const card = await cardFor(about, { ...asked, exceptionsConsidered: letters.map(looked) });
    return card.missing.filter(({ field }) => field === "exceptionsConsidered");
  };
  expect(await openLetters()).toEqual([
    { field: "exceptionsConsidered", reason: "exceptions_needed", values: { clause, letters: "(a), (b)" } },
  ]);
  expect(await openLetters("a")).toMatchObject([{ reason: "exceptions_needed", values: { letters: "(b)" } }]);
  expect(await openLetters("a", "b")).toEqual([]);
  const { recommendation } = await cardFor(about, asked);
  const sanctions = (recommendation?.recommended ?? []).map((action) => ({ action }));
  const refused = await decideCase(mei, aViolation(about, { ...asked, evidence: [], sanctions }), now);
  expect(refused).toMatchObject({ ok: false, reason: "decision_incomplete" });
  expect(refused.ok ? [] : refused.fields?.map(({ reason }) => reason)).toEqual(["exceptions_needed"]);
  const exceptionsConsidered = ["a", "b"].map(looked);
  const input = aViolation(about, { ...asked, evidence: [], sanctions, exceptionsConsidered });
  expect(await decideCase(mei, input, now)).toMatchObject({ ok: true });
});

test("an exception that the clause does not have cannot be weighed", async () => {
  const { db } = opened();
  const exceptionsConsidered = [{ letter: "a", text: "Public interest", applies: false, why: "It sells something." }];
  const card = await cardFor(await aCase(db), { exceptionsConsidered });
  expect(card.missing).toMatchObject([{ field: "exceptionsConsidered.0", reason: "exception_unknown" }]);
});

test("a clause of another platform is named as such", async () => {
  const { db } = opened();
  const card = await cardFor(await aCase(db), { clause: "CG/Spam" });
  expect(card.missing).toContainEqual({
    field: "clause",
    reason: "clause_of_other_platform",
    values: expect.objectContaining({ platforms: "WeChat" }),
  });
});

test("a card for a case that does not exist is not found", async () => {
  expect(await previewCase(mei, { caseId: "01a1f90c-6171-7124-ae5f-c2229c21688e" }, now)).toMatchObject({
    ok: false,
    code: "not_found",
  });
});
