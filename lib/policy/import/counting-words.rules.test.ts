import { expect, test } from "vitest";
import { countedIn } from "./counting-words.rules";
import { importText } from "./document.rules";

test.each<[words: string, threshold: number, windowDays: number | null]>([
  ["four times within 180 days", 4, 180],
  ["Four (4) times within one hundred and eighty days", 4, 180],
  ["3 breaches in any 12-month period", 3, 365],
  ["three or more confirmed violations within six months", 3, 180],
  ["at least twenty-one times in the last two weeks", 21, 14],
  ["the fifth offence within a year", 5, 365],
  ["2nd violation during a calendar year", 2, 365],
  ["more than three times per month", 4, 30],
  ["three times a year", 3, 365],
  ["twice within a period of 30 days", 2, 30],
  ["third strike", 3, null],
  ["after three strikes", 3, null],
  ["5 strikes within 90 days", 5, 90],
  ["five violations", 5, null],
  ["180 天内累计违规 4 次", 4, 180],
  ["九十天内三次", 3, 90],
  ["一年内第二次", 2, 365],
  ["半年内累计达到五次以上", 5, 180],
  ["３個月內違規兩次", 2, 90],
  ["累计违规三次", 3, null],
  ["最近30天内超过2次", 3, 30],
])("“%s” counts to %i", (words, threshold, windowDays) => {
  expect(countedIn(words)).toEqual({ threshold, windowDays });
});

test.each([
  "first violation",
  "one time within 30 days",
  "Account suspended for 30 days",
  "Removed within 24 hours",
  "Two strikes",
  "3 penalty points",
  "the same message three times within 10 minutes",
  "首次违规",
  "警告一次",
  "每次扣2分",
  "30天内不得发布",
])("“%s” counts nothing", (words) => {
  expect(countedIn(words)).toBeNull();
});

const rowsOf = (text: string) => {
  const read = importText(text, "harbour");
  if (!read.ok) throw new Error(read.refusal.message);
  return read.value.rows.map(({ role, step, withinDays, actions }) => [role, step, withinDays, actions.join("; ")]);
};

test("a column that says how often and within what time is a step with a counter and its window", () => {
  const rows = rowsOf(
    "# Harbour\n\n| Rule | First breach | Four times within 180 days | Serious cases |\n|---|---|---|---|\n| 1. Smoke on deck | Warning | Berth closed for 30 days | Expulsion |\n| 2. Loud horns | Warning | Berth closed for 7 days | Expulsion |\n",
  );
  expect(rows.slice(0, 3)).toEqual([
    ["any", "base", null, "Warning"],
    ["any", "4", 180, "Berth closed for 30 days"],
    ["any", "severe", null, "Expulsion"],
  ]);
});

test("a cell that opens a measure by a count says so, in English and in Chinese", () => {
  const english = rowsOf(
    "| Violation | Measures |\n|---|---|\n| 1. Smoke on deck | Written warning; on the third violation within two months, berth closed for 30 days |\n| 2. Horns | Written warning |\n",
  );
  expect(english.slice(0, 2)).toEqual([
    ["any", "base", null, "Written warning"],
    ["any", "3", 60, "berth closed for 30 days"],
  ]);
  const chinese = rowsOf(
    "| 违规行为 | 处罚措施 |\n|---|---|\n| 1. 喧哗 | 警告；90天内累计4次，关闭店铺 |\n| 2. 吸烟 | 警告 |\n",
  );
  expect(chinese.slice(0, 2)).toEqual([
    ["any", "base", null, "警告"],
    ["any", "4", 90, "关闭店铺"],
  ]);
});

test("a sentence that punishes who did it so often opens its measure at that number", () => {
  const rows = rowsOf(
    "# Harbour\n\n## 1. Quiet\nMembers must not sound horns at night. Members who break this rule four times within 180 days will be suspended from the harbour.\n",
  );
  expect(rows).toEqual([["any", "4", 180, expect.stringContaining("suspended")]]);
});
