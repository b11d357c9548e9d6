import fc from "fast-check";
import { expect, test } from "vitest";
import { clausesToSuggest, versionGoverning } from "@/lib/policy/governing.rules";
import { builtInMatcher } from "./built-in.store";
import { type DecidedExample, examplesFrom, isStale, withinMemory } from "./decided.rules";
import { learning, predict } from "./learn.rules";
import { matchLearned } from "./learned-match.rules";
import { lexicalReader } from "./lexical.rules";
import { readSharedLexicon } from "./lexicon.store";
import { match } from "./match.rules";
import { fromBytes, toBytes } from "./model-bytes.rules";

const at = new Date("2024-05-01T00:00:00Z");
const decided = (about: Partial<DecidedExample>): DecidedExample => ({
  id: "1",
  at,
  outcome: "violation",
  clause: "2.annoy",
  alsoBreaks: [],
  text: "words",
  ...about,
});

test("no violation teaches that nothing matches; law alone and an empty text teach nothing", () => {
  const examples = examplesFrom([
    decided({}),
    decided({ outcome: "no_violation", clause: null }),
    decided({ clause: null }),
    decided({ text: "  " }),
  ]);
  expect(examples).toEqual([
    { text: "words", label: "2.annoy", labels: [] },
    { text: "words", label: null },
  ]);
});

test("what else the same content was found to break is learned with it", () => {
  const [example] = examplesFrom([decided({ alsoBreaks: ["2.annoy", "3.b"] })]);
  expect(example).toEqual({ text: "words", label: "2.annoy", labels: ["3.b"] });
});

test("of more decisions than can be held at once the newest are learned from, in their order", () => {
  const long = ["1", "2", "3", "4"].map((id) => decided({ id, text: "x".repeat(700_000) }));
  expect(withinMemory(long).map(({ id }) => id)).toEqual(["3", "4"]);
  expect(withinMemory([decided({}), decided({})])).toHaveLength(2);
});

test("a model is made again at once when a decision fell, with many new ones, or with few after an hour", () => {
  const model = { examples: 100, trainedAt: at, mustForget: false };
  const soon = new Date(at.getTime() + 60_000);
  const late = new Date(at.getTime() + 3_600_000);
  expect(isStale(model, { fresh: 0, fell: true }, soon)).toBe(true);
  expect(isStale(model, { fresh: 20, fell: false }, soon)).toBe(true);
  expect(isStale(model, { fresh: 19, fell: false }, soon)).toBe(false);
  expect(isStale(model, { fresh: 1, fell: false }, late)).toBe(true);
  expect(isStale(model, { fresh: 0, fell: false }, late)).toBe(false);
});

const reader = lexicalReader(readSharedLexicon());
const steps = learning(
  Array.from({ length: 60 }, (_, turn) => ({
    text: turn % 2 ? `zindle kiosk ${turn}` : `garden party ${turn}`,
    label: ["v1.Art.5(1)", "Table.4", "Table.8", null][turn % 4] ?? null,
  })),
  reader,
  { buckets: 2 ** 14, weights: 2 ** 16, pieces: 2 ** 16 },
);
let step = steps.next();
while (!step.done) step = steps.next();
const taught = step.value;

test("a packed model answers as it did before", () => {
  const again = fromBytes(toBytes(taught), reader);
  for (const text of ["zindle kiosk", "garden", "加微信"])
    expect(predict(again, { text })).toEqual(predict(taught, { text }));
  expect(() => fromBytes(toBytes(taught).slice(0, -4), reader)).toThrow("no model of this lexicon");
});

const taobao = builtInMatcher("taobao-weitao");

test("whatever was learned, only clauses in force and in scope are suggested, best first, with scores between 0 and 1", () => {
  if (!taobao) throw new Error("no matcher");
  const days = fc.constantFrom("2016-01-05", "2016-07-01", "2016-09-07");
  const words = fc.array(fc.constantFrom("zindle", "kiosk", "garden", "加微信", "假货", "party"), { maxLength: 8 });
  fc.assert(
    fc.property(words, days, fc.constantFrom("buyer", "merchant"), (list, contentDate, role) => {
      const input = { platform: "taobao-weitao", text: list.join(" "), contentDate, role };
      const { matches } = matchLearned(taobao, taught, input, at);
      const allowed = clausesToSuggest(taobao.pack, { day: contentDate, role });
      const known = new Map(taobao.pack.clauses.map((clause) => [clause.ref, clause]));
      for (const { ref, score, version } of matches) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(
          allowed.map((clause) => clause.ref),
          `${contentDate} ${role}`,
        ).toContain(ref);
        const document = known.get(ref)?.document ?? "";
        expect(version).toBe(versionGoverning(taobao.pack, document, contentDate)?.id);
      }
      expect(matches.map(({ score }) => score)).toEqual(matches.map(({ score }) => score).sort((a, b) => b - a));
    }),
    { numRuns: 60 },
  );
});

test("a notice without content is answered by the lexicon alone: notifiers are not followed", () => {
  if (!taobao) throw new Error("no matcher");
  const input = { platform: "taobao-weitao", text: "", explanation: "zindle kiosk sells fakes" };
  expect(matchLearned(taobao, taught, input, at)).toEqual(match(taobao, input, at));
});

test("after learning too, a text that is most like harmless ones, or is in another language, is no suggestion with confidence", () => {
  if (!taobao) throw new Error("no matcher");
  const making = learning(
    Array.from({ length: 60 }, (_, turn) => ({
      text: turn % 2 ? `zindle kiosk ${turn}` : `quiet lake ${turn}`,
      label: turn % 2 ? "Table.4" : null,
    })),
    reader,
    { buckets: 2 ** 14, weights: 2 ** 16, pieces: 2 ** 16 },
  );
  let made = making.next();
  while (!made.done) made = making.next();
  // Without the lexicon and with no bar at all, so that nothing else holds confidence back.
  const bold = { ...made.value, tuning: { ...made.value.tuning, share: 1, confidentFrom: 0 } };
  const asked = (text: string, lang?: string) =>
    matchLearned(taobao, bold, { platform: "taobao-weitao", text, lang, contentDate: "2016-09-07", role: "buyer" }, at);
  expect(asked("zindle kiosk")).toMatchObject({
    confident: true,
    matches: expect.arrayContaining([expect.objectContaining({ ref: "Table.4" })]),
  });
  expect(asked("zindle kiosk", "ko").confident).toBe(false);
  const harmless = asked("quiet lake");
  expect(harmless.matches[0]?.score).toBeGreaterThanOrEqual(0);
  expect(harmless.confident).toBe(false);
});
