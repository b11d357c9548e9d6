import { expect, test } from "vitest";
import { importDocument } from "./document.rules";

function draftOf(lines: readonly string[]) {
  const bytes = Buffer.from(lines.join("\n"));
  const read = importDocument({ bytes, name: "rules.md", format: "auto", platform: "pier" });
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value;
}
const titles = ({ clauses }: ReturnType<typeof draftOf>) =>
  Object.fromEntries(clauses.map(({ ref, title }) => [ref, title]));

const chinese = [
  "# 集市守则",
  "",
  "第一条 摊主不得在摊位旁生火。",
  "第二条 摊主不得出售未标价的果酱。",
  "第三条 不得在夜间鸣钟。",
  "",
  "| 条款 | 标题 | 说明 | 首次 | 第二次 |",
  "| --- | --- | --- | --- | --- |",
  "| 第一条 | 明火 | 摊主不得在摊位旁生火 | 警告 | 关闭摊位7天 |",
  "| 第二条 | 无标价 | 含赠送的果酱 | 警告 | 关闭摊位3天 |",
  "| 第三条 | 夜间鸣钟 | — | 警告 | 关闭摊位1天 |",
];

test("the title that a table of measures gives to a rule that it cites is the title of that rule", () => {
  const draft = draftOf(chinese);
  expect(draft.rows.filter(({ actions }) => actions.includes("警告"))).toHaveLength(3);
  expect(titles(draft)).toMatchObject({ "Art.1": "明火", "Art.2": "无标价", "Art.3": "夜间鸣钟" });
});

test("what a table says of a rule beside its measures, and the rule does not, is named with its line", () => {
  expect(draftOf(chinese).problems).toEqual([
    { code: "cited_words", lines: [10, 10], values: { ref: "Art.2", words: "含赠送的果酱" } },
  ]);
});

test("a rule keeps the title that it prints, and another one in the table is named with its line", () => {
  const draft = draftOf([
    "# Market rules",
    "",
    "1.1 Fire",
    "",
    "You must not light a fire beside a stall.",
    "",
    "1.2 You must not sell jam without a price.",
    "",
    "| Rule | Title | First time | Second time |",
    "| --- | --- | --- | --- |",
    "| 1.1 | Open flames | Warning | Stall closed for 7 days |",
    "| 1.2 | Prices | Warning | Stall closed for 3 days |",
  ]);
  expect(titles(draft)).toMatchObject({ "1.1": "Fire", "1.2": "Prices" });
  expect(draft.problems.filter(({ code }) => code === "cited_words")).toEqual([
    { code: "cited_words", lines: [11, 11], values: { ref: "1.1", words: "Open flames" } },
  ]);
});

test("a sentence that punishes a number of violations of the rules as a whole is named for a person to settle", () => {
  const counting = (what: string) =>
    draftOf([
      "# Market rules",
      "",
      "1.1 You must not light a fire.",
      "",
      `1.2 Anyone who breaks ${what} three times within 90 days will be subject to suspension.`,
    ]);
  const whole = counting("these rules");
  expect(whole.problems).toEqual([{ code: "counts_whole", lines: [5, 5], values: { ref: "1.2" } }]);
  expect(whole.rows.map(({ ref, step, withinDays }) => [ref, step, withinDays])).toEqual([["1.2", "3", 90]]);
  expect(counting("rule 1.1").problems).toEqual([]);
});
