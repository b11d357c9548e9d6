import { and, asc, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import {
  caseSuggestions,
  noticeItems,
  outbox,
  sanctions,
  settings,
  statements,
  strikeReliance,
  strikes,
} from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { claimCase } from "@/lib/queue/claim.command";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  aDecidedCase,
  anAccount,
  aReport,
  auditOf,
  aViolation,
  caseRow,
  decisionOf,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { decideCase } from "./decide.command";

const { opened } = withTestDatabase();
let mei: Person;
let ben: Person;
const now = townTime;

beforeAll(async () => {
  const { db } = opened();
  await givenPacks(db);
  mei = await aColleague(db, { name: "Mei Lin" });
  ben = await aColleague(db, { name: "Ben Okafor" });
});

const fieldsOf = (result: Awaited<ReturnType<typeof decideCase>>) =>
  result.ok ? [] : (result.fields ?? []).map(({ field, reason }) => `${field} ${reason}`);

test("a violation closes the case and writes decision, sanctions, strike, statements and messages at once", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const result = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), now);
  expect(result).toMatchObject({
    ok: true,
    value: { caseId: about.caseId, outcome: "violation", undoUntil: "2016-09-07T04:00:30.000Z" },
  });
  expect(await caseRow(db, about.caseId)).toMatchObject({ state: "decided", version: 2, claimedBy: null });
  const decision = await decisionOf(db, about.caseId);
  expect(decision).toMatchObject({
    clauseRef: "Table.4",
    versionRef: "v2",
    count: 1,
    contentDay: "2016-08-18",
    groundTerms: true,
    groundIllegal: false,
    deviationCode: null,
    decidedBy: mei.id,
  });
  const id = decision?.id ?? "";
  const imposed = await db.select().from(sanctions).where(eq(sanctions.decisionId, id)).orderBy(asc(sanctions.action));
  expect(imposed.map(({ action, state, endsAt }) => [action, state, endsAt?.toISOString() ?? null])).toEqual([
    ["tb.delete-content", "held", null],
    // Seven days after 7 September in China, to the close of that day there.
    ["tb.suspend-comments-7d", "held", "2016-09-14T15:59:59.999Z"],
  ]);
  expect(await db.select({ ref: strikes.clauseRef }).from(strikes).where(eq(strikes.decisionId, id))).toEqual([
    { ref: "Table.4" },
  ]);
  const told = await db
    .select()
    .from(statements)
    .where(eq(statements.decisionId, id))
    .orderBy(asc(statements.addressee));
  expect(
    told.map(({ addressee, language, delivery, isStatementOfReasons }) => [
      addressee,
      language,
      delivery,
      isStatementOfReasons,
    ]),
  ).toEqual([
    ["affected", "zh-Hans", "held", true],
    ["notifier", "en", "held", false],
  ]);
  expect(told[0]?.puid).toMatch(/^[a-zA-Z0-9_-]+$/);
  const messages = await db
    .select({ kind: outbox.kind, runAt: outbox.runAt })
    .from(outbox)
    .where(eq(outbox.decisionId, id))
    .orderBy(asc(outbox.kind));
  expect(messages.map(({ kind }) => kind)).toEqual(["mail.outcome", "mail.statement", "webhook.event"]);
  expect(messages.every(({ runAt }) => runAt.toISOString() === "2016-09-07T04:00:30.000Z")).toBe(true);
  const [link] = await db
    .select({ decisionId: noticeItems.decisionId })
    .from(noticeItems)
    .where(eq(noticeItems.caseId, about.caseId));
  expect(link).toEqual({ decisionId: id });
});

test("the audit log keeps who decided what by codes, and none of the texts", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await decideCase(
    mei,
    aViolation(about, {
      sanctions: firstBuyerSanction,
      facts: "The comment repeats an advertisement with a foreign link.",
    }),
    now,
  );
  const [entry] = await auditOf(db, about.caseId);
  expect(entry).toMatchObject({ verb: "case.decide", outcome: "done" });
  expect(entry?.body).toContain("tb.suspend-comments-7d");
  expect(entry?.body).not.toContain("foreign link");
  expect(entry?.body).not.toContain("http://sale.example");
});

