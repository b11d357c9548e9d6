import { expect, test } from "vitest";
import { isProof } from "./alike.rules";
import { builtInMatcher } from "./built-in.store";
import type { MatchInput, MatchOutput } from "./contract";
import { match } from "./match.rules";

const now = new Date("2024-03-01T12:00:00Z");

function matched(platform: string, text: string, more: Partial<MatchInput> = {}): MatchOutput {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`no matcher for ${platform}`);
  return match(matcher, { platform, text, ...more }, now);
}

function refs(output: MatchOutput): string[] {
  return output.matches.map(({ ref }) => ref);
}

/** What the content says, in the words that were found. */
function words(output: MatchOutput): string[] {
  return output.matches.flatMap(({ evidence }) => evidence.filter(isProof).map(({ text }) => text));
}

test("a word of the lexicon inside another word is not met", () => {
  expect(words(matched("wechat", "This is much better than the last one, feeling better already"))).not.toContain(
    "bet",
  );
  expect(matched("wechat", "这款手机性价比很高").confident).toBe(false);
  expect(words(matched("wechat", "这款手机性价比很高"))).not.toContain("性");
  expect(matched("aliexpress", "A grape soda and therapist-approved skunk toy, drugstore price").confident).toBe(false);
});

test.each([
  ["v4pe pen, five flavours, for sale", "v4pe", "leet"],
  ["v a p e for sale, dm me", "v a p e", "split"],
  ["E-c!g style pen for sale", "E-c!g", "split"],
  ["s1lencer for sale, ships worldwide", "s1lencer", "leet"],
  ["v4 p e sticks for sale", "v4 p e", "split"],
  ["c.r.o.s.s.b.o.w 80 lb for sale", "c.r.o.s.s.b.o.w", "split"],
  ["caaaasino with a deposit bonus, join now", "caaaasino", "stretched"],
  ["cross🔥bow 80 lb for sale", "cross🔥bow", "split"],
  ["p1sto1 s1lencer for sale", "p1sto1", "leet"],
  ["gammbling site, deposit bonus", "gammbling", "misspelt"],
  ["gmabling site, deposit bonus", "gmabling", "misspelt"],
  ["counterfit watches for sale", "counterfit", "misspelt"],
  ["出售手机hao，一毛一条", "手机hao", "homophone"],
])("%s is read through its disguise", (text, written, disguise) => {
  const evidence = matched("wechat", text).matches.flatMap((one) => one.evidence);
  expect(evidence.find((one) => one.text === written)?.disguise).toBe(disguise);
});

test("an app that is spelled with a like-sounding character or broken up by a sign is the same app", () => {
  const output = matched("aliexpress", "别在这里下单。加我薇❤信 xt8866，同款半价");
  expect(refs(output)[0]).toBe("5.transaction-risk");
  expect(output.confident).toBe(true);
});

test("traditional and simplified characters are the same words, and the offsets are those of the original", () => {
  const traditional = matched("wechat", "今晚開房，百家樂，首充送 88，加群領碼");
  const simplified = matched("wechat", "今晚开房，百家乐，首充送 88，加群领码");
  expect(refs(traditional)).toEqual(refs(simplified));
  expect(words(traditional)).toContain("百家樂");
});

test.each([
  ["盗取账号密码，出售个人信息", "盜取帳號密碼，販售個資"],
  ["盗版软件和视频下载", "盜版軟體和影片下載"],
  ["身份证和手机号公开，人肉他", "身分證和行動電話公開，肉搜他"],
  ["赌博平台转账下注", "博弈平台匯款下注"],
])("%s is the same where people say %s", (mainland, island) => {
  const [one, other] = [matched("wechat", mainland), matched("wechat", island)];
  expect(refs(other)[0]).toBe(refs(one)[0]);
  expect(other.confident).toBe(one.confident);
});

test("what is typed in haste is the same: 4 for for, pix for pictures, u for you", () => {
  expect(refs(matched("wechat", "nude pix 4 sale, pay me first")).slice(0, 2)).toContain("CG/PaidSex(d)");
  expect(refs(matched("wechat", "i will kill u"))[0]).toBe(refs(matched("wechat", "i will kill you"))[0]);
});

test("a word that is spelled right is not taken for another that is a letter away", () => {
  for (const text of ["We scrapped the old plan", "The lighting this morning was forming nice shadows"])
    expect(matched("wechat", text).confident).toBe(false);
  expect(words(matched("wechat", "We scrapped the old plan"))).not.toContain("scrapped");
});

