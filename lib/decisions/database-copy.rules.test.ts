import fc from "fast-check";
import { expect, test } from "vitest";
import { findPersonalData } from "@/lib/transparency-database/personal-data.rules";
import { type DecisionForDatabase, databaseCopy } from "./database-copy.rules";
import type { RestrictionFacts } from "./statement.contract";

function aRestriction(dsaDecision: string | null, endsOn: string | null = null): RestrictionFacts {
  return {
    label: "An action",
    dsaDecision,
    restricts: dsaDecision !== null,
    target: "feature",
    barsReEntry: false,
    startsOn: "2025-03-12",
    term: endsOn === null ? { kind: "indefinite" } : { kind: "until", endsOn, days: null },
    territories: [],
  };
}

const decision: DecisionForDatabase = {
  puid: "3f0c6a1e-9d2b-4c55-8a11-000000000001",
  restrictions: [
    aRestriction("DECISION_VISIBILITY_CONTENT_REMOVED"),
    aRestriction("DECISION_PROVISION_PARTIAL_SUSPENSION", "2025-04-11"),
  ],
  accountType: "business",
  ground: "terms",
  clause: {
    ref: "Table.5.7",
    title: "Leading people to other sites",
    summary: "Posts may not lead readers to other sites.",
    original: null,
    documentTitle: "Weitao content rules",
    versionLabel: "version 2",
    effectiveFrom: "2016-07-01",
    effectiveTo: null,
  },
  rulesUrl: null,
  legal: null,
  typed: { ground: true, explanation: true },
  explanation: "The post pays readers for leaving the platform.",
  facts: "A post of July 2016 led readers to another site.",
  category: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
  keyword: "KEYWORD_GOODS_SERVICES_NOT_PERMITTED",
  keywordDescription: null,
  contentKind: "post",
  contentDate: "2016-07-04",
  contentLanguage: "zh",
  ean13: null,
  source: "notice",
  legalClaim: true,
  automation: { detected: false, decision: "none" },
};
const payloadOf = (over: Partial<DecisionForDatabase>) => databaseCopy({ ...decision, ...over }).payload;

test("a removal with thirty days without posting is one payload with two restrictions, and valid", () => {
  const copy = databaseCopy(decision);
  expect(copy).toMatchObject({ valid: true, errors: [], removed: [] });
  expect(copy.payload).toMatchObject({
    decision_visibility: ["DECISION_VISIBILITY_CONTENT_REMOVED"],
    decision_provision: "DECISION_PROVISION_PARTIAL_SUSPENSION",
    end_date_service_restriction: "2025-04-11",
    application_date: "2025-03-12",
    account_type: "ACCOUNT_TYPE_BUSINESS",
    incompatible_content_ground: "Weitao content rules, version 2: Table.5.7 Leading people to other sites",
    content_language: "ZH",
    source_type: "SOURCE_ARTICLE_16",
  });
  expect(copy.payload).not.toHaveProperty("end_date_visibility_restriction");
  expect(copy.payload).not.toHaveProperty("incompatible_content_illegal");
  expect(copy.payload.territorial_scope).toHaveLength(30);
});

test("of two restrictions of one kind the gravest is told, with the longest end of its kind", () => {
  const payload = payloadOf({
    restrictions: [
      aRestriction("DECISION_ACCOUNT_SUSPENDED", "2025-06-01"),
      aRestriction("DECISION_ACCOUNT_SUSPENDED", "2025-05-01"),
      aRestriction("DECISION_PROVISION_PARTIAL_TERMINATION"),
      aRestriction("DECISION_PROVISION_PARTIAL_SUSPENSION", "2025-05-01"),
    ],
  });
  expect(payload).toMatchObject({
    decision_account: "DECISION_ACCOUNT_SUSPENDED",
    end_date_account_restriction: "2025-06-01",
    decision_provision: "DECISION_PROVISION_PARTIAL_TERMINATION",
  });
  expect(payload).not.toHaveProperty("end_date_service_restriction");
});

test("a warning alone makes no valid copy: there is no restriction to tell of", () => {
  const copy = databaseCopy({ ...decision, restrictions: [aRestriction(null)] });
  expect(copy.valid).toBe(false);
  expect(copy.errors.map(({ field }) => field)).toContain("decision_account");
});

