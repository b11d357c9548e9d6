import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import { buildMatcher } from "./build.rules";
import { builtInMatcher } from "./built-in.store";
import type { MatchInput } from "./contract";
import { readLexicon } from "./lexicon.store";
import { match } from "./match.rules";

const now = new Date("2024-03-01T12:00:00Z");

/** The exceptions of a clause for a text, the first ones first, each with the words that raise it. */
function raised(slug: string, ref: string, input: Omit<MatchInput, "platform">) {
  const matcher = builtInMatcher(slug);
  if (!matcher) throw new Error(`no matcher for ${slug}`);
  const found = match(matcher, { platform: slug, ...input }, now).matches.find((one) => one.ref === ref);
  if (!found) throw new Error(`${ref} is not among the matches`);
  return (found.exceptions ?? []).map(({ letter, evidence }) => [letter, evidence.map(({ text }) => text)]);
}

test.each([
  [
    "wechat",
    "CG/Nudity.1(f)",
    "bare breast and nipples of a naked woman while breastfeeding her newborn",
    "b",
    "breastfeeding",
  ],
  [
    "wechat",
    "CG/Gambling(c)",
    "online casino bonus: how I quit gambling and joined a support group",
    "b",
    "quit gambling",
  ],
  ["wechat", "CG/Gambling(c)", "网上赌场注册送彩金，赌博的危害大家要知道，早日戒赌", "b", "赌博的危害"],
])(
  "%s %s: a cue in the content raises the exception it speaks for, before the others",
  (slug, ref, text, letter, cue) => {
    const [first] = raised(slug, ref, { text });
    expect(first?.[0]).toBe(letter);
    expect(first?.[1]).toContain(cue);
  },
);

test("so does one in the notifier's words, and the span stands where it is said", () => {
  const matcher = builtInMatcher("wechat");
  if (!matcher) throw new Error("no matcher");
  const input = {
    platform: "wechat",
    text: "🎰 online casino, deposit bonus, bet now",
    explanation: "I think this is about the welfare lottery 👍",
  };
  const { matches } = match(matcher, input, now);
  const evidence = matches.flatMap(({ exceptions = [] }) => exceptions.flatMap((one) => one.evidence));
  expect(evidence.length).toBeGreaterThan(0);
  for (const { in: where, start, end, text, code, reason } of evidence) {
    expect([where, code]).toEqual(["explanation", "exception"]);
    expect(input.explanation.slice(start, end)).toBe(text);
    expect(reason).toContain(text);
  }
});

test("an exception that is denied is not raised, and nothing is raised where nothing speaks for it", () => {
  const ref = "CG/PersonalData(b)";
  const all = raised("wechat", ref, {
    text: "her home address and phone number, posted without the consent of her family, no consent form",
  });
  expect(all.flatMap(([, cues]) => cues)).toEqual([]);
  expect(all.map(([letter]) => letter)).toEqual(["a", "b", "c", "d"]);
});

test("a cue is no evidence for the clause: it finds nothing and changes no score", () => {
  const pack = readBuiltInPack("wechat");
  const lexicon = readLexicon("wechat");
  const without = buildMatcher(pack, { ...lexicon, exceptions: {} });
  const scores = (matcher: typeof without, text: string) =>
    match(matcher, { platform: "wechat", text }, now).matches.map(({ ref, score }) => [ref, score]);
  const matcher = buildMatcher(pack, lexicon);
  for (const text of ["breastfeeding in the park", "online casino: visit our flagship store", "福利彩票开奖公告"])
    expect(scores(matcher, text)).toEqual(scores(without, text));
});

test("each exception of the packs has words of its own in both languages, and none is named that is not there", () => {
  for (const slug of builtInPlatforms) {
    const pack = readBuiltInPack(slug);
    const exceptions = readLexicon(slug).exceptions ?? {};
    const marks = pack.clauses.flatMap((clause) => clause.exceptions.map(({ letter }) => `${clause.ref}#${letter}`));
    expect(Object.keys(exceptions).sort()).toEqual(marks.sort());
    const astray = { ...readLexicon(slug), exceptions: { "nowhere#z": { en: ["x"], zh: ["某"] } } };
    expect(() => buildMatcher(pack, astray)).toThrow("nowhere#z");
  }
});
