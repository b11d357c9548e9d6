import { expect, test } from "vitest";
import { translatorFor } from "@/messages/load";
import { affected, notifier } from "@/test/statement-example";
import { type AffectedFacts, type NotifierFacts, type StatementFacts, statementSources } from "./statement.contract";
import { composeStatement } from "./statement.rules";

const en = translatorFor("en", "statement");
const zh = translatorFor("zh-Hans", "statement");
const textOf = (over: Partial<AffectedFacts> = {}) => composeStatement({ ...affected, ...over }, en).text;
const outcomeOf = (over: Partial<NotifierFacts> = {}) => composeStatement({ ...notifier, ...over }, en).text;
const partOf = (facts: StatementFacts, id: string, t = en) =>
  composeStatement(facts, t)
    .parts.find((part) => part.id === id)
    ?.paragraphs.join("\n");
const unlawful: Partial<AffectedFacts> = {
  ground: "law",
  legal: {
    ground: "Example Act, section 12",
    explanation: "The listing offers a knife that may not be sold to anyone.",
  },
};

const zhFacts: AffectedFacts = {
  ...affected,
  language: "zh-Hans",
  platformName: "淘宝微淘",
  content: { ...affected.content, excerpt: "点击图三的绿色箭头加入我们的姐妹站" },
  clause: affected.clause && {
    ...affected.clause,
    title: "引导外链",
    summary: "不得引导读者离开平台。",
    documentTitle: "微淘内容规则",
    versionLabel: "第二版",
  },
  facts: "该帖子引导读者离开平台，并为此付费。",
  evidence: [{ quote: "加入我们的姐妹站", in: "text", shows: "该帖子引导读者离开。" }],
  exceptions: [{ ref: null, title: "公共利益", applies: false, why: "所链接的网站只销售商品。" }],
  restrictions: affected.restrictions.map((restriction, at) => ({
    ...restriction,
    label: at === 0 ? "删除违规信息" : "暂停微淘功能30天",
  })),
  count: { before: 1, after: 2, counted: "第4至12项" },
  points: { added: 1, total: 3 },
};
const { count: _zhCount, table: _zhTable, points: _zhPoints, ...zhShared } = zhFacts;
test("a Chinese reader gets Chinese: no English is left but references and links", () => {
  const facts: StatementFacts[] = [
    zhFacts,
    {
      ...zhFacts,
      ground: "terms_and_law",
      legal: { ground: "示例法第十二条", explanation: "该商品依法不得销售。" },
      source: "authority_and_report",
      automation: { detected: false, processed: true, decision: "none" },
    },
    {
      ...zhFacts,
      outcome: "partly",
      source: "own_initiative",
      automation: { detected: true, processed: false, decision: "partial" },
    },
    { ...zhFacts, outcome: "no_violation", source: "authority" },
    { ...zhShared, addressee: "notifier", automation: { detected: true, processed: true, decision: "full" } },
    { ...zhShared, addressee: "notifier", outcome: "no_violation" },
  ];
  for (const one of facts) {
    const { subject, text } = composeStatement(one, zh);
    const left = `${subject}\n${text}`.replace(/https:\S+|TB-20811|Table\.5\.7/g, "");
    expect(left).not.toMatch(/[A-Za-z]/);
    expect(left).not.toMatch(/\{|\}/);
  }
  expect(composeStatement(zhFacts, zh).text).toContain("2025年3月12日");
  expect(partOf(zhFacts, "restrictions", zh)).toContain("适用于以下国家：德国和法国。");
});

/** Words a sentence; links and what the platform or a moderator wrote are not ours to shorten, but are counted all the same. */
function sentenceLengths(text: string): number[] {
  return text
    .replace(/https:\S+/g, "link")
    .split(/\n|(?<=[.:!?]”?)\s/)
    .map((sentence) => sentence.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token)).length)
    .filter((words) => words > 0);
}

test("English sentences are short: at most 20 words on average, in every letter", () => {
  const letters = [
    textOf(),
    textOf(unlawful),
    textOf({ outcome: "no_violation" }),
    outcomeOf(),
    outcomeOf({ outcome: "no_violation" }),
  ];
  const averages = letters.map((text) => {
    const lengths = sentenceLengths(text);
    return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  });
  console.info(
    `words a sentence, on average, in five English letters: ${averages.map((one) => one.toFixed(1)).join(", ")}`,
  );
  expect(Math.max(...averages)).toBeLessThanOrEqual(20);
  expect(Math.max(...letters.flatMap(sentenceLengths))).toBeLessThanOrEqual(30);
});

test("every sentence that a letter can use exists in both languages", () => {
  const kinds = [
    "post",
    "comment",
    "review",
    "listing",
    "profile",
    "message",
    "livestream",
    "image",
    "video",
    "advertisement",
    "account",
    "other",
  ] as const;
  for (const t of [en, zh]) {
    for (const outcome of ["violation", "partly", "no_violation"] as const) {
      for (const ground of ["terms", "law", "terms_and_law"] as const) {
        for (const kind of kinds) {
          const over = { outcome, ground, content: { ...affected.content, kind } };
          expect(() => [
            composeStatement({ ...affected, ...over }, t),
            composeStatement({ ...notifier, ...over }, t),
          ]).not.toThrow();
        }
      }
    }
    for (const source of statementSources) {
      expect(() => composeStatement({ ...affected, source }, t)).not.toThrow();
    }
  }
});
