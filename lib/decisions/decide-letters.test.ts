import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseSuggestions, outbox, sanctions, statements } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  anAccount,
  aReport,
  aViolation,
  decisionOf,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { decideCase } from "./decide.command";

const { opened } = withTestDatabase();
let mei: Person;
const now = townTime;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
});

const fieldsOf = (result: Awaited<ReturnType<typeof decideCase>>) =>
  result.ok ? [] : (result.fields ?? []).map(({ field, reason }) => `${field} ${reason}`);
test("no violation: the notifiers are told, the person concerned is not, and nothing is imposed", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const { noticeId } = await aReport(db, about, { email: null });
  const result = await decideCase(mei, { caseId: about.caseId, version: 1, outcome: "no_violation" }, now);
  expect(result).toMatchObject({ ok: true, value: { outcome: "no_violation" } });
  const decision = await decisionOf(db, about.caseId);
  const told = await db
    .select()
    .from(statements)
    .where(eq(statements.decisionId, decision?.id ?? ""));
  expect(told.map(({ addressee }) => addressee)).toEqual(["notifier", "notifier"]);
  // Somebody without an address is answered on the tracking page.
  expect(told.find((row) => row.noticeId === noticeId)).toMatchObject({ delivery: "not_deliverable" });
  expect(JSON.stringify(told[0]?.parts)).toContain("Taobao Weitao");
  expect(
    await db
      .select()
      .from(sanctions)
      .where(eq(sanctions.decisionId, decision?.id ?? "")),
  ).toEqual([]);
  const kinds = await db
    .select({ kind: outbox.kind })
    .from(outbox)
    .where(eq(outbox.decisionId, decision?.id ?? ""));
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(["mail.outcome", "webhook.event"]);
});

test("where the desk never held the content, nobody is told that it was read or of what day it is, in either language", async () => {
  const { db } = opened();
  for (const [contactLanguage, says, never] of [
    ["en", "We hold no copy of the content itself.", /We read|It is the|reported a content/],
    ["zh-Hans", "我们没有该内容本身的副本", /查看了|所涉内容是/],
  ] as const) {
    const about = await aCase(db, { text: "", contentAtKnown: false, notices: 0 });
    await aReport(db, about, { contactLanguage });
    await decideCase(mei, { caseId: about.caseId, version: 1, outcome: "no_violation" }, now);
    const decision = await decisionOf(db, about.caseId);
    const [told] = await db
      .select()
      .from(statements)
      .where(eq(statements.decisionId, decision?.id ?? ""));
    expect(JSON.stringify(told?.parts)).toContain(says);
    expect(JSON.stringify(told?.parts)).not.toMatch(never);
  }
  const read = await aCase(db, {});
  await decideCase(mei, { caseId: read.caseId, version: 1, outcome: "no_violation" }, now);
  const decision = await decisionOf(db, read.caseId);
  const [told] = await db
    .select()
    .from(statements)
    .where(eq(statements.decisionId, decision?.id ?? ""));
  expect(JSON.stringify(told?.parts)).toContain("We read the content against the rules");
});

test("a referral is recorded, and told to the platform's receiver and to who reported, and to nobody else", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const input = {
    caseId: about.caseId,
    version: 1,
    outcome: "referred",
    to: "police",
    country: "DE",
    why: "A threat against a named person with a date.",
  };
  expect((await decideCase(mei, input, now)).ok).toBe(true);
  const decision = await decisionOf(db, about.caseId);
  expect(decision).toMatchObject({ outcome: "referred", referral: { to: "police", country: "DE" } });
  const kinds = await db
    .select({ kind: outbox.kind, payload: outbox.payload })
    .from(outbox)
    .where(eq(outbox.decisionId, decision?.id ?? ""));
  expect(kinds.map(({ kind, payload }) => payload.event ?? kind).sort()).toEqual([
    "decision.made",
    "mail.outcome",
    "referral.recorded",
  ]);
});

test("the person concerned never reads who reported or who decided, wherever somebody wrote it", async () => {
  const { db } = opened();
  const about = await aCase(db, { language: "en", account: await anAccount(db, { language: "en" }) });
  const facts = "Ida Vint says that this advertisement was sent to forty people within one hour.";
  const refused = await decideCase(mei, aViolation(about, { facts, sanctions: firstBuyerSanction }), now);
  expect(fieldsOf(refused)).toEqual(["facts text_names_someone"]);
});

test("the words added to a measure name nobody either: they are told wherever the measure is", async () => {
  const { db } = opened();
  const about = await aCase(db, { language: "en", account: await anAccount(db, { language: "en" }) });
  const described = (describe: string) => [
    { action: "tb.delete-content" },
    { action: "tb.suspend-comments-7d", describe },
  ];
  const input = aViolation(about, { sanctions: described("as Ida Vint asked for, says Mei Lin") });
  expect(fieldsOf(await decideCase(mei, input, now))).toEqual(["sanctions.1.describe text_names_someone"]);
  const named = { ...input, sanctions: described("in all comments") };
  expect(fieldsOf(await decideCase(mei, named, now))).toEqual([]);
});

