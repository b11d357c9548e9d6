import { and, eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { sanctions, strikeReliance, strikes } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  aDecidedCase,
  anAccount,
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

test("closing Weitao for good expels the merchant and bars the way back, as a consequence nobody had to choose", async () => {
  const { db } = opened();
  const about = await aCase(db, { role: "merchant", surface: "weitao-post" });
  const findings = { severe: true, severityEvidence: "The market authority asked for it in writing." };
  const forGood = [{ action: "tb.delete-content" }, { action: "tb.close-weitao-permanently" }];
  expect(fieldsOf(await decideCase(mei, aViolation(about, { findings, sanctions: forGood }), now))).toEqual([]);
  const decision = await decisionOf(db, about.caseId);
  const [expelled] = await db
    .select()
    .from(sanctions)
    .where(and(eq(sanctions.decisionId, decision?.id ?? ""), eq(sanctions.action, "tb.expel")));
  expect(expelled).toMatchObject({ isFollowOn: true, barsReEntry: true, permanent: true, state: "held" });
});

test("WeChat's serious set, opened by an earlier decision, says which decision it stands on", async () => {
  const { db } = opened();
  const account = await anAccount(db, { platformId: "wechat" });
  const earlier = { clause: "CG/Spam", sanctions: [{ action: "cg.remove" }] };
  const about = { platform: "wechat", account, contentAt: new Date("2024-02-05T03:00:00Z") };
  const first = await aDecidedCase(db, { ...about, by: mei, at: new Date("2024-02-06T03:00:00Z"), decision: earlier });
  const second = await aCase(db, about);
  const suspend = { action: "cg.suspend-access", openEnded: true, dsaValue: "DECISION_PROVISION_PARTIAL_SUSPENSION" };
  const result = await decideCase(
    mei,
    aViolation(second, { ...earlier, sanctions: [{ action: "cg.remove" }, suspend] }),
    new Date("2024-02-07T03:00:00Z"),
  );
  expect(fieldsOf(result)).toEqual([]);
  const decision = await decisionOf(db, second.caseId);
  const relied = await db
    .select({ decisionId: strikes.decisionId })
    .from(strikeReliance)
    .innerJoin(strikes, eq(strikes.id, strikeReliance.strikeId))
    .where(eq(strikeReliance.decisionId, decision?.id ?? ""));
  expect(relied).toEqual([{ decisionId: first.decisionId }]);
});

test("a clause that is not for the role says so, and not that what was found speaks against it", async () => {
  const { db } = opened();
  // As rows of before hold it: nobody refused the word for a role then.
  const about = await aCase(db, { role: "seller" });
  const refused = await decideCase(mei, aViolation(about), townTime);
  const problems = refused.ok ? [] : (refused.fields ?? []);
  expect(problems).toContainEqual({
    field: "clause",
    reason: "clause_other_role",
    values: { clause: "Table.4", role: "seller", roles: "merchant, buyer" },
  });
  expect(problems.map(({ reason }) => reason)).not.toContain("not_a_violation");
  const roleWhy = "The rules of this platform call who sells a merchant.";
  const corrected = await decideCase(mei, aViolation(about, { role: "merchant", roleWhy }), townTime);
  expect(fieldsOf(corrected).filter((problem) => problem.startsWith("clause "))).toEqual([]);
});
