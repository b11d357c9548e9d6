import { expect, test } from "vitest";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import english from "@/messages/en/matching.json";
import chinese from "@/messages/zh-Hans/matching.json";
import { buildMatcher } from "./build.rules";
import { contextKinds } from "./context.rules";
import { ClauseMatch, MatchNote, ReasonCode } from "./contract";
import { readLexicon } from "./lexicon.store";
import { match } from "./match.rules";
import { patternNames } from "./patterns.rules";
import { sentence } from "./reasons.rules";

const { shared } = readLexicon("wechat");
const now = new Date("2024-03-01T12:00:00Z");

test("every platform's lexicon names only clauses, groups and themes that are there", () => {
  for (const slug of builtInPlatforms) {
    const matcher = buildMatcher(readBuiltInPack(slug), readLexicon(slug));
    expect(matcher.clauses.length).toBe(readBuiltInPack(slug).clauses.filter(({ enforceable }) => enforceable).length);
  }
});

test("a lexicon that names a clause, a theme or a group that is not there cannot be used", () => {
  const pack = readBuiltInPack("alibaba");
  const clause = { themes: {}, signals: [], keywords: {}, umbrella: false, sameAs: [] };
  expect(() => buildMatcher(pack, { shared, examples: {}, platform: { "II.nowhere": clause } })).toThrow("II.nowhere");
  const examples = { "II.nowhere": ["a text"] };
  expect(() => buildMatcher(pack, { shared, platform: {}, examples })).toThrow("II.nowhere");
  expect(() =>
    buildMatcher(pack, { shared, examples: {}, platform: { "II.display": { ...clause, themes: { ghosts: 1 } } } }),
  ).toThrow("ghosts");
  expect(() =>
    buildMatcher(pack, {
      shared,
      examples: {},
      platform: { "II.display": { ...clause, signals: [["ghost & offer", 1]] } },
    }),
  ).toThrow("ghost");
  expect(() =>
    buildMatcher(pack, { shared, examples: {}, platform: { "II.display": { ...clause, signals: [["offer", 1]] } } }),
  ).toThrow("part of a signal");
});

test("every group and pattern that can be evidence has a name in both languages", () => {
  for (const name of [...Object.keys(shared.groups), ...patternNames])
    for (const { topics } of [english, chinese]) expect(Object.keys(topics)).toContain(name);
});

test("every reason, context, disguise and note has a sentence, with plain blanks only", () => {
  for (const catalogue of [english, chinese]) {
    expect(Object.keys(catalogue.reasons)).toEqual(ReasonCode.options);
    expect(Object.keys(catalogue.contexts).sort()).toEqual([...contextKinds].sort());
    expect(Object.keys(catalogue.notes).sort()).toEqual([...MatchNote.options].sort());
    for (const text of Object.values(catalogue.reasons)) expect(text.replace(/\{\w+\}/g, "")).not.toMatch(/[{}]/);
  }
  const said = { code: "together", context: "negated", disguise: "leet" } as const;
  const values = { text: "v4pe", topic: "tobacco-alcohol", other: "for sale", otherTopic: "offer" };
  expect(sentence({ ...said, values })).toBe(
    "“v4pe” (tobacco, vape or alcohol) next to “for sale” (offer to sell) (letters replaced by digits or signs; negated, so it counts less)",
  );
});

test("a keyword of a pack finds its clause again", () => {
  for (const slug of builtInPlatforms) {
    const pack = readBuiltInPack(slug);
    const matcher = buildMatcher(pack, readLexicon(slug));
    const today = pack.versions.filter(({ effectiveTo }) => effectiveTo === null).map(({ id }) => id);
    const clauses = pack.clauses.filter(
      (clause) => clause.enforceable && clause.versions.some((id) => today.includes(id)),
    );
    for (const clause of clauses.filter(({ jurisdiction }) => !jurisdiction?.limitedTo)) {
      const text = [...clause.editorial.keywords.en, ...clause.editorial.keywords.zh].slice(0, 3).join(". ");
      if (text === "") continue;
      const { matches } = match(matcher, { platform: slug, text }, now);
      expect(
        matches.map(({ ref }) => ref),
        `${slug}: ${text}`,
      ).toContain(clause.ref);
      for (const one of matches) expect(ClauseMatch.safeParse(one).success).toBe(true);
    }
  }
});

test("a platform without a lexicon of its own still has its pack's keywords", () => {
  const pack = { ...readBuiltInPack("aliexpress"), platform: "corner-shop" };
  const matcher = buildMatcher(pack, readLexicon("corner-shop"));
  const { matches } = match(matcher, { platform: "corner-shop", text: "copied photos, pirated, stolen video" }, now);
  expect(matches[0]?.ref).toBe("5.infringing");
});

test("the version of the model changes with the lexicon", () => {
  const pack = readBuiltInPack("alibaba");
  const lexicon = readLexicon("alibaba");
  const changed = { ...lexicon, platform: {} };
  expect(buildMatcher(pack, lexicon).modelVersion).toBe(buildMatcher(pack, lexicon).modelVersion);
  expect(buildMatcher(pack, changed).modelVersion).not.toBe(buildMatcher(pack, lexicon).modelVersion);
});
