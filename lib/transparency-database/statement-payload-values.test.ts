import { expect, test } from "vitest";
import { validateStatementPayload } from "./statement-payload.rules";

const least = {
  puid: "3f0c6a1e-9d2b_7",
  decision_visibility: ["DECISION_VISIBILITY_CONTENT_REMOVED"],
  decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
  incompatible_content_ground: "Weitao content rules, version 2, Table.5.7",
  incompatible_content_explanation: "The post leads readers to another site.",
  category: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
  content_type: ["CONTENT_TYPE_TEXT"],
  content_date: "2025-03-10",
  application_date: "2025-03-12",
  decision_facts: "The post leads readers to another site.",
  source_type: "SOURCE_ARTICLE_16",
  automated_detection: "No",
  automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
};
const inOrder = (a: string, b: string) => (a < b ? -1 : 1);
const fields = (payload: unknown) =>
  validateStatementPayload(payload)
    .errors.map((error) => error.field)
    .sort(inOrder);
const chars = (count: number) => "字".repeat(count);

const wrong: [string, Record<string, unknown>, string[]][] = [
  ["a puid with a blank inside", { puid: "a b" }, ["puid"]],
  ["a puid with an umlaut", { puid: "ä" }, ["puid"]],
  ["a puid of 501 characters", { puid: "a".repeat(501) }, ["puid"]],
  ["a puid that is a number", { puid: 12 }, ["puid"]],
  [
    "an unknown visibility among good ones",
    { decision_visibility: ["DECISION_VISIBILITY_OTHERS", "DECISION_VISIBILITY_CONTENT_REMOVED"] },
    ["decision_visibility"],
  ],
  ["an empty string in a list", { decision_visibility: [""] }, ["decision_visibility"]],
  [
    "other visibility without its text",
    { decision_visibility: ["DECISION_VISIBILITY_OTHER"] },
    ["decision_visibility_other"],
  ],
  [
    "other visibility with a blank text",
    { decision_visibility: ["DECISION_VISIBILITY_OTHER"], decision_visibility_other: "\u00a0\u200b" },
    ["decision_visibility_other"],
  ],
  [
    "a long text for a visibility that is not other",
    { decision_visibility_other: chars(501) },
    ["decision_visibility_other"],
  ],
  [
    "other payment restriction without its text",
    { decision_monetary: "DECISION_MONETARY_OTHER" },
    ["decision_monetary_other"],
  ],
  ["an array for a single value", { decision_account: ["DECISION_ACCOUNT_SUSPENDED"] }, ["decision_account"]],
  ["a value in lower case", { account_type: "account_type_private" }, ["account_type"]],
  [
    "terms without their two texts",
    { incompatible_content_ground: null, incompatible_content_explanation: "" },
    ["incompatible_content_explanation", "incompatible_content_ground"],
  ],
  [
    "an explanation that is too long",
    { incompatible_content_explanation: chars(2001) },
    ["incompatible_content_explanation"],
  ],
  ["null for incompatible_content_illegal", { incompatible_content_illegal: null }, ["incompatible_content_illegal"]],
  ["an empty incompatible_content_illegal", { incompatible_content_illegal: "" }, ["incompatible_content_illegal"]],
  [
    "a boolean for incompatible_content_illegal",
    { incompatible_content_illegal: true },
    ["incompatible_content_illegal"],
  ],
  ["null for category_addition", { category_addition: null }, ["category_addition"]],
  ["the category that only the report has", { category: "STATEMENT_CATEGORY_NOT_SPECIFIED_ORDER" }, ["category"]],
  [
    "a category of before July 2025",
    { category: "STATEMENT_CATEGORY_PORNOGRAPHY_OR_SEXUALIZED_CONTENT" },
    ["category"],
  ],
  ["a keyword of before July 2025", { category_specification: ["KEYWORD_DANGEROUS_TOYS"] }, ["category_specification"]],
  ["a keyword that is no list", { category_specification: "KEYWORD_OTHER" }, ["category_specification"]],
  [
    "a long description of another keyword",
    { category_specification_other: chars(501) },
    ["category_specification_other"],
  ],
  ["no content type", { content_type: [] }, ["content_type"]],
  ["null for content type", { content_type: null }, ["content_type"]],
  ["other content type without its text", { content_type: ["CONTENT_TYPE_OTHER"] }, ["content_type_other"]],
  ["a long text for a content type that is not other", { content_type_other: chars(501) }, ["content_type_other"]],
  ["a day that does not exist", { content_date: "2025-02-29" }, ["content_date"]],
  ["a day without zeros", { content_date: "2025-3-1" }, ["content_date"]],
  ["an instant for a day", { application_date: "2025-03-12T00:00:00Z" }, ["application_date"]],
  ["a day with a time", { application_date: "2025-03-12 00:00:00" }, ["application_date"]],
  ["content before 2000", { content_date: "1999-12-31" }, ["content_date"]],
  ["a restriction before 2020", { application_date: "2019-12-31" }, ["application_date"]],
  [
    "days after 1 January 2038",
    { content_date: "2038-01-02", application_date: "2038-01-02", end_date_account_restriction: "2038-01-02" },
    ["application_date", "content_date", "end_date_account_restriction"],
  ],
  ["a wrong end", { end_date_service_restriction: "soon" }, ["end_date_service_restriction"]],
  ["a language in lower case", { content_language: "de" }, ["content_language"]],
  ["a language with a region", { content_language: "ZH-CN" }, ["content_language"]],
  ["GR as a language", { content_language: "GR" }, ["content_language"]],
  ["EL as a country", { territorial_scope: ["EL"] }, ["territorial_scope"]],
  ["EU as a country", { territorial_scope: ["EU"] }, ["territorial_scope"]],
  ["a country that is no list", { territorial_scope: "DE" }, ["territorial_scope"]],
  ["a content id that is no object", { content_id: "4006381333931" }, ["content_id"]],
  ["an EAN that is a number", { content_id: { "EAN-13": 4006381333931 } }, ["content_id.EAN-13"]],
  ["an EAN of 12 digits", { content_id: { "EAN-13": "400638133393" } }, ["content_id.EAN-13"]],
  ["an EAN that is null", { content_id: { "EAN-13": null } }, ["content_id.EAN-13"]],
  ["an EAN in Arabic digits", { content_id: { "EAN-13": "٤٠٠٦٣٨١٣٣٣٩٣١" } }, ["content_id.EAN-13"]],
  ["the undocumented EAN field", { content_id_ean: "12" }, ["content_id_ean"]],
  ["facts of blanks only", { decision_facts: " \u3000\n" }, ["decision_facts"]],
  ["facts of 5001 characters", { decision_facts: chars(5001) }, ["decision_facts"]],
  ["a boolean for a Yes or No", { automated_detection: false }, ["automated_detection"]],
  ["Yes or No for the decision by tools", { automated_decision: "No" }, ["automated_decision"]],
  ["a long source", { source_identity: chars(501) }, ["source_identity"]],
  [
    "a long source where it is dropped",
    { source_type: "SOURCE_VOLUNTARY", source_identity: chars(501) },
    ["source_identity"],
  ],
];

