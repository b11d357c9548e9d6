import fc from "fast-check";
import { expect, test } from "vitest";
import { answerRecommend, type PackShelf } from "@/lib/policy/answer.rules";
import { type BuiltInPlatform, builtInPlatforms, isBuiltIn, readBuiltInPack } from "@/lib/policy/built-in.store";
import { PolicyProblem, type Recommendation } from "./recommend.contract";

const shelf: PackShelf = {
  slugs: builtInPlatforms,
  packOf: (slug) => (isBuiltIn(slug) ? readBuiltInPack(slug) : null),
};
const now = new Date("2026-01-01T00:00:00Z");
const say = (line: unknown) => answerRecommend(line, shelf, now);

const day = fc
  .integer({ min: 0, max: 9000 })
  .map((days) => new Date(Date.UTC(2014, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));
const instant = fc.tuple(day, fc.integer({ min: 0, max: 86_399 })).map(([date, seconds]) => {
  const time = new Date(seconds * 1000).toISOString().slice(11, 19);
  return `${date}T${time}Z`;
});
const date = fc.oneof(day, instant);
const refOf = (platform: BuiltInPlatform) =>
  fc.constantFrom(...readBuiltInPack(platform).clauses.map((clause) => clause.ref));
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const yes = maybe(fc.boolean());

/** Lines as a caller may well send them: known platforms and clauses, everything else in any mixture. */
const line = fc.constantFrom(...builtInPlatforms).chain((platform) =>
  fc.record({
    platform: fc.constant(platform),
    role: fc.constantFrom("merchant", "buyer", "user", "affiliate"),
    clause: refOf(platform),
    contentDate: date,
    decisionDate: date,
    jurisdiction: maybe(fc.constantFrom("KR", "DE", "CN")),
    priors: fc.array(
      fc.record({
        clause: refOf(platform),
        contentDate: date,
        decisionDate: maybe(date),
        status: fc.constantFrom("confirmed", "overturned", "pending"),
        role: maybe(fc.constantFrom("merchant", "buyer")),
        points: maybe(fc.nat(5)),
        sameCase: yes,
      }),
      { maxLength: 6 },
    ),
    findings: fc.record({
      conditionsMet: maybe(fc.constant(true)),
      exception: maybe(fc.constantFrom<string | boolean>(true, "a", "d", "z")),
      severe: yes,
      severityEvidence: maybe(fc.constantFrom("", "in the papers")),
      repeated: yes,
      malicious: yes,
      infringements: maybe(fc.integer({ min: 1, max: 9 })),
      repeatCount: maybe(fc.nat(5)),
      alsoBreaks: maybe(fc.array(refOf(platform), { maxLength: 3 })),
      hasRecipient: yes,
      crimeSuspected: yes,
      legallyRequired: yes,
      unlawful: yes,
      interoperability: yes,
      detectedAutomatically: yes,
      reporterRelation: maybe(fc.constantFrom("self", "parent", "rights-holder", "stranger")),
    }),
  }),
);

test("whatever is asked, the parts of an answer agree with each other", () => {
  fc.assert(
    fc.property(line, (asked) => {
      const answer = say(asked);
      const refused = answer.notOffered.map(({ action }) => action);
      const actions = readBuiltInPack(asked.platform).sanctions.actions.map(({ id }) => id);
      expect(new Set([...answer.allowed, ...refused])).toEqual(new Set(actions));
      expect(answer.allowed.length + refused.length).toBe(actions.length);
      for (const set of [answer.recommended ?? [], ...answer.alternatives]) {
        expect(set.filter((id) => !answer.allowed.includes(id))).toEqual([]);
        expect(set.filter((id) => refused.includes(id))).toEqual([]);
      }
      expect(answer.alternatives.filter((set) => set.length === 0 || same(set, answer.recommended))).toEqual([]);
      expect(answer.followOn.filter((id) => answer.allowed.includes(id))).toEqual([]);
      expect(answer.violation === true).toBe(answer.allowed.length > 0);
      expect(answer.violation === null).toBe(answer.basis === "none");
      expect(answer.recommended === null).toBe(answer.basis === "none");
      expect(answer.endDate === null).toBe(answer.durationDays === null);
      expect(answer.pointsTotal).toBeGreaterThanOrEqual(answer.points);
      expect(answer.why.length).toBeGreaterThan(0);
      if (answer.followOn.includes("tb.expel") || answer.recommended?.includes("tb.expel"))
        expect(answer.reEntryBarred && answer.permanent).toBe(true);
      if (answer.outOfScope) expect(answer.violation).toBe(false);
    }),
    { numRuns: 400 },
  );
});

test("the order of earlier violations and of clauses cited beside changes nothing that is decided", () => {
  fc.assert(
    fc.property(line, fc.infiniteStream(fc.nat()), (asked, numbers) => {
      const shuffled = <T>(items: readonly T[]) =>
        items
          .map((item) => [numbers.next().value ?? 0, item] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, item]) => item);
      const other = {
        ...asked,
        priors: shuffled(asked.priors),
        findings: { ...asked.findings, alsoBreaks: asked.findings.alsoBreaks && shuffled(asked.findings.alsoBreaks) },
      };
      expect(decided(say(other))).toEqual(decided(say(asked)));
    }),
    { numRuns: 200 },
  );
});