test("an auditor cannot decide; the attempt is logged and changes nothing", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const auditor = await aColleague(db, { role: "auditor" });
  expect(await decideCase(auditor, aViolation(about, { sanctions: firstBuyerSanction }), now)).toMatchObject({
    ok: false,
    code: "forbidden",
  });
  expect(await auditOf(db, "case.decide")).toContainEqual(expect.objectContaining({ outcome: "refused" }));
  expect(await caseRow(db, about.caseId)).toMatchObject({ state: "open", version: 1 });
});

test("the second to decide is told who was first", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), now);
  const second = await decideCase(ben, aViolation(about, { sanctions: firstBuyerSanction }), now);
  expect(second).toMatchObject({ ok: false, code: "stale", reason: "case_decided", values: { name: "Mei Lin" } });
});

test("a case that a colleague holds is refused, naming them", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await claimCase(mei, { caseId: about.caseId }, now);
  const refused = await decideCase(ben, aViolation({ ...about, version: 2 }, { sanctions: firstBuyerSanction }), now);
  expect(refused).toMatchObject({ ok: false, code: "conflict", reason: "case_claimed", values: { name: "Mei Lin" } });
});

test("a decision on an older view is stale and writes nothing", async () => {
  const { db } = opened();
  const about = await aCase(db);
  await claimCase(mei, { caseId: about.caseId }, now);
  const stale = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), now);
  expect(stale).toMatchObject({ ok: false, code: "stale", reason: "case_changed" });
  expect(await decisionOf(db, about.caseId)).toBeUndefined();
});

test.each([
  ["another platform's clause", { clause: "AUP 2" }, "clause clause_of_other_platform"],
  ["a clause that nobody has", { clause: "Table.99" }, "clause clause_unknown"],
  ["a clause that only explains", { clause: "v2.Art.8" }, "clause clause_not_enforceable"],
  ["a clause of the version before", { clause: "v1.Art.5(1)" }, "clause clause_not_in_force"],
  ["no clause", { clause: undefined }, "clause clause_needed"],
  ["law without its ground", { ground: "terms_and_law" }, "legalGround text_needed"],
  ["no facts and nothing marked", { evidence: [] }, "facts facts_needed"],
  ["filler in place of facts", { evidence: [], facts: "test test test test test" }, "facts text_placeholder"],
  [
    "words that the content does not hold",
    { evidence: [{ in: "text", start: 0, end: 5, text: "other", element: "" }] },
    "evidence.0 evidence_not_there",
  ],
  ["a date that the snapshot knows already", { contentDate: "2016-06-30" }, "contentDate content_date_known"],
  ["a role that is on record already", { role: "merchant" }, "role role_known"],
  ["fewer sanctions than the table's", { sanctions: [{ action: "tb.delete-content" }] }, "deviation deviation_needed"],
  ["no sanction where the table has one", { sanctions: [] }, "deviation deviation_needed"],
  [
    "the third step at the first violation",
    { sanctions: [{ action: "tb.delete-content" }, { action: "tb.close-comments-permanently" }] },
    "deviation deviation_needed",
  ],
  [
    "management of the service as a sanction",
    { sanctions: [...firstBuyerSanction, { action: "tb.limit-posts" }] },
    "sanctions.2.action action_no_penalty",
  ],
  [
    "a sanction of another platform",
    { sanctions: [{ action: "ae.close-account" }] },
    "sanctions.0.action action_unknown",
  ],
  [
    "an end date for a stated term",
    { sanctions: [{ action: "tb.delete-content" }, { action: "tb.suspend-comments-7d", endsOn: "2016-12-01" }] },
    "sanctions.1.endsOn term_stated",
  ],
  [
    "severity without its evidence",
    { findings: { severe: true } },
    "findings.severityEvidence severity_evidence_needed",
  ],
])("%s is refused with its field, and nothing is written", async (_what, change, problem) => {
  const { db } = opened();
  const about = await aCase(db);
  const refused = await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction, ...change }), now);
  expect(refused).toMatchObject({ ok: false, code: "refused" });
  expect(fieldsOf(refused)).toContain(problem);
  expect(await caseRow(db, about.caseId)).toMatchObject({ state: "open", version: 1 });
  expect(await decisionOf(db, about.caseId)).toBeUndefined();
});

