import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  appealFirstLooks,
  appeals,
  decisions,
  mails,
  misuseAppeals,
  misuseLetters,
  noticeItems,
  sanctions,
  statements,
  strikes,
} from "@/db/schema";
import { letterLanguages } from "@/i18n/locales";
import { decisionAtLink } from "@/lib/appeals/addressee.queries";
import { fileAppeal } from "@/lib/appeals/file.command";
import { takeAppeal } from "@/lib/appeals/take.command";
import { appealView } from "@/lib/appeals/view.queries";
import { signLink } from "@/lib/decisions/link.rules";
import { secrets } from "@/lib/platform/env";
import type { Person } from "@/lib/platform/permissions.rules";
import {
  after,
  aReviewer,
  aTakenAppeal,
  days,
  fieldsOf,
  linkOf,
  reasons,
  someWords,
  theWorkerRuns,
  visitor,
} from "@/test/appeals";
import { withTestDatabase } from "@/test/database";
import { misuseIn, suspensionEnd, why } from "@/test/misuse";
import { aColleague, anAccount, caseRow, givenPacks } from "@/test/town";
import { appealMisuse } from "./appeal.command";
import { suspendMisuse } from "./measure.command";
import { misuseView } from "./misuse.queries";
import { misuseAtLink } from "./own.queries";

const { opened } = withTestDatabase();
const db = () => opened().db;
let mei: Person;
let jonas: Person;
let amara: Person;
const { weighed, aSuspendedAccount, aSuspendedSender, measureOf, copyOf, suspended } = misuseIn(db, () => ({
  mei,
  jonas,
}));

beforeAll(async () => {
  await givenPacks(db());
  mei = await aColleague(db(), { name: "Mei Lin" });
  jonas = await aReviewer(db(), { name: "Jonas Weber" });
  amara = await aReviewer(db(), { name: "Amara Okafor" });
});

test("M4, S1: suspending an account for misuse is a restriction with its statement of reasons, its end, the policy's clause and the ways to object", async () => {
  const { account, decisionId, measureId } = await suspended({ email: "holder@account.example" });
  const [decision] = await db().select().from(decisions).where(eq(decisions.id, decisionId));
  expect(decision).toMatchObject({
    outcome: "violation",
    origin: "own",
    groundIllegal: true,
    groundTerms: false,
    decidedBy: jonas.id,
  });
  expect(await caseRow(db(), decision?.caseId ?? "")).toMatchObject({ state: "decided", source: "own_detection" });
  expect(await db().select().from(sanctions).where(eq(sanctions.decisionId, decisionId))).toMatchObject([
    {
      target: "account",
      dsaValue: "DECISION_ACCOUNT_SUSPENDED",
      needsStatement: true,
      endsAt: suspensionEnd,
      state: "in_force",
    },
  ]);
  const [letter, ...more] = await db().select().from(statements).where(eq(statements.decisionId, decisionId));
  expect(more).toEqual([]);
  expect(letter).toMatchObject({
    addressee: "affected",
    accountId: account.id,
    isStatementOfReasons: true,
    delivery: "sent",
  });
  const words = JSON.stringify(letter?.parts);
  for (const said of [
    "You have often provided content on Taobao Weitao that is manifestly illegal, also after our warning",
    "until 23:59 on 20 October 2016",
    "Article 23(1) of Regulation (EU) 2022/2065",
    "part 1 of our policy on misuse",
    "/terms/taobao-weitao/misuse",
    "4 of 4",
    weighed.why,
    weighed.gravity,
    "on our own initiative",
    "/appeal",
    "court at any time",
  ])
    expect(words).toContain(said);
  expect(words).not.toMatch(/Jonas|Mei Lin/);
  // One letter tells it: the statement, and no second one beside it.
  const letters = await db().select().from(misuseLetters).where(eq(misuseLetters.measureId, measureId));
  expect(letters.map(({ kind }) => kind)).toEqual(["warning"]);
  const sent = await db().select().from(mails).where(eq(mails.toAddress, "holder@account.example"));
  expect(sent.filter(({ body }) => body.includes("Article 23(1)"))).toHaveLength(1);
});