test("pictures of an adult that are shared against their will are not taken for those of a child", () => {
  const output = matched("wechat", "", { explanation: "My ex published my intimate photos without my consent" });
  expect(refs(output).slice(0, 2)).toContain("CG/NCII.2");
  expect(refs(output)).not.toContain("CG/MinorsInfo.1");
});

test("nudes for payment are the clause on that, before the general ones on nudity", () => {
  for (const text of ["nude pix for sale, pay me first", "有偿裸照，私信"])
    expect(refs(matched("wechat", text)).slice(0, 2)).toContain("CG/PaidSex(d)");
});

test("board and lodging is no eating disorder, though it sounds like one", () => {
  expect(refs(matched("wechat", "招聘服务员，包食宿，月休四天"))).not.toContain("CG/SelfHarm(a)");
});

test("a negated word is no accusation", () => {
  const said = matched("wechat", "selling a replica bag, mirror quality");
  const negated = matched("wechat", "This is not a replica, I have the receipt from the shop");
  expect(refs(said)).toContain("CG/Counterfeit");
  expect(said.confident).toBe(true);
  expect(negated.confident).toBe(false);
  expect(matched("aliexpress", "Not a fake, works well, happy with it").confident).toBe(false);
});

test("teaching about gambling is not gambling, and offering it is", () => {
  const taught = "A school evening on online gambling: what the signs are, how to stop, where to get help.";
  expect(matched("wechat", taught).confident).toBe(false);
  expect(matched("wechat", "远离赌博！谨防网络博彩骗局，警方提醒：十赌九输").confident).toBe(false);
  const offered = matched("wechat", "Online casino, deposit bonus today, bet with me, add me on WhatsApp");
  expect(refs(offered)[0]).toMatch(/Gambling|AUP 2\(o\)/);
  expect(offered.confident).toBe(true);
});

test("an idiom is not a threat", () => {
  for (const text of [
    "How do I kill a Python process?",
    "笑死我了，今天秒杀抢到了",
    "This bath bomb is to die for, best bet for gifts",
  ])
    expect(matched("wechat", text).confident).toBe(false);
});

test("the notifier's words alone find the clause, and so does the content alone", () => {
  const told = matched("aliexpress", "", { explanation: "They sell counterfeit watches, replica of a known brand" });
  expect(refs(told)[0]).toBe("5.infringing");
  expect(told.matches[0]?.evidence.every((one) => one.in === "explanation")).toBe(true);
  const shown = matched("aliexpress", "Replica watch, mirror quality, price list on request", { explanation: null });
  expect(refs(shown)[0]).toBe("5.infringing");
});

test("an accusation alone does not make a harmless post a suggestion with confidence", () => {
  const output = matched("wechat", "We had a lovely picnic by the lake on Sunday.", {
    explanation: "Fraud! Scam! This is a pyramid scheme, gambling and drugs.",
  });
  expect(output.confident).toBe(false);
  expect(output.matches.length).toBeGreaterThan(0);
});

test("an angry but ordinary complaint and a plain offer are not suggestions", () => {
  expect(
    matched("aliexpress", "Broke after two days and the shop does not answer. Worst purchase of the year.").confident,
  ).toBe(false);
  expect(
    matched("taobao-weitao", "等了十天还没发货，我绝对不会再来了，请尽快退款。", { role: "buyer" }).confident,
  ).toBe(false);
  expect(matched("taobao-weitao", "请问这款是全国包邮吗？我家只有唯一一个快递点", { role: "buyer" }).confident).toBe(
    false,
  );
});

test("something is given even where nothing in the lexicon is met: the nearest by wording or by letters", () => {
  const output = matched("wechat", "Zorblatt quuxify the frobnicator");
  expect(output.matches.length).toBeGreaterThan(0);
  expect(output.confident).toBe(false);
  expect(matched("wechat", "", { explanation: "" })).toMatchObject({
    matches: [],
    confident: false,
    notes: ["nothing-to-read"],
  });
});

