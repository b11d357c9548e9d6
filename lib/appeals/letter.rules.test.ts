import { expect, test } from "vitest";
import { letterLanguages } from "@/i18n/locales";
import { translatorFor } from "@/messages/load";
import { type AppealAnswerFacts, composeAppealAnswer, composeAppealReceipt } from "./letter.rules";
import { appealOutcomes, appellants } from "./rules";

const en = translatorFor("en", "statement");
const zh = translatorFor("zh-Hans", "statement");

const facts: AppealAnswerFacts = {
  language: "en",
  zone: "Asia/Shanghai",
  reference: "TB-20811",
  platformName: "Taobao Weitao",
  url: null,
  appellant: "affected",
  caseReference: "TB-20801",
  content: null,
  contentKind: "post",
  record: null,
  outcome: "reversed",
  answeredOn: "2025-04-02",
  reasons: "The link in the third picture leads to your own shop, which the rule allows.",
  clause: {
    ref: "Table.5.7",
    title: "Leading people to other sites",
    summary: "Posts may not lead readers to other sites.",
    original: null,
    documentTitle: "Weitao content rules",
    versionLabel: "version 2",
    effectiveFrom: "2016-07-01",
    effectiveTo: null,
  },
  undone: [
    { kind: "restore_content", label: "Delete the violating information" },
    { kind: "lift_sanction", label: "Suspend the Weitao function for 30 days" },
    { kind: "void_strike", label: "" },
    { kind: "remove_points", label: "", points: 1 },
  ],
  stillRuns: [],
  isPlatformToAct: false,
  decidedAnew: null,
  remains: [],
  acted: [],
  automation: { detected: false, processed: false, decision: "none" },
  redress: { disputeBodiesUrl: "https://bodies.example/list" },
};
const textOf = (over: Partial<AppealAnswerFacts> = {}) => composeAppealAnswer({ ...facts, ...over }, en).text;

test("A7: the answer holds the outcome, the reasons, the certified bodies and the courts", () => {
  const text = textOf();
  expect(text).toContain("You are right, and we took the decision back.");
  expect(text).toContain("The link in the third picture leads to your own shop");
  expect(text).toContain("any certified out-of-court dispute settlement body");
  expect(text).toContain("https://bodies.example/list");
  expect(text).toContain("You can go to court at any time.");
});

test("A6: the answer lists each effect that is undone", () => {
  const text = textOf();
  expect(text).toContain(
    "We decided that the content is to be available again. We take back what we had imposed: Delete the violating information.",
  );
  expect(text).toContain("We take back a restriction that we had imposed: Suspend the Weitao function for 30 days.");
  expect(text).toContain("The violation no longer counts in your record.");
  expect(text).toContain("1 penalty point is removed.");
});

test("the answer leads to the letter about the decision, with its reference, what it is about and, where all stays, what stays", () => {
  const content = { id: "content", heading: "The content", paragraphs: ["It says: “My shop”"] };
  const url = "https://desk.example/decision/abc";
  const stays = { outcome: "upheld", undone: [], remains: ["The content is removed"] } as const;
  const { parts, text } = composeAppealAnswer({ ...facts, ...stays, url, content }, en);
  expect(text).toContain(`our decision with the reference TB-20801. What we wrote to you about it is here: ${url}`);
  expect(text).toContain("It says: “My shop”");
  expect(parts.find(({ id }) => id === "restrictions")?.paragraphs).toEqual([
    "This stays in place: The content is removed.",
  ]);
});

test("a partly successful appeal says what stays", () => {
  expect(textOf({ outcome: "partly_reversed", remains: ["Delete the violating information"] })).toContain(
    "This stays in place: Delete the violating information.",
  );
});

test("A10: a notifier who was right is told that it is decided anew, and what was already done with the content", () => {
  const text = textOf({ appellant: "notifier", undone: [], acted: ["Block content"] });
  expect(text).toContain("You are right, and that decision no longer stands. We are deciding anew");
  expect(text).toContain("We took this measure on the content: Block content.");
});

test("the answer says which version of the rules governed, and that somebody else judged (A9, Q75)", () => {
  expect(textOf({ outcome: "upheld" })).toContain(
    "by rule Table.5.7, “Leading people to other sites”, of “Weitao content rules”, version 2",
  );
  expect(textOf()).toContain("The person who answered took no part in the first decision.");
});

test("AE3: the answer always says what tools were used, to each side as its first letter did", () => {
  const automationOf = (over: Partial<AppealAnswerFacts>) =>
    composeAppealAnswer({ ...facts, ...over }, en).parts.find(({ id }) => id === "automation")?.paragraphs;
  const sorted = { detected: false, processed: true, decision: "none" } as const;
  expect(automationOf({ appellant: "affected", automation: sorted })).toEqual([
    "About the first decision: No automated tool found this content. An automated tool sorted it before a person looked at it. A person made the decision.",
    "A person decided on your complaint.",
  ]);
  expect(automationOf({ appellant: "notifier", automation: sorted })).toEqual([
    "About the first decision: An automated tool sorted your report before a person looked at it.",
    "A person decided on your complaint.",
  ]);
  expect(automationOf({ appellant: "notifier" })?.join(" ")).toContain("No automated tool sorted your report");
});

test("no further complaint to us is offered, and nothing is said to come first", () => {
  const text = textOf();
  expect(text).not.toContain("You can complain to us");
  expect(text).not.toMatch(/only after|must (?:complain|appeal)/i);
});

