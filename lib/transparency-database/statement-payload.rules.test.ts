import fc from "fast-check";
import { expect, test } from "vitest";
import { keywords, keywordsFor, statementCategories } from "@/lib/platform/statement-values.rules";
import { fieldRules } from "./payload-fields.rules";
import { validateStatementPayload } from "./statement-payload.rules";
import { contentLanguages, territories } from "./statement-schema";

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
const { decision_visibility: _removed, ...undecided } = least;
const illegal = {
  ...least,
  decision_ground: "DECISION_GROUND_ILLEGAL_CONTENT",
  illegal_content_legal_ground: "Example Act, section 12",
  illegal_content_explanation: "It may not be sold.",
};
const inOrder = (a: string, b: string) => (a < b ? -1 : 1);
const fields = (payload: unknown) =>
  validateStatementPayload(payload)
    .errors.map((error) => error.field)
    .sort(inOrder);
const four = ["decision_account", "decision_monetary", "decision_provision", "decision_visibility"];
const chars = (count: number) => "字".repeat(count);

test("the least that the database takes is valid", () => {
  expect(validateStatementPayload(least)).toEqual({ valid: true, errors: [] });
  expect(fields(illegal)).toEqual([]);
});

test("an empty payload names every field that is always needed, and all four restrictions", () => {
  expect(fields({})).toEqual(
    [
      ...four,
      "application_date",
      "automated_decision",
      "automated_detection",
      "category",
      "content_date",
      "content_type",
      "decision_facts",
      "decision_ground",
      "puid",
      "source_type",
    ].sort(inOrder),
  );
});

test("what is no object gets one clear error", () => {
  for (const value of [null, [], "x", 3, true, undefined, [least]]) {
    expect(validateStatementPayload(value)).toEqual({
      valid: false,
      errors: [{ field: "", message: "The payload must be one JSON object." }],
    });
  }
});

test("where no restriction is given, all four decision fields are named", () => {
  expect(fields(undecided)).toEqual(four);
  expect(fields({ ...undecided, decision_visibility: [] })).toEqual(four);
  expect(fields({ ...undecided, decision_visibility: null, decision_account: " " })).toEqual(four);
});

test("a value outside its list is named with what is allowed, and a missing restriction with the four that would do", () => {
  const said = (payload: unknown) => validateStatementPayload(payload).errors.map(({ message }) => message);
  expect(said({ ...least, automated_detection: "maybe" })).toEqual([
    'automated_detection has "maybe", which is not in the list for this field. Allowed: Yes, No.',
  ]);
  expect(said({ ...least, territorial_scope: ["DE", "XX"] })[0]).toContain('territorial_scope has "XX"');
  expect(said({ ...least, content_language: "en" })[0]).toContain("184 values such as");
  expect(said({ ...least, content_id: { "EAN-13": "12" } })).toEqual([
    'content_id.EAN-13 has "12", but may have exactly 13 digits.',
  ]);
  expect(new Set(said(undecided))).toEqual(
    new Set([
      "At least one of decision_visibility, decision_monetary, decision_provision, decision_account must be given.",
    ]),
  );
});

test("one restriction is enough, and then the others may be null or empty", () => {
  expect(
    fields({
      ...undecided,
      decision_account: "DECISION_ACCOUNT_SUSPENDED",
      decision_visibility: [],
      decision_monetary: null,
    }),
  ).toEqual([]);
  expect(fields({ ...undecided, decision_monetary: "DECISION_MONETARY_TERMINATION" })).toEqual([]);
  expect(fields({ ...undecided, decision_provision: "DECISION_PROVISION_TOTAL_SUSPENSION" })).toEqual([]);
});

test("a wrong restriction counts as given: only it is named", () => {
  expect(fields({ ...undecided, decision_monetary: "STOP" })).toEqual(["decision_monetary"]);
  expect(fields({ ...undecided, decision_visibility: "DECISION_VISIBILITY_CONTENT_REMOVED" })).toEqual([
    "decision_visibility",
  ]);
});

