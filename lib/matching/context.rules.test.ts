import { expect, test } from "vitest";
import { type Analysis, analyse } from "./analyse.rules";
import { builtInMatcher } from "./built-in.store";
import type { MatchField } from "./contract";
import { match } from "./match.rules";

const matcher = builtInMatcher("wechat");
if (!matcher) throw new Error("WeChat is built in");
const { scanner, traits } = matcher;

/** What the words around `word` make of it, and how much of it is left. */
function read(text: string, word: string, field: MatchField = "text") {
  const analysis: Analysis = analyse(scanner, traits, field, text);
  const at = analysis.normalised.text.lastIndexOf(word);
  const hits = [...analysis.byGroup.values()].flat().filter(({ from, to }) => from === at && to === at + word.length);
  const [hit] = hits.toSorted((one, other) => other.strength - one.strength);
  if (!hit) throw new Error(`${word} is not met in: ${text}`);
  return { context: hit.context, strength: hit.strength };
}

test.each([
  ["negated", "this is not cocaine", "cocaine"],
  ["negated", "我们没有可卡因", "可卡因"],
  ["quoted", "he said cocaine is in the bag", "cocaine"],
  ["quoted", "有人说可卡因在包里", "可卡因"],
  ["quoted", 'the sticker reads "cocaine" in red', "cocaine"],
  ["quoted", "墙上写着「可卡因」三个字", "可卡因"],
  ["condemned", "stay away from cocaine", "cocaine"],
  ["condemned", "大家要警惕可卡因", "可卡因"],
  ["asked", "is there cocaine in this tea", "cocaine"],
  ["asked", "请问这里面有可卡因", "可卡因"],
  ["meaning", "what does cocaine mean", "cocaine"],
  ["meaning", "可卡因是什么意思", "可卡因"],
  ["reported", "according to the paper the ship carried cocaine", "cocaine"],
  ["reported", "据报道船上有可卡因", "可卡因"],
  ["fiction", "my novel opens with cocaine", "cocaine"],
  ["fiction", "这本小说写的是可卡因", "可卡因"],
  ["recovery", "three years sober after cocaine", "cocaine"],
  ["recovery", "他已经戒掉可卡因", "可卡因"],
  ["figurative", "a rifle-style jacket", "rifle"],
])("%s: the words of “%s” count for less, and say why", (kind, text, word) => {
  const plain = /\p{Script=Han}/u.test(word) ? `出售${word}` : `selling ${word}`;
  const around = read(text, word);
  expect(around.context).toBe(kind);
  expect(around.strength).toBeLessThan(0.7 * read(plain, word).strength);
});

test("a cue speaks for its own sentence, and not for the next", () => {
  expect(read("This is not mine. Cocaine for everybody", "cocaine").context).toBeNull();
  expect(read("这不是我的。可卡因大家都有", "可卡因").context).toBeNull();
});

test("a negation stands shortly before what it denies; in Chinese, in fewer characters", () => {
  expect(read("cocaine and not much else", "cocaine").context).toBeNull();
  expect(read("not the finest of all things that anybody ever brought along, cocaine", "cocaine").context).toBeNull();
  expect(read("没有什么比这个更让人高兴的就是可卡因", "可卡因").context).toBeNull();
});

test("a report condemns, quotes and tells news by its nature: of a notifier's words only what is denied counts for less", () => {
  for (const text of ["he said cocaine is in the bag", "stay away from cocaine", "according to the paper, cocaine"])
    expect(read(text, "cocaine", "explanation").context).toBeNull();
  expect(read("this is not cocaine", "cocaine", "explanation").context).toBe("negated");
  expect(read("Beware. Stay away from it. Cocaine", "cocaine", "explanation").context).toBeNull();
});

test("a short text that warns twice, or asks for a meaning, does so across its sentences", () => {
  expect(read("Beware. Stay away from it. Cocaine", "cocaine").context).toBe("condemned");
  expect(read("What does it mean? Cocaine", "cocaine").context).toBe("meaning");
});

test("a word may be between the words of a phrase, a whole clause may not", () => {
  expect(read("how strangers groom, cocaine", "cocaine").context).toBe("condemned");
  expect(read("how on a very long day they groom, cocaine", "cocaine").context).toBeNull();
});

test("what others said, between quotation marks, does not make a text like an example", () => {
  const example = "Need someone gone? I make problems disappear for good, half up front, no questions asked.";
  const now = new Date("2024-03-01T12:00:00Z");
  const likened = (text: string) =>
    match(matcher, { platform: "wechat", text }, now)
      .matches.filter(({ ref }) => ref === "AUP 2(a)")
      .flatMap(({ evidence }) => evidence)
      .filter(({ code }) => code === "example").length;
  expect(likened(`${example} was written under the photo of my garden`)).toBeGreaterThan(0);
  expect(likened(`"${example}" was written under the photo of my garden`)).toBe(0);
  expect(likened(`“${example}” was written under the photo of my garden`)).toBe(0);
});

const confidentOn = (platform: string, text: string) => {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`${platform} is not built in`);
  return match(matcher, { platform, text }, new Date("2024-10-01")).confident;
};

test.each([
  ["denied after it is named", "alibaba", "Replica is not offered here, original parts only with invoice"],
  ["denied after it is named, in Chinese", "alibaba", "仿牌一律不做，只做自有品牌"],
  ["told of a court", "wechat", "He was acquitted of bribery last year"],
  ["asked of history", "wechat", "What happened in the Nanjing massacre?"],
  ["said to somebody who needs help", "wechat", "If you feel like ending your life, call this line, they listen"],
])("what is %s is not flagged with confidence", (_, platform, text) => {
  expect(confidentOn(platform, text)).toBe(false);
});

test.each([
  ["wechat", "Why you should never buy cocaine"],
  ["wechat", "We teach children not to buy cocaine"],
  ["wechat", "教你识别传销套路"],
  ["wechat", "Former mayor indicted, verdict on bribery in May"],
  ["wechat", "心理援助：想自杀的时候请打这个电话"],
])("what teaches, judges or helps is weakened by words of its own on %s: %s", (platform, text) => {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`${platform} is not built in`);
  const { matches, confident } = match(matcher, { platform, text }, new Date("2024-10-01"));
  const kinds = matches.flatMap(({ evidence }) => evidence.map(({ context }) => context));
  expect([kinds.some((kind) => kind === "condemned" || kind === "reported" || kind === "recovery"), confident]).toEqual(
    [true, false],
  );
});

test.each([
  ["alibaba", "Replica watches, AAA quality, not cheap copies, wholesale"],
  ["wechat", "What happened? I will kill you and your family tonight"],
  ["wechat", "你再不还钱我就绑架你女儿,砍死你全家"],
])("and what only looks so is: %s, %s", (platform, text) => {
  expect(confidentOn(platform, text)).toBe(true);
});