test("a person's number and address next to their name is private information", () => {
  expect(refs(matched("wechat", "Her new number is 010 5550 1234 and she works at the café by the gate"))[0]).toMatch(
    /CG\/PersonalData|AUP 4|CG\/Harassment\(e\)/,
  );
  expect(
    refs(
      matched("taobao-weitao", "这个卖家叫周建国，手机13800005555，住在和平路88号3楼，大家去找他", { role: "buyer" }),
    )[0],
  ).toBe("Table.10.1");
});

test("a parent's wish to have a child's photo deleted leads to the clause on photos of minors", () => {
  const output = matched("wechat", "", {
    explanation: "My daughter is in the first picture. I did not agree to this and want it deleted.",
  });
  expect(refs(output).slice(0, 2)).toContain("CG/MinorsInfo.2");
});

test("the clause beats the general rule that stands over it", () => {
  const order = refs(matched("wechat", "ivory bracelets for sale, dm me"));
  expect(order.indexOf("CG/Wildlife(a)")).toBeLessThan(order.indexOf("CG/Wildlife"));
});

test("where both collections of WeChat speak to a text, both are among the suggestions", () => {
  const order = refs(
    matched("wechat", "Guaranteed profit of 12 percent a week, send USDT, our teacher trades for you"),
  );
  expect(order.some((ref) => ref.startsWith("CG/"))).toBe(true);
  expect(order.some((ref) => ref.startsWith("AUP "))).toBe(true);
});

test("mansplaining, a slip in the source for doxxing, is no word of any clause", () => {
  const output = matched("wechat", "Stop mansplaining, please");
  expect(words(output)).not.toContain("mansplaining");
  expect(output.confident).toBe(false);
});

test("ordinary unpaid political speech is not propaganda, a paid campaign is", () => {
  expect(
    matched("wechat", "I think the council should vote against the new car park. Write to your councillor.").confident,
  ).toBe(false);
  const paid = matched("wechat", "Vote for me! Sponsored post, donate to my campaign, paid for by the party");
  expect(refs(paid)[0]).toMatch(/^AUP 11/);
});

test("a text in a language the lexicon does not cover says so and scores lower", () => {
  const output = matched(
    "wechat",
    "Je vous propose un casino en ligne avec des bonus pour vous et vos amis dans ce groupe",
  );
  expect(output.notes).toContain("language-not-covered");
  expect(matched("wechat", "online casino", { lang: "ko" }).notes).toContain("language-not-covered");
});

test("a short advertisement in Spanish says so too, by the few small words it has", () => {
  const output = matched("wechat", "Casino en línea, regístrate hoy y gana, WhatsApp +34 600 123 456");
  expect([output.confident, output.notes]).toEqual([false, ["language-not-covered"]]);
  expect(refs(output)).toContain("CG/Gambling(c)");
});

test("a kana between Chinese characters, or a smile made of one, makes no text Japanese", () => {
  const ornament = matched("taobao-weitao", "加微信领红包，全网最低价の福利", { contentDate: "2016-09-07" });
  expect([ornament.confident, ornament.notes]).toEqual([true, []]);
  expect(matched("aliexpress", "Buy replica Rolex, DM me on WhatsApp ¯\\_(ツ)_/¯").notes).toEqual([]);
  for (const text of ["オンラインカジノで遊んで大儲けしよう", "激安 iPhone ケース 正規品"])
    expect(matched("wechat", text).notes).toContain("language-not-covered");
});

test("a number behind more links than anybody counts is still met", () => {
  const links = Array.from({ length: 250 }, (_, at) => `shop${at}.cn`).join(" ");
  expect(words(matched("wechat", `${links} 日赚500元`))).toContain("日赚500元");
});

test("a long text is read in bounds, and says so", () => {
  const output = matched("wechat", `${"plain words about the weather. ".repeat(2_000)} online casino, bet with me`);
  expect(output.notes).toContain("only-the-beginning-was-read");
});

test.each(["qwerty number flim 3", "flim number 3", "number", "order number 5531", "asdf number qux"])(
  "made-up words and a number are nobody's address: %s",
  (text) => {
    expect(matched("aliexpress", text).confident).toBe(false);
  },
);

test("a clause that is named stays among the first three, without confidence, next to words that harmless texts begin with", () => {
  const output = matched("wechat", "大家看看这个诈骗吧");
  expect(
    refs(output)
      .slice(0, 3)
      .some((ref) => ref === "AUP 2(m)" || ref.startsWith("CG/Fraud")),
  ).toBe(true);
  expect(output.confident).toBe(false);
});