test("what the database drops unread may be wrong; what it still reads may not", () => {
  expect(fields({ ...illegal, incompatible_content_ground: chars(900), incompatible_content_explanation: [] })).toEqual(
    [],
  );
  expect(fields({ ...illegal, incompatible_content_illegal: "Maybe" })).toEqual(["incompatible_content_illegal"]);
  expect(fields({ ...illegal, incompatible_content_illegal: null })).toEqual(["incompatible_content_illegal"]);
});

test("an unlawful content needs its legal ground and its explanation", () => {
  expect(fields({ ...illegal, illegal_content_legal_ground: null, illegal_content_explanation: " " })).toEqual([
    "illegal_content_explanation",
    "illegal_content_legal_ground",
  ]);
  expect(fields({ ...illegal, illegal_content_legal_ground: chars(501) })).toEqual(["illegal_content_legal_ground"]);
});

test("an address has a scheme and a host", () => {
  const refused = [
    "example.org/rules",
    "//example.org",
    "mailto:a@example.org",
    "javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "https://",
    "https:///rules",
    "https://exa mple.org",
    "https://example.org/a b",
    `https://example.org/${"a".repeat(490)}`,
    7,
  ];
  const good = [
    "https://example.org",
    "http://example.org:8080/rules?id=5&x=%20#top",
    "HTTPS://EXAMPLE.ORG/",
    "ftp://example.org/file",
    "https://规则.example/第五条",
    "https://user:pass@example.org/",
    "http://192.0.2.1/",
    "http://[2001:db8::1]/",
    "http://localhost/",
  ];
  for (const url of refused)
    expect(fields({ ...least, decision_ground_reference_url: url })).toEqual(["decision_ground_reference_url"]);
  for (const url of good) expect(fields({ ...least, decision_ground_reference_url: url })).toEqual([]);
});

test("the lists are whole: 16 categories, 69 keywords, 30 countries, 184 languages", () => {
  expect([statementCategories.length, keywords.length, territories.length, contentLanguages.length]).toEqual([
    16, 69, 30, 184,
  ]);
  expect([new Set(keywords).size, new Set(territories).size, new Set(contentLanguages).size]).toEqual([69, 30, 184]);
  expect(statementCategories.flatMap(keywordsFor)).not.toContain("KEYWORD_STALKING");
});

const anyPayload = fc.dictionary(
  fc.oneof(
    fc.constantFrom(...Object.keys(least), "content_id", "category_addition", "territorial_scope", "__proto__"),
    fc.string(),
  ),
  fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...Object.values(least))),
);

test("no JSON makes it throw, and the verdict is valid exactly when there is no error", () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), anyPayload), (value) => {
      const verdict = validateStatementPayload(JSON.parse(JSON.stringify(value)));
      expect(verdict.valid).toBe(verdict.errors.length === 0);
      expect(new Set(verdict.errors.map((error) => error.field)).size).toBe(verdict.errors.length);
    }),
  );
});

test("a key the database does not know changes nothing", () => {
  const known = new Set(fieldRules.map(({ name }) => name));
  fc.assert(
    fc.property(
      anyPayload,
      fc.string().filter((key) => !known.has(key)),
      fc.jsonValue(),
      (payload, key, value) => {
        expect(validateStatementPayload({ ...payload, [key]: value })).toEqual(
          validateStatementPayload({ ...payload }),
        );
      },
    ),
  );
});

test("the order of keys changes nothing", () => {
  fc.assert(
    fc.property(anyPayload, (payload) => {
      const turned = Object.fromEntries(Object.entries({ ...least, ...payload }).reverse());
      expect(validateStatementPayload(turned)).toEqual(validateStatementPayload({ ...least, ...payload }));
    }),
  );
});

test("blanks around any text change nothing", () => {
  const padded = Object.fromEntries(
    Object.entries({ ...least, content_id: { "EAN-13": "4006381333931" } }).map(([key, value]) => [
      key,
      typeof value === "string" ? `\u3000${value}\u00a0\n` : value,
    ]),
  );
  expect(fields(padded)).toEqual([]);
});

test("a payload of a megabyte of blanks is judged at once", () => {
  expect(fields({ ...least, decision_facts: `x${" ".repeat(1_000_000)}x` })).toEqual(["decision_facts"]);
});
