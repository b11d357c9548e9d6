import fc from "fast-check";
import { expect, test } from "vitest";
import en from "@/messages/en/listMode.json";
import hans from "@/messages/zh-Hans/listMode.json";
import {
  barCodes,
  beginningOf,
  type ListFacts,
  mainNotice,
  mayDecideFromList,
  mostInRow,
  onceEach,
  shownInRow,
} from "./listed.rules";

const ends = { permanent: false, indefinite: false };

/** A short comment that a confident suggestion points at, free, with a row of the table for it. */
const clear: ListFacts = {
  mayDecide: true,
  isShown: true,
  state: "open",
  restingState: "open",
  heldBy: null,
  keptFor: null,
  childSafety: false,
  severities: ["low", "medium"],
  hasMedia: false,
  isContentHeld: true,
  length: 40,
  suggestion: { isConfident: true, evidence: 1 },
  card: { problems: [], sanctions: [ends, ends] },
};
const barsOf = (more: Partial<ListFacts>) => {
  const { violation, noViolation } = mayDecideFromList({ ...clear, ...more });
  return [violation?.code ?? null, noViolation?.code ?? null];
};
const asks = (field: string, reason: string) => ({ card: { problems: [{ field, reason }], sanctions: [ends, ends] } });

test("a short, free case with a confident suggestion is decided from the list either way", () => {
  expect(barsOf({})).toEqual([null, null]);
  expect(barsOf({ state: "claimed" })).toEqual([null, null]);
  expect(barsOf({ state: "reopened", restingState: "reopened" })).toEqual([null, null]);
});

test.each([
  ["who may not decide", { mayDecide: false }, "read_only"],
  ["what is decided", { state: "decided" }, "decided"],
  ["what somebody else holds", { state: "claimed", heldBy: "Ben" }, "held"],
  ["what is kept for somebody else", { keptFor: "Ben" }, "kept"],
  ["what was escalated", { state: "escalated" }, "escalated"],
  ["what was escalated, in one's own hands", { state: "claimed", restingState: "escalated" }, "escalated"],
  ["what waits", { state: "waiting" }, "waiting"],
  ["what is not shown to who is not given it", { isShown: false }, "not_shown"],
  ["the safety of a child", { childSafety: true }, "child_safety"],
  ["what is grave by its notices or its clause", { severities: [null, "critical"] }, "grave"],
  ["pictures that nobody looked at", { hasMedia: true }, "pictures"],
  ["content of which only the address came", { isContentHeld: false }, "not_held"],
] as const)("neither is decided from the list: %s", (_, facts, code) => {
  expect(barsOf(facts)).toEqual([code, code]);
});

test.each([
  ["no suggestion", { suggestion: null, card: null }, "no_suggestion"],
  ["an unsure suggestion", { suggestion: { isConfident: false, evidence: 1 } }, "not_confident"],
  ["no words of the content", { suggestion: { isConfident: true, evidence: 0 } }, "no_evidence"],
  ["exceptions to weigh", asks("exceptionsConsidered", "exceptions_needed"), "exceptions"],
  ["evidence of severity", asks("findings.severityEvidence", "severity_evidence_needed"), "findings"],
  ["malice", asks("findings.maliciousWhy", "malice_why_needed"), "findings"],
  ["a term", asks("sanctions.0.endsOn", "term_needed"), "term"],
  ["the day of the content", asks("contentDate", "content_date_needed"), "facts"],
  ["the role", asks("role", "role_needed"), "facts"],
  ["a condition that is not met", asks("clause", "not_a_violation"), "nothing_follows"],
  ["a clause that was not in force", asks("clause", "clause_not_in_force"), "nothing_follows"],
  ["a rule without a measure", { card: { problems: [], sanctions: [] } }, "nothing_follows"],
  [
    "an account closed for good",
    { card: { problems: [], sanctions: [ends, { ...ends, permanent: true }] } },
    "for_good",
  ],
  ["a measure without an end", { card: { problems: [], sanctions: [{ ...ends, indefinite: true }] } }, "for_good"],
] as const)("a sanction needs the case open, no violation does not: %s", (_, facts, code) => {
  expect(barsOf(facts)).toEqual([code, null]);
});