test("S3: that content is deceptive bulk advertising, or ordered away, is nobody's to claim by a field of a decision: the statement is still owed", async () => {
  const { db } = opened();
  for (const exempt of ["order", "deceptive_bulk_commercial"]) {
    const about = await aCase(db);
    await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction, exempt }), now);
    const decision = await decisionOf(db, about.caseId);
    const told = await db
      .select({ addressee: statements.addressee, isStatementOfReasons: statements.isStatementOfReasons })
      .from(statements)
      .where(and(eq(statements.decisionId, decision?.id ?? ""), eq(statements.addressee, "affected")));
    expect(told).toEqual([{ addressee: "affected", isStatementOfReasons: true }]);
  }
});

test("S6: no field of a decision reveals who reported: the letter to the affected person names no notifier", async () => {
  const { db } = opened();
  const about = await aCase(db, { language: "en", account: await anAccount(db, { language: "en" }), notices: 0 });
  await aReport(db, about, { name: "Ida Vint", email: "ida.vint@notifier.example" });
  const reveal = { revealNotifier: true, revealWhy: "It is a matter of copyright.", notifier: "Ida Vint" };
  await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction, ...reveal }), now);
  const decision = await decisionOf(db, about.caseId);
  const [told] = await db
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decision?.id ?? ""), eq(statements.addressee, "affected")));
  expect(told?.parts.length).toBeGreaterThan(3);
  expect(JSON.stringify(told)).not.toMatch(/Ida|Vint|notifier\.example/i);
});

test("S11: decisions on two clauses of one table do not read the same, and neither holds a placeholder", async () => {
  const { db } = opened();
  const lettersOn = async (clause: string) => {
    const about = await aCase(db, { language: "en", account: await anAccount(db, { language: "en" }) });
    expect(fieldsOf(await decideCase(mei, aViolation(about, { clause, sanctions: firstBuyerSanction }), now))).toEqual(
      [],
    );
    const decision = await decisionOf(db, about.caseId);
    return db
      .select({ addressee: statements.addressee, parts: statements.parts })
      .from(statements)
      .where(eq(statements.decisionId, decision?.id ?? ""))
      .orderBy(statements.addressee);
  };
  const [one, other] = [await lettersOn("Table.4"), await lettersOn("Table.6")];
  expect(one.map(({ addressee }) => addressee)).toEqual(["affected", "notifier"]);
  for (const at of [0, 1]) {
    const told = (letters: typeof one, id: string) => letters[at]?.parts.find((part) => part.id === id)?.paragraphs;
    expect(told(one, "rule")).not.toEqual(told(other, "rule"));
    expect(told(one, "decision")).not.toEqual(told(other, "decision"));
  }
  expect(JSON.stringify([one, other])).not.toMatch(/TODO|lorem|xxx|\{[a-z]+\}/i);
});

test("a warning alone is told to the person, but is no statement of reasons and has no database id", async () => {
  const { db } = opened();
  const about = await aCase(db, { platform: "wechat", language: "en", contentAt: new Date("2024-02-05T03:00:00Z") });
  const input = aViolation(about, { clause: "AUP 9", sanctions: [{ action: "aup.warn" }] });
  expect(fieldsOf(await decideCase(mei, input, new Date("2024-02-10T03:00:00Z")))).toEqual([]);
  const decision = await decisionOf(db, about.caseId);
  const [told] = await db
    .select()
    .from(statements)
    .where(and(eq(statements.decisionId, decision?.id ?? ""), eq(statements.addressee, "affected")));
  expect(told).toMatchObject({ isStatementOfReasons: false, puid: null, delivery: "held" });
});

test("S2: an account without an address: the statement is kept as not deliverable and no mail waits", async () => {
  const { db } = opened();
  const about = await aCase(db, { account: await anAccount(db, { email: null }), notices: 0 });
  await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), now);
  const decision = await decisionOf(db, about.caseId);
  const [told] = await db
    .select()
    .from(statements)
    .where(eq(statements.decisionId, decision?.id ?? ""));
  expect(told).toMatchObject({ addressee: "affected", delivery: "not_deliverable", isStatementOfReasons: true });
  const kinds = await db
    .select({ kind: outbox.kind })
    .from(outbox)
    .where(eq(outbox.decisionId, decision?.id ?? ""));
  expect(kinds).toEqual([{ kind: "webhook.event" }]);
});

test("a notifier is told of the tool only where one sorted the report", async () => {
  const { db } = opened();
  const parts = async (sorted: boolean) => {
    const about = await aCase(db);
    if (sorted)
      await db
        .insert(caseSuggestions)
        .values({ platformId: "taobao-weitao", caseId: about.caseId, model: "m", confident: "no", madeAt: now });
    await decideCase(mei, { caseId: about.caseId, version: 1, outcome: "no_violation" }, now);
    const decision = await decisionOf(db, about.caseId);
    const [told] = await db
      .select()
      .from(statements)
      .where(eq(statements.decisionId, decision?.id ?? ""));
    return (told?.parts ?? []).map(({ id }) => id);
  };
  expect(await parts(true)).toContain("automation");
  expect(await parts(false)).not.toContain("automation");
});
