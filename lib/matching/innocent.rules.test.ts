import { expect, test } from "vitest";
import { isProof } from "./alike.rules";
import { builtInMatcher } from "./built-in.store";
import type { MatchInput, MatchOutput } from "./contract";
import { match } from "./match.rules";

/** What a newcomer typed and was wrongly told, with others of its kind, beside what must still be found. */
const now = new Date("2024-03-01T12:00:00Z");

function matched(platform: string, text: string, more: Partial<MatchInput> = {}): MatchOutput {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`no matcher for ${platform}`);
  return match(matcher, { platform, text, ...more }, now);
}

const refs = ({ matches }: MatchOutput) => matches.map(({ ref }) => ref);
const evidenceOf = ({ matches }: MatchOutput) => matches.flatMap(({ evidence }) => evidence).filter(isProof);

test.each([
  "How do I report someone who sells cocaine in our group?",
  "Where can we report people who offer fake passports here?",
  "健康讲座：吸食冰毒的危害有哪些？",
  "今天讲座：赌博的危害，老虎机为什么会让人上瘾",
  "社区禁毒宣传：冰毒、大麻的危害",
  "请勿出售香烟给未成年人",
  "严禁向学生售卖电子烟",
  "Please do not sell cigarettes to minors",
  "The doctor said cocaine killed him",
  "老虎机是什么意思",
  "What does roulette mean in French?",
  "电影《毒战》里，他在出售冰毒",
  "Poker night with friends, bring snacks",
  "rifle-style jacket",
  "Great xxx large t-shirt, size XXX fits",
  "xxx love you mum xxx",
  "x x x",
  "a a a a a a",
  "这事得抓紧办，别拖了，象牙白的墙漆已经到货",
  "抓拍了一张豹纹围巾的照片",
  "有冰可乐吗",
  "微信",
  "这个手机性价比很高，性能也好",
  "想换个手表带",
  "博物馆周一开放吗",
  "他们10月6日结婚",
  "祝你生日快乐",
  "Can I use my account on two phones?",
  "Why was I charged for using my card?",
  "Scammers pretend to be your boss. Don't fall for it, and report them.",
  "The hotel phone number is +44 20 7946 0958, breakfast from 7.",
  "酒店前台电话是 010-65551234，早餐七点开始",
  "这家酒店环境好，电话是 021-55556666",
  'He said "I will kill you" in the film and the whole cinema laughed',
])("nobody is accused of anything by: %s", (text) => {
  expect(matched("wechat", text).confident).toBe(false);
});

test.each(["x x x", "x ".repeat(400_000), "size XXX fits", "rifle-style jacket", "Great xxx large t-shirt"])(
  "nor is a shop's customer: %.40s",
  (text) => expect(matched("aliexpress", text).confident).toBe(false),
);

test.each([
  "What is money laundering?",
  "How does money laundering work and how do banks detect it?",
  "Can someone explain how online gambling works?",
  "What are escort services?",
  "什么是洗钱？",
  "请问博彩平台是什么",
])("who asks what a thing is, is accused of nothing: %s", (text) => {
  expect(matched("wechat", text).confident).toBe(false);
});

test.each([
  ["How do I launder money through my shop?", "CG/Fraud(c)"],
  ["What is the best online casino?", "CG/Gambling(c)"],
  ["Who wants to launder 20k through their account? 10 % for you.", "AUP 2(m)"],
  ["那个女的电话是 13900001111", "CG/PersonalData(b)"],
])("who asks for the thing itself, or names whose number it is, still breaks the rule: %s", (text, ref) => {
  const output = matched("wechat", text);
  expect([output.confident, refs(output).slice(0, 2).includes(ref)]).toEqual([true, true]);
});

test("a customer who asks whether a bag is real or copied sells no copies", () => {
  expect(matched("aliexpress", "Is this bag authentic or a replica?").confident).toBe(false);
  expect(matched("aliexpress", "Replica bags, ask me for the price").confident).toBe(true);
});

test("“better” is no word of a bet: it is neither pointed at nor makes a text of gambling", () => {
  expect(evidenceOf(matched("wechat", "better than the alphabet")).map(({ text }) => text)).not.toContain("better");
});

test("the end of one word is not read together with the beginning of the next: 家酒 in 这家酒店 is no false wine", () => {
  expect(evidenceOf(matched("wechat", "这家酒店环境好")).map(({ text }) => text)).not.toContain("家酒");
});

test.each(["说好的七天无理由退货", "支持七天无理由吗", "七天无理由退换，买得放心"])(
  "a right of return that is named is no broken promise: %s",
  (text) => expect(matched("taobao-weitao", text).confident).toBe(false),
);

test.each([
  ["selling cocaine, dm me", "CG/Regulated(d)"],
  ["卖冰毒，加微信 abc123", "CG/Regulated(d)"],
  ["xxx videos, full version, link in bio", "CG/Nudity.1(a)"],
  ["澳门老虎机上线，注册送彩金，加微信领码", "CG/Gambling(c)"],
  ["Live poker site, deposit bonus, join now", "CG/Gambling(a)"],
  ["rifle for sale, no papers, dm me", "CG/Regulated(a)"],
])("and what is offered plainly is still found: %s", (text, ref) => {
  const output = matched("wechat", text);
  expect(output.confident).toBe(true);
  expect(refs(output).slice(0, 3)).toContain(ref);
});