test("an 'other' restriction is told with its own words", () => {
  const other = { ...aRestriction("DECISION_VISIBILITY_OTHER"), label: "Hidden from search" };
  expect(payloadOf({ restrictions: [other] })).toMatchObject({ decision_visibility_other: "Hidden from search" });
});

test("the legal ground is told with its explanation; rules and law together with the flag for both", () => {
  const legal = { ground: "Example Act, section 12", explanation: "The knife may not be sold." };
  expect(payloadOf({ ground: "law", clause: null, legal })).toMatchObject({
    decision_ground: "DECISION_GROUND_ILLEGAL_CONTENT",
    illegal_content_legal_ground: "Example Act, section 12",
  });
  expect(payloadOf({ ground: "terms_and_law", legal })).toMatchObject({
    decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    incompatible_content_illegal: "Yes",
  });
  expect(databaseCopy({ ...decision, ground: "law", clause: null, legal }).valid).toBe(true);
});

test("where a report came from is told as the schema wants it (N12, T1)", () => {
  expect(payloadOf({ legalClaim: false }).source_type).toBe("SOURCE_TYPE_OTHER_NOTIFICATION");
  expect(payloadOf({ source: "trusted_flagger" }).source_type).toBe("SOURCE_TRUSTED_FLAGGER");
  const onTerms = payloadOf({ source: "trusted_flagger", legalClaim: false });
  expect(onTerms.source_type).toBe("SOURCE_TYPE_OTHER_NOTIFICATION");
  expect(payloadOf({ source: "authority" }).source_type).toBe("SOURCE_TYPE_OTHER_NOTIFICATION");
  expect(payloadOf({ source: "own_initiative" }).source_type).toBe("SOURCE_VOLUNTARY");
});

test("detection and decision by tools reach the payload the right way round", () => {
  const told = (detected: boolean, part: "none" | "partial" | "full") => {
    const payload = payloadOf({ automation: { detected, decision: part } });
    return [payload.automated_detection, payload.automated_decision];
  };
  expect(told(true, "full")).toEqual(["Yes", "AUTOMATED_DECISION_FULLY"]);
  expect(told(true, "none")).toEqual(["Yes", "AUTOMATED_DECISION_NOT_AUTOMATED"]);
  expect(told(false, "partial")).toEqual(["No", "AUTOMATED_DECISION_PARTIALLY"]);
});

test("countries outside the Union and the EEA are not told", () => {
  const [first] = decision.restrictions;
  if (!first) throw new Error("the example has a restriction");
  expect(payloadOf({ restrictions: [{ ...first, territories: ["DE", "KR", "GR"] }] }).territorial_scope).toEqual([
    "DE",
    "GR",
  ]);
});

test("personal data and the names of the people in the case are taken out, and what was taken is listed", () => {
  const copy = databaseCopy(
    { ...decision, facts: "Anna Müller (anna@mail.example, +49 170 1234567) led readers to another site." },
    ["Anna Müller"],
  );
  expect(copy.payload.decision_facts).toBe("[name] ([email], [phone]) led readers to another site.");
  expect(copy.removed).toEqual([
    { field: "decision_facts", kind: "name" },
    { field: "decision_facts", kind: "email" },
    { field: "decision_facts", kind: "phone" },
  ]);
});

test("texts are cut at the database's limits, so that length never stops a copy", () => {
  const copy = databaseCopy({ ...decision, facts: "字".repeat(6000), explanation: "😀".repeat(3000) });
  expect(copy.valid).toBe(true);
  expect([...String(copy.payload.decision_facts)]).toHaveLength(5000);
});

test("no text that somebody types brings personal data into a copy", () => {
  const personal = fc.constantFrom(
    "anna@mail.example",
    "+49 170 1234567",
    "13800138000",
    "192.0.2.17",
    "@green_arrow88",
    "GB82WEST12345698765432",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(personal, fc.string())), (pieces) => {
      const text = pieces.join(" ");
      const { payload } = databaseCopy({
        ...decision,
        facts: text,
        explanation: text,
        legal: { ground: text, explanation: text },
        ground: "terms_and_law",
      });
      for (const field of ["decision_facts", "incompatible_content_explanation"]) {
        expect(findPersonalData(String(payload[field]))).toEqual([]);
      }
    }),
  );
});
