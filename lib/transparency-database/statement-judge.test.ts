import fc from "fast-check";
import { expect, test } from "vitest";
import { refusedFields, statementFields, valuesOf } from "@/test/statement-judge";
import { validateStatementPayload } from "./statement-payload.rules";

type Field = (typeof statementFields)[number];
type Payload = Record<string, unknown>;
const outer = statementFields.filter(({ name }) => !name.includes("."));
const inOrder = (names: readonly string[]) => [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
const ours = (payload: unknown) => inOrder(validateStatementPayload(payload).errors.map(({ field }) => field));
const theirs = (payload: unknown) => inOrder(refusedFields(payload));

const letter = fc.constantFrom("a", "Z", "7", "-", "字", "é", "😀", "\u{1F469}\u200D\u{1F4BB}", " ");
const blank = fc.constantFrom("", " ", "\t\n", "\u00a0", "\u200b", "\ufeff", "\u2003 \u3000");
const words = fc.array(letter, { minLength: 1, maxLength: 12 }).map((letters) => `x${letters.join("")}x`);
/** Around a limit, in characters of one and of two UTF-16 units, with white space that does not count. */
const around = (limit: number) =>
  fc
    .tuple(fc.constantFrom("a", "字", "😀"), fc.integer({ min: limit - 1, max: limit + 1 }), blank, blank)
    .map(([one, count, before, after]) => `${before}${one.repeat(count)}${after}`);
const day = fc
  .tuple(fc.constantFrom(1999, 2000, 2019, 2020, 2023, 2024, 2037, 2038, 2100), fc.nat(13), fc.nat(32))
  .map(([year, month, date]) => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`);
const addresses = fc.constantFrom(
  ...["https://rules.example/a?b=c#d", "http://xn--e1a.example:8080/", "ftp://files.example", "https://ünï.example/ß"],
);
const noAddresses = fc.constantFrom(
  ...["mailto:a@b.example", "javascript://x", "//rules.example", "rules.example/a", "https://a b.example", "https:/x"],
);

function rightValue(field: Field): fc.Arbitrary<unknown> {
  const values = valuesOf(field);
  if (field.type === "array<enum>")
    return fc.array(fc.constantFrom(...values), { minLength: field.required === true ? 1 : 0, maxLength: 3 });
  if (field.type === "enum") return fc.constantFrom(...values);
  if (field.type === "date") return fc.constantFrom("2020-02-29", "2026-03-31", "2038-01-01", " 2025-12-31 ");
  if (field.type === "url") return addresses;
  if (field.type === "object")
    return fc.constantFrom<unknown>({}, { "EAN-13": "4006381333931" }, { sku: "9" }, { "EAN-13": " 4006381333931" });
  if (field.pattern?.includes("{13}")) return fc.constant("4006381333931");
  if (field.pattern) return fc.uuid();
  return words;
}

/** What no field should hold, and what is only just too much or too little. */
function wrongValue(field: Field): fc.Arbitrary<unknown> {
  const anyone = [
    fc.constantFrom<unknown>(undefined, null, "", 7, 0, true, false, [], {}, [null], [""], [7], [["a"]], { a: 1 }),
    blank,
    words,
  ];
  if (field.type === "date")
    return fc.oneof(...anyone, day, fc.constantFrom("2026-1-1", "2026-02-30", "26-01-01", "2026-01-01T00:00:00Z"));
  if (field.type === "url")
    return fc.oneof(...anyone, noAddresses, fc.constant(`https://a.example/${"b".repeat(483)}`));
  if (field.type === "object")
    return fc.oneof(
      ...anyone.slice(0, 1),
      fc.constantFrom<unknown>(
        ...[
          4006381333931,
          null,
          "",
          "400638133393",
          "40063813339311",
          "4006381333931\n",
          "４００６３８１３３３９３１",
        ].map((ean) => ({ "EAN-13": ean })),
      ),
    );
  if (field.enum) {
    const values = valuesOf(field).filter((value) => !value.endsWith("OTHER"));
    const old = fc.constantFrom("KEYWORD_DANGEROUS_TOYS", "STATEMENT_CATEGORY_NOT_SPECIFIED_ORDER", "EU", "yes", "en");
    const lower = fc.constantFrom(...values).map((value) => value.toLowerCase());
    const padded = fc.constantFrom(...values).map((value) => `\u00a0${value} `);
    const each = fc.oneof(old, lower, padded);
    return fc.oneof(...anyone, each, fc.array(fc.oneof(each, fc.constantFrom(...values)), { maxLength: 4 }));
  }
  const limit = field.max_length ?? 13;
  const bad = field.pattern ? [fc.constantFrom("a b", "ä", "a.b", "a\n", "123456789012", "a".repeat(501))] : [];
  return fc.oneof(...anyone, around(limit), ...bad);
}

const record = (of: (field: Field) => fc.Arbitrary<unknown>) =>
  fc.record(Object.fromEntries(outer.map((field) => [field.name, of(field)])));
/** Whole and right, but for texts that a choice makes necessary: those are all there. */
const right: fc.Arbitrary<Payload> = fc.record({
  ...Object.fromEntries(outer.map((field) => [field.name, rightValue(field)])),
  decision_visibility: fc.array(fc.constantFrom(...valuesOf(named("decision_visibility"))), { minLength: 1 }),
});
const broken: fc.Arbitrary<Payload> = fc
  .tuple(right, record(wrongValue), fc.uniqueArray(fc.constantFrom(...outer.map(({ name }) => name)), { maxLength: 6 }))
  .map(([payload, wrong, names]) => ({ ...payload, ...Object.fromEntries(names.map((name) => [name, wrong[name]])) }));
/** Few fields at all: what is required, and on what condition. */
const sparse: fc.Arbitrary<Payload> = fc
  .tuple(broken, fc.subarray(outer.map(({ name }) => name)))
  .map(([payload, names]) => Object.fromEntries(names.map((name) => [name, payload[name]])));

function named(name: string): Field {
  const field = statementFields.find((one) => one.name === name);
  if (!field) throw new Error(name);
  return field;
}

test("a statement that is whole and right is taken by the database's own rules, and by ours", () => {
  fc.assert(
    fc.property(right, (payload) => {
      expect(theirs(payload)).toEqual([]);
      expect(ours(payload)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("whatever is wrong with a statement, we name the fields that the database would", () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.oneof(broken, sparse), (payload) => {
      const expected = theirs(payload);
      if (expected.length > 0) refused += 1;
      expect(ours(payload)).toEqual(expected);
    }),
    { numRuns: 4_000 },
  );
  expect(refused, "most of them are broken indeed").toBeGreaterThan(1_000);
});

test.each([[null], [[]], ["{}"], [7]])("what is no object at all is refused by both: %j", (payload) => {
  expect([ours(payload), theirs(payload)]).toEqual([[""], [""]]);
});