test("an appeal that comes too late is answered with the reason and the ways that stay open", () => {
  const text = textOf({ outcome: "inadmissible", reasons: "The six months ended on 12 September 2025.", undone: [] });
  expect(text).toContain("We cannot take up the complaint.");
  expect(text).toContain("The six months ended on 12 September 2025.");
  expect(text).toContain("You can go to court at any time.");
});

test("a notifier's name typed into the reasons does not reach the affected person", () => {
  const answer = composeAppealAnswer({ ...facts, reasons: "Anna Müller was wrong about the link." }, en, [
    "Anna Müller",
  ]);
  expect(JSON.stringify(answer)).not.toContain("Müller");
});

test("every outcome has a sentence for both sides in both languages, and the Chinese one has no English in it", () => {
  for (const appellant of appellants) {
    for (const outcome of [...appealOutcomes, "inadmissible"] as const) {
      expect(() => composeAppealAnswer({ ...facts, appellant, outcome }, en)).not.toThrow();
      const clause = facts.clause && {
        ...facts.clause,
        title: "引导他人前往其他网站",
        documentTitle: "微淘内容规则",
        versionLabel: "第二版",
      };
      const answer = composeAppealAnswer(
        {
          ...facts,
          language: "zh-Hans",
          platformName: "淘宝微淘",
          appellant,
          outcome,
          clause,
          reasons: "第三张图片的链接指向您自己的店铺。",
          undone: facts.undone.map((effect) => ({ ...effect, label: "删除违规信息" })),
          remains: ["暂停微淘功能30天"],
          acted: ["删除违规信息"],
        },
        zh,
      );
      expect(`${answer.subject}${answer.text}`.replace(/https:\S+|TB-20811|Table\.5\.7/g, "")).not.toMatch(
        /[A-Za-z{}]/,
      );
    }
  }
});

test("the receipt names the day, promises reasons from somebody else, and calls its target a target", () => {
  const receipt = composeAppealReceipt(
    {
      language: "en",
      reference: "TB-20811",
      platformName: "Taobao Weitao",
      url: null,
      zone: "Europe/Berlin",
      receivedOn: "2025-03-20",
      aimToAnswerBy: "2025-04-03",
    },
    en,
  );
  expect(receipt.text).toContain(
    "We received your complaint about a decision on Taobao Weitao on 20 March 2025 (Central European Time).",
  );
  expect(receipt.text).toContain(
    "We aim to answer by 3 April 2025 (Central European Time). This is our own target, not a legal deadline.",
  );
  expect(receipt.text).toContain("TB-20811");
});

test("names are taken out of what was added to a measure's words, too (DESIGN 3.11)", () => {
  const label = "Other measure: removed as Ida Vint asked (ida@mail.example)";
  const answer = composeAppealAnswer(
    { ...facts, undone: [{ kind: "lift_sanction", label }], acted: [label], remains: [label] },
    en,
    ["Ida Vint", "ida@mail.example"],
  );
  expect(JSON.stringify(answer)).not.toMatch(/Ida|Vint|ida@/);
  expect(answer.text).toContain("Other measure: removed as");
});

test("a restriction that another decision keeps in force is not simply called lifted", () => {
  const closed = { kind: "lift_sanction" as const, label: "Close the account", heldBy: "TB-20799" };
  const text = textOf({ undone: [closed] });
  expect(text).toContain(
    "We take back a restriction that we had imposed here: Close the account. It is still in force through another decision (TB-20799).",
  );
  expect(text).not.toContain("We take back a restriction that we had imposed: Close");
  expect(textOf({ stillRuns: [{ label: "Close the account", reference: "TB-20799" }] })).toContain(
    "Another decision (TB-20799) is not touched by this and still applies: Close the account.",
  );
});

test.each(letterLanguages)(
  "a trader and whoever's account it was about are answered about that in %s, and about no content",
  (language) => {
    const t = translatorFor(language, "statement");
    for (const outcome of [...appealOutcomes, "inadmissible"] as const) {
      const told = (over: Partial<AppealAnswerFacts>) =>
        composeAppealAnswer({ ...facts, ...over, outcome, language, contentKind: "account" }, t).parts[0]
          ?.paragraphs[0];
      expect(told({ record: "trader" })).toBe(
        t(`appealAnswer.outcome.trader_${outcome}`, { platform: facts.platformName }),
      );
      expect(told({ record: "affiliate" })).toBe(told({ record: null }));
      expect(told({ record: null })).toBe(
        t(`appealAnswer.outcome.account_${outcome}`, { platform: facts.platformName }),
      );
      for (const record of ["trader", null] as const)
        expect(told({ record })).not.toMatch(/Inhalt|contenu|content|treści|inhoud|conte[ún]|\(/);
    }
    expect(composeAppealAnswer({ ...facts, language, outcome: "upheld" }, t).text).toContain(t("kind.post"));
  },
);

test.each(letterLanguages)(
  "whoever won is told in %s that the platform has still to do it and that the complaint stays open",
  (language) => {
    const t = translatorFor(language, "statement");
    const told = (isPlatformToAct: boolean) =>
      composeAppealAnswer({ ...facts, language, isPlatformToAct }, t).parts.find(({ id }) => id === "next")?.paragraphs;
    expect(told(true)).toEqual([t("appealAnswer.platformActs", { platform: facts.platformName })]);
    expect(told(false)).toBeUndefined();
  },
);