test("an earlier violation that is overturned, pending, of another role or elsewhere changes nothing on any platform", () => {
  const changes = [
    { status: "overturned" },
    { status: "pending", sameCase: false },
    { role: "somebody else" },
    { platform: "elsewhere" },
  ];
  fc.assert(
    fc.property(line, fc.constantFrom(...changes), fc.nat(6), (asked, change, at) => {
      const extra = { clause: asked.clause, contentDate: "2024-01-01", status: "confirmed", points: 3, ...change };
      const priors = [...asked.priors.slice(0, at), extra, ...asked.priors.slice(at)];
      expect(decided(say({ ...asked, priors }))).toEqual(decided(say(asked)));
    }),
    { numRuns: 200 },
  );
});

test("a term ends as many days after the day of the decision in China as it is long", () => {
  fc.assert(
    fc.property(date, fc.constantFrom("merchant", "buyer"), (decisionDate, role) => {
      const asked = { platform: "taobao-weitao", role, clause: "Table.6", contentDate: "2016-07-01", decisionDate };
      const days = role === "merchant" ? 30 : 7;
      const inChina = decisionDate.includes("T")
        ? new Date(Date.parse(decisionDate) + 8 * 3_600_000)
        : new Date(`${decisionDate}T00:00:00Z`);
      const end = new Date(inChina.getTime() + days * 86_400_000).toISOString().slice(0, 10);
      expect(say(asked)).toMatchObject({ durationDays: days, endDate: end });
    }),
  );
});

const names = ["platform", "role", "clause", "contentDate", "decisionDate", "jurisdiction", "priors", "findings"];

test("whatever is sent is answered, or refused with a code and the field: nothing else is ever thrown", () => {
  const anyLine = fc.oneof(
    fc.anything(),
    fc.dictionary(fc.constantFrom(...names, "__proto__", "constructor"), fc.anything()),
    fc.tuple(line, fc.constantFrom(...names), fc.anything()).map(([asked, key, value]) => ({ ...asked, [key]: value })),
    fc
      .tuple(line, fc.string(), fc.anything())
      .map(([asked, key, value]) => ({ ...asked, findings: { ...asked.findings, [key]: value } })),
    fc.tuple(line, fc.string()).map(([asked, text]) => ({ ...asked, contentDate: text, role: text || "buyer" })),
  );
  fc.assert(
    fc.property(anyLine, (sent) => {
      try {
        expect(typeof say(sent).textAvailable).toBe("boolean");
      } catch (error) {
        if (!(error instanceof PolicyProblem)) throw error;
        expect(error.code).toMatch(/^[a-z_]+$/);
        expect(error.message.startsWith(error.field)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

function same(set: readonly string[], other: readonly string[] | null): boolean {
  return other !== null && set.length === other.length && set.every((id) => other.includes(id));
}

/** What follows from an answer, without the words. */
function decided(answer: Recommendation) {
  const { why, whyCodes, warnings, warningCodes, tally, rows, alternatives, notOffered, ...rest } = answer;
  return {
    ...rest,
    alternatives: new Set(alternatives.map((set) => set.join(" "))),
    refused: notOffered.map(({ action }) => action),
  };
}