test.each(wrong)("%s is refused", (_, over, expected) => {
  expect(fields({ ...least, ...over })).toEqual(expected);
});

const taken: [string, Record<string, unknown>][] = [
  ["a value with blanks around it", { category: "\u2003STATEMENT_CATEGORY_OTHER_VIOLATION_TC\ufeff", puid: " abc\t" }],
  [
    "the same restriction twice",
    { decision_visibility: ["DECISION_VISIBILITY_CONTENT_REMOVED", "DECISION_VISIBILITY_CONTENT_REMOVED"] },
  ],
  ["500 emoji, which are 1000 UTF-16 units", { source_identity: "😀".repeat(500) }],
  ["a text for a payment restriction that is not other, of any length", { decision_monetary_other: chars(900) }],
  [
    "the texts of the other ground, of any length",
    { illegal_content_legal_ground: chars(900), illegal_content_explanation: 7 },
  ],
  ["an end without its restriction", { end_date_monetary_restriction: "2030-01-01" }],
  ["an end before the beginning", { end_date_visibility_restriction: "1950-01-01" }],
  ["1 January 2038, the last day", { content_date: "2038-01-01", application_date: "2038-01-01" }],
  ["1 January 2000 and 2020, the first days", { content_date: "2000-01-01", application_date: "2020-01-01" }],
  ["29 February of a leap year", { content_date: "2024-02-29" }],
  ["Greek and Greece", { content_language: "EL", territorial_scope: ["GR"] }],
  ["no territory, null or empty", { territorial_scope: [] }],
  [
    "null where it may be left out",
    {
      territorial_scope: null,
      category_specification: null,
      content_language: null,
      account_type: null,
      source_identity: null,
      content_id: null,
      decision_ground_reference_url: null,
      content_id_ean: null,
      end_date_account_restriction: null,
    },
  ],
  ["no further category", { category_addition: [] }],
  ["a keyword of another category", { category_specification: ["KEYWORD_ANIMAL_HARM"] }],
  ["another keyword without a description", { category_specification: ["KEYWORD_OTHER"] }],
  ["the category for notices without one", { category: "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE" }],
  ["an EAN with a wrong check digit, and other ids", { content_id: { "EAN-13": "4006381333930", ISBN: 3 } }],
  ["a content id without an EAN", { content_id: {} }],
  [
    "the Transparency Database's own spelling of both answers",
    { automated_detection: "Yes", incompatible_content_illegal: "No" },
  ],
];

test.each(taken)("%s is taken", (_, over) => {
  expect(fields({ ...least, ...over })).toEqual([]);
});