test("M4: no strike comes of a suspension for misuse, and what the desk opened itself is no thing that the account provided", async () => {
  const { account, decisionId, subjectId } = await suspended();
  expect(await db().select().from(strikes).where(eq(strikes.decisionId, decisionId))).toEqual([]);
  const own = and(eq(strikes.accountId, account.id));
  expect(await db().select().from(strikes).where(own)).toHaveLength(4);
  expect(await misuseView(db(), amara, subjectId, after(days(4)))).toMatchObject({
    value: {
      counts: { count: 4, total: 4 },
      measures: [{ state: "suspended", decision: { case: expect.stringMatching(/^TB-/) } }],
    },
  });
});

test.each(letterLanguages)(
  "S11, M4: the statement of a suspension for misuse speaks the holder's language (%s)",
  async (language) => {
    const { decisionId } = await suspended({ language });
    const [letter] = await db().select().from(statements).where(eq(statements.decisionId, decisionId));
    expect(letter?.language).toBe(language);
    const words = JSON.stringify(letter?.parts);
    expect(words).toContain("/terms/taobao-weitao/misuse");
    expect(words).not.toMatch(/affected\.|statement\.|misuseLetters|\{(platform|url|clause|text)\}/);
    if (language !== "en") expect(words).not.toMatch(/manifestly illegal|own initiative|policy on misuse/);
  },
);

test("M4, B1: the suspension has its copy for the Transparency Database, with the reasons and without anybody's name", async () => {
  const { decisionId } = await suspended();
  const copy = await copyOf(decisionId);
  expect(copy?.payload).toMatchObject({
    decision_account: "DECISION_ACCOUNT_SUSPENDED",
    end_date_account_restriction: "2016-10-20",
    decision_ground: "DECISION_GROUND_ILLEGAL_CONTENT",
    source_type: "SOURCE_VOLUNTARY",
    content_type_other: "account",
    decision_ground_reference_url: expect.stringContaining("/terms/taobao-weitao/misuse"),
    automated_detection: "No",
  });
  expect(copy?.removed, "nothing had to be taken out").toEqual([]);
  // The database knows no day of 2016; nothing else is wrong with it.
  expect(copy?.errors.map(({ field }) => field)).toEqual(["application_date"]);
  const facts = String(copy?.payload.decision_facts);
  expect(facts).toContain("4 of 4 things");
  expect(facts).not.toContain(weighed.intentWhy);
  expect(copy?.payload.illegal_content_legal_ground).toContain("Article 23(1)");
  const explained = String(copy?.payload.illegal_content_explanation);
  expect(explained).toContain(weighed.why);
  expect(JSON.stringify(copy?.payload)).not.toMatch(/Jonas|Mei Lin|Amara/);
});

test("M4, A1: whoever is suspended for misuse appeals at the statement's own link; neither who suspended nor who warned answers", async () => {
  const { decisionId, measureId } = await suspended();
  const { token } = await linkOf(db(), decisionId);
  expect(await decisionAtLink(db(), token, after(days(4)))).toMatchObject({
    value: { mayAppeal: true, state: "standing" },
  });
  const [letter] = await db().select().from(misuseLetters).where(eq(misuseLetters.measureId, measureId));
  const old = signLink(letter?.id ?? "", secrets().links);
  expect(await misuseAtLink(db(), old, after(days(4)))).toMatchObject({
    value: { mayAppeal: false, decisionPath: `/decision/${token}` },
  });
  expect(await appealMisuse(visitor, { token: old, text: someWords }, after(days(4)))).toMatchObject({
    reason: "misuse_appeal_at_decision",
  });
  expect(await db().select().from(misuseAppeals).where(eq(misuseAppeals.measureId, measureId))).toEqual([]);
  const held = await aTakenAppeal(db(), decisionId, amara, { at: after(days(4)) });
  expect(await takeAppeal(jonas, { appealId: held.appealId, version: held.version }, after(days(5)))).toMatchObject({
    ok: false,
  });
});