test("a word of the lexicon is not taken for another that sounds the same", () => {
  for (const text of ["卖冰毒，加微信 abc123", "有冰可乐吗", "加微信聊"]) {
    const disguised = evidenceOf(matched("wechat", text)).filter(({ disguise }) => disguise === "homophone");
    expect(disguised.map((piece) => piece.text)).toEqual([]);
  }
});

test("a character that is part of an ordinary word, or a function word, is written for itself; one that stands alone may be a disguise", () => {
  const disguised = (text: string) =>
    evidenceOf(matched("wechat", text))
      .filter(({ disguise }) => disguise === "homophone")
      .map((piece) => piece.text);
  for (const text of ["这个手机", "换个手表带", "博物馆周一开放吗", "冰与火之歌"]) expect(disguised(text)).toEqual([]);
  expect(disguised("线上睹博平台").length).toBeGreaterThan(0);
});

test.each(["hi", "ok", "yo", "hmm"])("without a word to point at, a clause scores next to nothing: %s", (text) => {
  for (const platform of ["wechat", "aliexpress", "taobao-weitao", "alibaba"]) {
    for (const { score, evidence } of matched(platform, text).matches)
      if (!evidence.some(isProof)) expect(score).toBeLessThanOrEqual(0.2);
  }
});

test("what is pointed at are whole words", () => {
  const segments = new Intl.Segmenter("zh", { granularity: "word" });
  for (const text of ["说好的七天无理由退货", "老板坐在评论区找客户聊天", "我表哥坐过牢，你们评论区别乱说"]) {
    const borders = new Set([text.length, ...Array.from(segments.segment(text), ({ index }) => index)]);
    for (const { code, start, end } of evidenceOf(matched("taobao-weitao", text))) {
      if (code !== "example" && code !== "wording") continue;
      expect([borders.has(start), borders.has(end)]).toEqual([true, true]);
    }
  }
});

test.each([
  ["加微信 abc123 发货", "v1.Art.5(3)"],
  ["赌博平台首充送88", "v1.Art.5(1)"],
  ["好评返现5元", "v1.Art.6(2)"],
  ["抄袭狗，你这个垃圾骗子", "v1.Art.6(4)"],
])("what the first version forbids is found in its own days as in those of the second: %s", (text, ref) => {
  const output = matched("taobao-weitao", text, { contentDate: "2016-05-01" });
  expect([output.version, output.confident, refs(output)[0]]).toEqual(["v1", true, ref]);
});

test("letters behind signs are no foreign language, and scores have three digits", () => {
  const output = matched("wechat", "N!ke style sh0es, L*uis V bag, high end same as original");
  expect(output.notes).not.toContain("language-not-covered");
  const foreign = matched("wechat", "Je vous propose un casino en ligne avec des bonus pour vous et vos amis");
  for (const { score } of foreign.matches) expect(String(score).length).toBeLessThanOrEqual(5);
});

test.each([
  ["taobao-weitao", "刷销量找我", "Table.9"],
  ["taobao-weitao", "专业冲销量，价格私聊", "Table.9"],
  ["wechat", "出葉子，微信聊", "CG/Regulated(d)"],
  ["wechat", "有冰吗", "CG/Regulated(d)"],
  ["wechat", "收冰，私聊", "CG/Regulated(d)"],
  ["wechat", "王小明是三年二班的，学号 20230215，家在幸福小区", "CG/MinorsInfo.1"],
  ["taobao-weitao", "把买家的地址电话发出来：张丽，杭州市西湖区，13912345678", "Table.10.1"],
  ["wechat", "喝漂白水可以治好新冠", "AUP 6(c)"],
  ["wechat", "Drink bleach to cure cancer, doctors hide it", "AUP 6(c)"],
  ["aliexpress", "They paid me to write this five star review", "5.platform-abuse-spam"],
  ["wechat", "PMK oil for sale, bulk, ships worldwide", "CG/Regulated(d)"],
  ["wechat", "nmsl", "CG/Harassment(d)"],
  ["taobao-weitao", "阿里巴巴官方周年庆，转发即可领取100元红包", "Table.5.6"],
  ["wechat", "付费剧都有 全季高清资源免费下载", "CG/Copyright"],
  ["aliexpress", "N!ke style sh0es, L*uis V bag, high end same as original", "5.infringing"],
])("on %s the clause that is plainly broken is among the first three: %s", (platform, text, ref) => {
  expect(refs(matched(platform, text)).slice(0, 3)).toContain(ref);
});

test.each([
  "春天来了，树枝长出叶子",
  "收冰箱，旧的也要，请联系师傅",
  "漂白水不能治病，别信",
  "孩子上三年级了，作业真多",
  "The shop refunded me quickly, thank you",
])("and words like these are nobody's offence: %s", (text) => {
  for (const platform of ["wechat", "aliexpress", "taobao-weitao"])
    expect(matched(platform, text).confident).toBe(false);
});
