import { expect, test } from "vitest";
import { type LetterLanguage, letterLanguages } from "@/i18n/locales";
import { translatorFor } from "@/messages/load";
import { affected, notifier } from "@/test/statement-example";
import { type AffectedFacts, automatedDecisions, type NotifierFacts, StatementFacts } from "./statement.contract";
import { composeStatement } from "./statement.rules";
import { statementGaps } from "./statement-gaps.rules";

const en = translatorFor("en", "statement");
const zh = translatorFor("zh-Hans", "statement");
const textOf = (over: Partial<AffectedFacts> = {}) => composeStatement({ ...affected, ...over }, en).text;
const outcomeOf = (over: Partial<NotifierFacts> = {}) => composeStatement({ ...notifier, ...over }, en).text;
const partOf = (facts: StatementFacts, id: string, t = en) =>
  composeStatement(facts, t)
    .parts.find((part) => part.id === id)
    ?.paragraphs.join("\n");
test("the facts of the examples have the shape that is stored", () => {
  expect(StatementFacts.parse(affected)).toEqual(affected);
  expect(StatementFacts.parse(notifier)).toEqual(notifier);
});

test("AE6: a partner of the affiliate programme is told that the partnership ends, and reads no words of ours as their own", () => {
  const record = { ...affected.content, record: "affiliate" as const, account: "deal-finder", excerpt: "The record." };
  const closed = affected.restrictions.map((each) => ({ ...each, dsaDecision: "DECISION_ACCOUNT_TERMINATED" }));
  for (const language of letterLanguages) {
    const t = translatorFor(language, "statement");
    const told = composeStatement({ ...affected, language, content: record, restrictions: closed }, t).text;
    expect(told).toContain(t("affected.affiliate", { platform: affected.platformName }));
    expect(told).toContain("deal-finder");
    expect(told).not.toContain("The record.");
  }
  expect(textOf({ content: record })).not.toContain("your partnership ends");
});