test("leaving the table with a coded reason is decided, kept and counted", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const deviation = { code: "milder_first_contact", why: "A first comment by somebody who joined this week." };
  const result = await decideCase(
    mei,
    aViolation(about, { sanctions: [{ action: "tb.delete-content" }], deviation }),
    now,
  );
  expect(result.ok).toBe(true);
  expect(await decisionOf(db, about.caseId)).toMatchObject({ deviationCode: "milder_first_contact" });
});

test("a reason that was not needed is not kept: the table was followed", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const deviation = { code: "other", why: "Chosen by mistake on the form." };
  await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction, deviation }), now);
  expect(await decisionOf(db, about.caseId)).toMatchObject({ deviationCode: null, deviationWhy: null });
});

test("where a second person is asked for, a moderator cannot leave the table and a supervisor can", async () => {
  const { db } = opened();
  await db
    .insert(settings)
    .values({ platformId: "taobao-weitao", key: "deviationNeedsSecondPerson", value: true, updatedAt: now });
  const lead = await aColleague(db, { role: "supervisor" });
  const about = await aCase(db);
  const input = aViolation(about, {
    sanctions: [{ action: "tb.delete-content" }],
    deviation: { code: "milder_context", why: "It answers a question of the shop." },
  });
  expect(fieldsOf(await decideCase(mei, input, now))).toEqual(["deviation deviation_needs_supervisor"]);
  expect((await decideCase(lead, input, now)).ok).toBe(true);
  await db.delete(settings).where(eq(settings.key, "deviationNeedsSecondPerson"));
});

test("edge 1: two earlier violations and this one close the function for good; with one overturned it is the second", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const first = await aDecidedCase(db, { account, by: mei, at: new Date("2016-08-20T03:00:00Z") });
  await aDecidedCase(db, { account, by: mei, at: new Date("2016-08-25T03:00:00Z") });
  const third = await aCase(db, { account });
  const forGood = [{ action: "tb.delete-content" }, { action: "tb.close-comments-permanently" }];
  expect(fieldsOf(await decideCase(mei, aViolation(third, { sanctions: firstBuyerSanction }), now))).toEqual([
    "deviation deviation_needed",
  ]);
  await db.update(strikes).set({ overturnedAt: now }).where(eq(strikes.decisionId, first.decisionId));
  expect((await decideCase(mei, aViolation(third, { sanctions: firstBuyerSanction }), now)).ok).toBe(true);
  expect(await decisionOf(db, third.caseId)).toMatchObject({ count: 2 });
  const fourth = await aCase(db, { account });
  expect((await decideCase(mei, aViolation(fourth, { sanctions: forGood }), now)).ok).toBe(true);
  const decision = await decisionOf(db, fourth.caseId);
  expect(decision).toMatchObject({ count: 3, deviationCode: null });
  const relied = await db
    .select()
    .from(strikeReliance)
    .where(eq(strikeReliance.decisionId, decision?.id ?? ""));
  expect(relied).toHaveLength(2);
});

test("edge 2: a buyer's rows 1 to 3 stay closed after two strikes, neither counted nor changed by severity", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  for (const day of ["20", "25"])
    await aDecidedCase(db, { account, by: mei, at: new Date(`2016-08-${day}T03:00:00Z`) });
  const about = await aCase(db, { account });
  const findings = { severe: true, severityEvidence: "Reported in two newspapers." };
  const close = [{ action: "tb.delete-content" }, { action: "tb.close-comments" }];
  const result = await decideCase(mei, aViolation(about, { clause: "Table.1", findings, sanctions: close }), now);
  expect(fieldsOf(result)).toEqual([]);
  const decision = await decisionOf(db, about.caseId);
  expect(decision?.count).toBeNull();
  const [closing] = await db
    .select()
    .from(sanctions)
    .where(and(eq(sanctions.decisionId, decision?.id ?? ""), eq(sanctions.action, "tb.close-comments")));
  expect(closing).toMatchObject({ endsAt: null, indefinite: true, permanent: false });
});