test("A9, M4: who answers an appeal sees what was counted and marked before they look, and nothing of what was weighed", async () => {
  const { decisionId } = await suspended();
  const { appealId } = await aTakenAppeal(db(), decisionId, amara, { at: after(days(4)), isBlind: true });
  const view = await appealView(db(), appealId, amara, after(days(5)));
  expect(view).toMatchObject({ value: { firstLook: { state: "asked" }, decision: null } });
  const { text: _, ...shown } = view.ok ? view.value : { text: "" };
  const words = JSON.stringify(shown);
  expect(words).toContain("4 of 4 things");
  expect(words.match(/https:\/\/taobao-weitao\.example\//g)).toHaveLength(4);
  for (const kept of [weighed.why, weighed.gravity, weighed.consequences, weighed.intentWhy])
    expect(words).not.toContain(kept);
});

test("the report that the desk opened the case with is answered by the decision, so that nothing of it stays open", async () => {
  const { decisionId } = await suspended();
  const [decision] = await db().select().from(decisions).where(eq(decisions.id, decisionId));
  const items = await db()
    .select()
    .from(noticeItems)
    .where(eq(noticeItems.caseId, decision?.caseId ?? ""));
  expect(items.map((item) => item.decisionId)).toEqual([decisionId]);
});

test("M2, M4: a suspended sender's complaint of their own account's suspension is taken up at once", async () => {
  const email = "both@account.example";
  await aSuspendedSender(email);
  const { decisionId } = await suspended({ email });
  const { token } = await linkOf(db(), decisionId);
  const filed = await fileAppeal(visitor, { token, text: someWords }, after(days(4)));
  expect(filed).toMatchObject({ ok: true, value: { heldUntil: null } });
  await theWorkerRuns(db(), after(days(4) + 5));
});

test("M4, S6: who decides is named to nobody: a name typed where the person reads it is refused at its field", async () => {
  const account = await anAccount(db(), { language: "en" });
  const { subjectId } = await aSuspendedAccount(account, { isSuspended: false });
  const named = { subjectId, lastDay: "2016-10-20", ...weighed };
  const why = "Jonas Weber looked at it after the warning, and it had gone on.";
  const gravity = "Jonas Weber found that a shop lost a week of sales.";
  expect(fieldsOf(await suspendMisuse(jonas, { ...named, why }, after(days(3))))).toEqual(["why text_names_someone"]);
  expect(fieldsOf(await suspendMisuse(jonas, { ...named, gravity }, after(days(3))))).toEqual([
    "gravity text_names_someone",
  ]);
});

test("A9, M4: not even by hand in the database does who warned answer the appeal against the suspension", async () => {
  const { decisionId, measureId } = await suspended({}, amara);
  expect(await measureOf(measureId)).toMatchObject({ warnedBy: amara.id, suspendedBy: jonas.id });
  const other = await aReviewer(db(), { name: "Ines Duarte" });
  const held = await aTakenAppeal(db(), decisionId, other, { at: after(days(4)) });
  expect(await takeAppeal(amara, held, after(days(5)))).toMatchObject({ ok: false });
  await db()
    .insert(appealFirstLooks)
    .values({
      ...{ platformId: "taobao-weitao", appealId: held.appealId, by: amara.id, at: after(days(5)) },
      finding: "law",
      why,
    })
    .catch(() => null);
  const byHand = {
    state: "decided",
    outcome: "omitted",
    reasons,
    decidedBy: amara.id,
    decidedAt: after(days(5)),
  } as const;
  await expect(db().update(appeals).set(byHand).where(eq(appeals.id, held.appealId))).rejects.toThrow();
  const byOther = { ...byHand, decidedBy: other.id };
  await db().update(appeals).set(byOther).where(eq(appeals.id, held.appealId));
});

test("M4: somebody who reads German is told that why they are warned stands in English, as it was written", async () => {
  const { measureId } = await suspended({ language: "de" });
  const letters = await db().select().from(misuseLetters).where(eq(misuseLetters.measureId, measureId));
  const why = letters.find(({ kind }) => kind === "warning")?.parts.find(({ id }) => id === "why");
  expect(why?.paragraphs[0]).toContain("(Englisch)");
  expect(why?.typed).toEqual([{ text: why?.paragraphs[1], language: "en" }]);
});