test("what is too long to be read whole in the row is not found harmless from it", () => {
  expect(barsOf({ length: mostInRow })).toEqual([null, null]);
  expect(barsOf({ length: mostInRow + 1 })).toEqual([null, "too_long"]);
});

test("whatever a case is, a sanction is given from the list only with a sure suggestion, marked words, nothing missing and an end", () => {
  const facts = fc.record({
    mayDecide: fc.boolean(),
    isShown: fc.boolean(),
    state: fc.constantFrom("open", "claimed", "waiting", "escalated", "decided", "reopened"),
    restingState: fc.constantFrom("open", "waiting", "escalated", "reopened"),
    heldBy: fc.option(fc.constant("Ben")),
    keptFor: fc.option(fc.constant("Ada")),
    childSafety: fc.boolean(),
    severities: fc.array(fc.constantFrom(null, "low", "medium", "high", "critical"), { maxLength: 2 }),
    hasMedia: fc.boolean(),
    isContentHeld: fc.boolean(),
    length: fc.nat(600),
    suggestion: fc.option(fc.record({ isConfident: fc.boolean(), evidence: fc.nat(3) })),
    card: fc.option(
      fc.record({
        problems: fc.array(
          fc.record({ field: fc.constantFrom("role", "sanctions", "findings.x"), reason: fc.string() }),
        ),
        sanctions: fc.array(fc.record({ permanent: fc.boolean(), indefinite: fc.boolean() }), { maxLength: 3 }),
      }),
    ),
  }) as fc.Arbitrary<ListFacts>;
  fc.assert(
    fc.property(facts, (given) => {
      const { violation, noViolation } = mayDecideFromList(given);
      const isTouchable =
        given.mayDecide &&
        given.isShown &&
        !given.childSafety &&
        !given.hasMedia &&
        given.heldBy === null &&
        given.keptFor === null;
      if (violation === null) {
        expect(given.suggestion?.isConfident && given.suggestion.evidence > 0).toBe(true);
        expect(given.card).toMatchObject({ problems: [] });
        expect(given.card?.sanctions.every(({ permanent, indefinite }) => !permanent && !indefinite)).toBe(true);
      }
      if (violation === null || noViolation === null) expect(isTouchable).toBe(true);
      if (noViolation === null) expect(given.length).toBeLessThanOrEqual(mostInRow);
    }),
  );
});

const byLetter = (a: string, b: string) => a.localeCompare(b);

test("each reason has its sentence in both languages", () => {
  expect(Object.keys(en.bars).toSorted(byLetter)).toEqual([...barCodes].toSorted(byLetter));
  expect(Object.keys(hans.bars).toSorted(byLetter)).toEqual([...barCodes].toSorted(byLetter));
});

test("what a row shows is the beginning of title and text together, no half sign in it, and whole where it fits", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 400 }),
      fc.string({ unit: "grapheme", maxLength: 400 }),
      (title, text) => {
        const shown = shownInRow({ title, text });
        expect(title.startsWith(shown.title) && text.startsWith(shown.text)).toBe(true);
        expect(shown.title.length + shown.text.length).toBeLessThanOrEqual(mostInRow);
        expect(shown.isWhole).toBe(title.length + text.length <= mostInRow);
      },
    ),
  );
  expect(beginningOf("ab😀", 3)).toBe("ab");
});

test("the report to read first is an authority's before a flagger's before the first, and only its beginning is shown", () => {
  const guest = { source: "guest", explanation: "first" };
  const flagger = { source: "trusted_flagger", explanation: "x".repeat(500) };
  expect(mainNotice([guest, flagger, { source: "authority", explanation: "order" }])?.words).toBe("order");
  expect(mainNotice([guest, flagger])).toEqual({ source: "trusted_flagger", words: `${"x".repeat(240)}…` });
  expect(mainNotice([guest])?.words).toBe("first");
  expect(mainNotice([])).toBeNull();
});

test("the same words are bound once", () => {
  const span = { in: "text" as const, start: 0, end: 2, text: "ab", element: "" };
  expect(onceEach([span, span, { ...span, end: 3, text: "abc" }])).toHaveLength(2);
});