test("edge 3: one post that breaks three rows is one violation, and the gravest row sets the sanction", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const findings = { alsoBreaks: ["Table.5.7", "Table.6"] };
  expect((await decideCase(mei, aViolation(about, { findings, sanctions: firstBuyerSanction }), now)).ok).toBe(true);
  expect(await decisionOf(db, about.caseId)).toMatchObject({ count: 1, alsoBreaks: ["Table.5.7", "Table.6"] });
  expect(
    await db
      .select()
      .from(strikes)
      .where(eq(strikes.accountId, about.accountId ?? "")),
  ).toHaveLength(1);
});

test("edge 4: one person's strikes as merchant and as buyer are counted apart", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const asMerchant = { sanctions: [{ action: "tb.delete-content" }, { action: "tb.suspend-weitao-30d" }] };
  for (const day of ["20", "25"]) {
    await aDecidedCase(db, {
      account,
      by: mei,
      at: new Date(`2016-08-${day}T03:00:00Z`),
      role: "merchant",
      surface: "weitao-post",
      decision: asMerchant,
    });
  }
  const about = await aCase(db, { account, role: "buyer" });
  await decideCase(mei, aViolation(about, { sanctions: firstBuyerSanction }), now);
  expect(await decisionOf(db, about.caseId)).toMatchObject({ count: 1, role: "buyer" });
});

test("edge 5: 16:30 UTC on 30 June is 1 July in China: version 2 governs, and strikes under version 1 do not count", async () => {
  const { db } = opened();
  const account = await anAccount(db);
  const v1 = { clause: "v1.Art.5(1)", sanctions: [{ action: "tb.delete-content" }] };
  for (const day of ["20", "21"]) {
    await aDecidedCase(db, {
      account,
      by: mei,
      at: new Date(`2016-08-${day}T03:00:00Z`),
      contentAt: new Date(`2016-06-${day}T03:00:00Z`),
      role: "merchant",
      surface: "weitao-post",
      decision: v1,
    });
  }
  const about = await aCase(db, {
    account,
    contentAt: new Date("2016-06-30T16:30:00Z"),
    role: "merchant",
    surface: "weitao-post",
  });
  const sanctionsOfTable = [{ action: "tb.delete-content" }, { action: "tb.suspend-weitao-30d" }];
  expect(fieldsOf(await decideCase(mei, aViolation(about, { sanctions: sanctionsOfTable }), now))).toEqual([]);
  expect(await decisionOf(db, about.caseId)).toMatchObject({ versionRef: "v2", contentDay: "2016-07-01", count: 1 });
});

test("edge 15: two listings are two points, with malice explained; an honest mistake is no circumvention; nor is 2019", async () => {
  const { db } = opened();
  const listing = {
    platform: "alibaba",
    text: "V4PE pen, shipped as keychain",
    language: "en",
    contentAt: new Date("2020-03-02T03:00:00Z"),
  };
  const act = {
    clause: "II.circumvention.keyword",
    sanctions: [{ action: "ab.penalty-point" }, { action: "ab.remove-noncompliant" }],
  };
  const about = await aCase(db, listing);
  expect(fieldsOf(await decideCase(mei, aViolation(about, { ...act, findings: { infringements: 2 } }), now))).toEqual([
    "findings.maliciousWhy malice_why_needed",
  ]);
  const findings = {
    infringements: 2,
    malicious: true,
    maliciousWhy: "Letters replaced by digits after two warnings.",
  };
  expect(fieldsOf(await decideCase(mei, aViolation(about, { ...act, findings }), now))).toEqual([]);
  expect(await decisionOf(db, about.caseId)).toMatchObject({ points: 2 });
  const mistake = await aCase(db, listing);
  expect(
    fieldsOf(await decideCase(mei, aViolation(mistake, { ...act, findings: { ...findings, malicious: false } }), now)),
  ).toContain("clause not_a_violation");
  const older = await aCase(db, { ...listing, contentAt: new Date("2019-12-31T03:00:00Z") });
  expect(fieldsOf(await decideCase(mei, aViolation(older, { ...act, findings }), now))).toContain(
    "clause clause_not_in_force",
  );
});

