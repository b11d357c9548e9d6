import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { sanctions, settings } from "@/db/schema";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import {
  aCase,
  aColleague,
  aViolation,
  caseRow,
  decisionOf,
  firstBuyerSanction,
  givenPacks,
  townTime,
} from "@/test/town";
import { PreviewDecision } from "./contract";
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
test.each([
  ["another platform's clause", { clause: "AUP 2" }, "clause clause_of_other_platform"],
  [
    "another platform's clause broken as well",
    { findings: { alsoBreaks: ["AUP 2"] } },
    "findings.alsoBreaks[0] clause_of_other_platform",
  ],
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

test("what no person types is told field by field, and never reaches the database: NUL, half a character, no country", async () => {
  const about = await aCase(opened().db);
  const half = "Half a character \ud83d stands in here.";
  const input = aViolation(about, {
    sanctions: [{ action: "tb.delete-content", describe: "as\u0000described" }],
    facts: half,
    findings: { severityEvidence: half, maliciousWhy: half },
    deviation: { code: "other", why: half },
    tags: ["\u0000"],
    territories: ["1!", "DE", "XX"],
    legalExplanation: half,
    exceptionsConsidered: [{ letter: "a", text: half, applies: false, why: half }],
  });
  expect(fieldsOf(await decideCase(mei, input, now)).sort()).toEqual([
    "deviation.why half_character",
    "exceptionsConsidered.0.text half_character",
    "exceptionsConsidered.0.why half_character",
    "facts half_character",
    "findings.maliciousWhy half_character",
    "findings.severityEvidence half_character",
    "legalExplanation half_character",
    "sanctions.0.describe control_characters",
    "tags.0 control_characters",
    "territories.0 not_a_country",
    "territories.2 not_a_country",
  ]);
  const rationale = "There was nothing \u0000 at that place.";
  const cleared = { caseId: about.caseId, version: 1, outcome: "no_violation", rationale };
  expect(fieldsOf(await decideCase(mei, cleared, now))).toEqual(["rationale control_characters"]);
  const referral = { caseId: about.caseId, version: 1, outcome: "referred", to: "police", country: "1!", why: half };
  expect(fieldsOf(await decideCase(mei, referral, now)).sort()).toEqual([
    "country not_a_country",
    "why half_character",
  ]);
  const asked = { caseId: about.caseId, facts: half, territories: ["1!"] };
  expect(PreviewDecision.safeParse(asked).success).toBe(false);
});