test("what a new decision takes over is named in the reader's language, and the platform's own words are marked as such", () => {
  const label = { label: "Delete the violating information", labelLanguage: "en" };
  const stays = [{ ...label, dsaDecision: "DECISION_VISIBILITY_CONTENT_REMOVED" }];
  const replaced = { day: "2025-03-01", lifted: [], stays };
  const it = composeStatement({ ...affected, language: "it", replaced }, translatorFor("it", "statement")).text;
  expect(it).toMatch(/Questo resta in vigore: [^(]*contenuto[^(]*\([^)]*«Delete the violating information»\)/);
});

test("S5: each restriction is named with its start, its end or that it has none, and the countries", () => {
  const text = partOf(affected, "restrictions");
  expect(text).toContain("Delete the violating information. This applies from 12 March 2025. It is permanent.");
  expect(text).toContain("It applies in every country where Taobao Weitao is offered.");
  expect(text).toContain(
    "Measure: Suspend the Weitao function for 30 days. This applies from 12 March 2025 for 30 days, counted from the next day: until 23:59 on 11 April 2025 (China Standard Time).",
  );
  expect(text).toContain("It applies in these countries: Germany and France.");
});

test("S5: a closing without a term is called indefinite, not permanent", () => {
  const [deletion] = affected.restrictions;
  if (!deletion) throw new Error("the example has a restriction");
  const text = textOf({ restrictions: [{ ...deletion, term: { kind: "indefinite" } }] });
  expect(text).toContain("No end date has been set.");
  expect(text).not.toContain("permanent");
});

test("S5: who may never come back is told so beside the measure that bars it", () => {
  const [deletion] = affected.restrictions;
  if (!deletion) throw new Error("the example has a restriction");
  const told = textOf({ restrictions: [{ ...deletion, barsReEntry: true }] });
  expect(told).toContain("Re-entry to Taobao Weitao is barred for good.");
  expect(textOf({ restrictions: [deletion] })).not.toContain("barred");
});

test("S6: the facts, the quotation and what set the case off are there", () => {
  const text = textOf();
  expect(text).toContain("The post tells readers to leave for another site and pays them for it.");
  expect(text).toContain("The content says “join our sister site”.");
  expect(text).toContain("This shows what rule Table.5.7 asks for: the post leads readers away.");
  expect(text).toContain("Someone reported this content to us.");
  expect(textOf({ source: "own_initiative" })).toContain("on our own initiative");
  expect(textOf({ source: "authority" })).toContain("A public authority");
});

test("S6: the notifier's own words are not quoted to the affected person", () => {
  const evidence = [{ quote: "my neighbour sells these", in: "explanation" as const, shows: null }];
  expect(textOf({ evidence })).not.toContain("neighbour");
  expect(outcomeOf({ evidence })).toContain("my neighbour sells these");
});

test("S7: each of the six ways to use automated tools has its own sentence, the right one, in all ten languages", () => {
  const said = (detected: boolean, decision: (typeof automatedDecisions)[number], language: LetterLanguage) =>
    partOf(
      { ...affected, language, automation: { detected, processed: false, decision } },
      "automation",
      translatorFor(language, "statement"),
    );
  const person = "A person made the decision";
  const [found, unfound] = ["An automated tool found this content.", "No automated tool found this content."];
  expect([true, false].map((detected) => automatedDecisions.map((decision) => said(detected, decision, "en")))).toEqual(
    [
      [
        `${found} ${person} without help from an automated tool.`,
        `${found} ${person} with help from an automated tool.`,
        `${found} An automated tool also made the decision; no person took part in it.`,
      ],
      [
        `${unfound} ${person} without help from an automated tool.`,
        `${unfound} ${person} with help from an automated tool.`,
        `${unfound} An automated tool made the decision; no person took part in it.`,
      ],
    ],
  );
  for (const language of letterLanguages) {
    const all = [true, false].flatMap((detected) =>
      automatedDecisions.map((decision) => said(detected, decision, language)),
    );
    expect([language, new Set(all).size]).toEqual([language, 6]);
  }
});

const unlawful: Partial<AffectedFacts> = {
  ground: "law",
  legal: {
    ground: "Example Act, section 12",
    explanation: "The listing offers a knife that may not be sold to anyone.",
  },
};
test("S8: on the ground of law, the legal ground and why the content is illegal are there, and no clause is cited", () => {
  const text = textOf(unlawful);
  expect(text).toContain("The legal ground is: Example Act, section 12");
  expect(text).toContain("why the content is illegal on that ground: The listing offers a knife");
  expect(text).not.toContain("Table.5.7");
});

test("S8: on the ground of law, both texts are compulsory", () => {
  const gaps = statementGaps({ ...affected, ground: "law", legal: { ground: " ", explanation: "" } });
  expect(gaps).toEqual([
    { field: "legal.ground", problem: "missing" },
    { field: "legal.explanation", problem: "missing" },
  ]);
});

test("S9: the clause, its version and the days it was in force are named, and our summary is marked as ours", () => {
  const text = partOf(affected, "rule");
  expect(text).toContain(
    "We rely on rule Table.5.7, “Leading people to other sites”, of “Weitao content rules”, version 2.",
  );
  expect(text).toContain("This version has applied since 1 July 2016.");
  expect(text).toContain("In our own words, it says: Posts may not lead readers");
  expect(text).toContain("The text of the rule is: “诱导用户到外部网站”");
});

test("S9: on the ground of terms the clause is compulsory", () => {
  expect(statementGaps({ ...affected, clause: null })).toEqual([{ field: "clause", problem: "missing" }]);
  expect(statementGaps({ ...affected, ground: null })).toEqual([{ field: "ground", problem: "missing" }]);
  expect(statementGaps(affected)).toEqual([]);
});

test("rules and law together are both told (Q62)", () => {
  const text = textOf({ ...unlawful, ground: "terms_and_law" });
  expect(text).toContain(
    "it breaks rule Table.5.7, “Leading people to other sites”, of “Weitao content rules”. We also found that it is against the law.",
  );
  expect(text).toContain("Example Act, section 12");
});

test("S10: complaint with this decision's link and last day, any certified body, court at any time", () => {
  const text = partOf(affected, "redress");
  expect(text).toContain(
    "online, free of charge. This link belongs to this decision: https://recourse.example/decision/abc/appeal",
  );
  expect(text).toContain("until the end of 12 September 2025");
  expect(text).toContain("any certified out-of-court dispute settlement body");
  expect(text).toContain("https://bodies.example/list");
  expect(text).toContain("You can go to court at any time.");
});

test("S10, D1: nothing says that the complaint to us comes first", () => {
  expect(textOf()).not.toMatch(/\b(first|before (?:you|going|turning)|must (?:complain|appeal)|only after)\b/i);
  expect(composeStatement({ ...affected, language: "zh-Hans" }, zh).text).not.toMatch(/必须先|应先|首先|之后才/);
  expect(textOf()).toContain("You can do this with or without a complaint to us.");
});

test("S11: two decisions on different clauses do not read the same", () => {
  const clause = affected.clause && {
    ...affected.clause,
    ref: "Table.6.1",
    title: "Misleading titles",
    summary: "Titles must match the post.",
  };
  const differing = composeStatement({ ...affected, clause }, en).parts.filter(
    (part, at) => part.paragraphs.join() !== composeStatement(affected, en).parts[at]?.paragraphs.join(),
  );
  expect(differing.map((part) => part.id)).toEqual(["decision", "rule", "facts"]);
});

test("S11: a placeholder instead of facts is refused; a bound quotation may stand in for typed facts", () => {
  expect(statementGaps({ ...affected, facts: "test test" })).toEqual([{ field: "facts", problem: "placeholder" }]);
  expect(statementGaps({ ...affected, facts: "You broke our rules." })).toEqual([
    { field: "facts", problem: "accusation_only" },
  ]);
  expect(statementGaps({ ...affected, facts: "" })).toEqual([]);
  expect(
    statementGaps({ ...affected, facts: "Said three times" }),
    "beside a quotation a few words are enough",
  ).toEqual([]);
  expect(statementGaps({ ...affected, facts: "Said three times", evidence: [] })).toEqual([
    { field: "facts", problem: "too_short" },
  ]);
  expect(statementGaps({ ...affected, facts: "", evidence: [] })).toEqual([{ field: "facts", problem: "blank" }]);
  expect(statementGaps({ ...affected, facts: affected.clause?.summary ?? "" })).toEqual([
    { field: "facts", problem: "same_as_rule" },
  ]);
});

test("a referral to the authorities is not told to anybody (K3)", () => {
  const restrictions = [
    ...affected.restrictions,
    {
      label: "Notify the police",
      dsaDecision: null,
      restricts: false,
      target: "authority" as const,
      barsReEntry: false,
      startsOn: "2025-03-12",
      term: { kind: "permanent" as const },
      territories: [],
    },
  ];
  expect(textOf({ restrictions })).not.toContain("police");
  expect(outcomeOf({ restrictions })).not.toContain("police");
});

test("a warning is told, with the sentence that it restricts nothing", () => {
  const warning = {
    label: "Serious warning",
    dsaDecision: null,
    restricts: false,
    target: "person" as const,
    barsReEntry: false,
    startsOn: "2025-03-12",
    term: { kind: "indefinite" as const },
    territories: [],
  };
  expect(partOf({ ...affected, restrictions: [warning] }, "restrictions")).toBe(
    "Measure: Serious warning. This does not restrict your content or your account.",
  );
});

test("the record says which violation this is and how many came before", () => {
  const record = (before: number) =>
    partOf({ ...affected, count: { before, after: before + 1, counted: "rows 4–12" } }, "record");
  expect(record(0)).toBe("This is the 1st confirmed violation of rows 4–12. There was none before it.");
  expect(record(1)).toBe(
    "This is the 2nd confirmed violation of rows 4–12. There was one before it.".replace("one", "1"),
  );
  expect(record(2)).toBe("This is the 3rd confirmed violation of rows 4–12. There were 2 before it.");
  expect(partOf({ ...affected, count: null, points: { added: 2, total: 5 } }, "record")).toBe(
    "This decision adds 2 penalty points. Your total is now 5.",
  );
});

test("no letter contains a line break in its subject or markup of our own", () => {
  const message = composeStatement({ ...affected, platformName: "Taobao\r\nBcc: x@example.org" }, en);
  expect(message.subject).not.toMatch(/[\r\n]/);
  expect(message.text).not.toMatch(/<\/?[a-z]/i);
});