test("edge 26: content before the oldest recorded text has no version, so its clauses ground nothing", async () => {
  const { db } = opened();
  const about = await aCase(db, { platform: "wechat", contentAt: new Date("2023-07-31T03:00:00Z"), language: "en" });
  const refused = await decideCase(
    mei,
    aViolation(about, { clause: "AUP 9", sanctions: [{ action: "aup.remove" }] }),
    new Date("2024-01-10T03:00:00Z"),
  );
  expect(fieldsOf(refused)).toContain("clause no_recorded_version");
});

test("edge 35: content that is illegal but breaks no clause is decided on the law alone, without a strike", async () => {
  const { db } = opened();
  const about = await aCase(db);
  const law = {
    ground: "law",
    clause: undefined,
    legalGround: "Criminal Code, section 86a",
    legalExplanation: "The picture shows a banned sign without any of the excepted purposes.",
  };
  const result = await decideCase(
    mei,
    aViolation(about, { ...law, sanctions: [{ action: "tb.delete-content" }] }),
    now,
  );
  expect(fieldsOf(result)).toEqual([]);
  expect(await decisionOf(db, about.caseId)).toMatchObject({
    groundTerms: false,
    groundIllegal: true,
    clauseRef: null,
    count: null,
  });
  expect(
    await db
      .select()
      .from(strikes)
      .where(eq(strikes.accountId, about.accountId ?? "")),
  ).toEqual([]);
});

test("a term that the platform does not state must be typed or left open, and is never filled in", async () => {
  const { db } = opened();
  const about = await aCase(db, {
    platform: "aliexpress",
    language: "en",
    contentAt: new Date("2026-01-05T03:00:00Z"),
  });
  const at = new Date("2026-01-10T03:00:00Z");
  const suspend = (more: object) =>
    aViolation(about, { clause: "2.annoy", sanctions: [{ action: "ae.suspend-account", ...more }] });
  expect(fieldsOf(await decideCase(mei, suspend({}), at))).toEqual(["sanctions.0.endsOn term_needed"]);
  expect(fieldsOf(await decideCase(mei, suspend({ endsOn: "2026-01-09" }), at))).toEqual([
    "sanctions.0.endsOn term_past",
  ]);
  expect(fieldsOf(await decideCase(mei, suspend({ endsOn: "2026-02-01" }), at))).toEqual([]);
  const decision = await decisionOf(db, about.caseId);
  const [row] = await db
    .select()
    .from(sanctions)
    .where(eq(sanctions.decisionId, decision?.id ?? ""));
  expect(row?.endsAt?.toISOString()).toBe("2026-02-01T15:59:59.999Z");
});

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

test("a referral is recorded and told to the platform's receiver, and to nobody else", async () => {
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
  expect(kinds.map(({ payload }) => payload.event).sort()).toEqual(["decision.made", "referral.recorded"]);
});

test("the person concerned never reads who reported or who decided, wherever somebody wrote it", async () => {
  const { db } = opened();
  const about = await aCase(db, { language: "en", account: await anAccount(db, { language: "en" }) });
  const facts = "Ida Vint says that this advertisement was sent to forty people within one hour.";
  const refused = await decideCase(mei, aViolation(about, { facts, sanctions: firstBuyerSanction }), now);
  expect(fieldsOf(refused)).toEqual(["facts text_names_someone"]);
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

test("an account without an address: the statement is kept as not deliverable and no mail waits", async () => {
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
