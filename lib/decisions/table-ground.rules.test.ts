import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { translatorFor } from "@/messages/load";
import { ask, prior } from "@/test/recommend";
import { affected } from "@/test/statement-example";
import { composeStatement } from "./statement.rules";
import { tableGround } from "./table-ground.rules";

const pack = readBuiltInPack("taobao-weitao");
const sanctions = [{}];
const groundOf = (clause: string, over: object = {}, judged: object = {}) => {
  const recommendation = ask("taobao-weitao", { clause, ...over });
  return tableGround(pack, { recommendation, leavesTable: false, sanctions, role: "merchant", ...judged });
};

test("the third violation counted is told with the row that it led to, the second with what the third will bring", () => {
  expect(groundOf("Table.6", { priors: [prior("Table.4"), prior("Table.9")] })).toEqual({
    column: "repeated",
    row: 6,
    threshold: 3,
  });
  expect(groundOf("Table.6", { priors: [prior("Table.4")] })).toEqual({ column: "notRepeated", row: 6, threshold: 3 });
});

test("severe circumstances are the reason of their own column, and a row without a count is told alone", () => {
  const findings = { severe: true, severityEvidence: "Reported in the evening news." };
  expect(groundOf("Table.6", { findings })).toEqual({ column: "severe", row: 6 });
  expect(groundOf("Table.2")).toEqual({ column: "plain", row: 2 });
});

test("a decision that leaves the table, imposes nothing or has no table is not explained by it", () => {
  expect(groundOf("Table.6", {}, { leavesTable: true })).toBeNull();
  expect(groundOf("Table.6", {}, { sanctions: [] })).toBeNull();
  expect(groundOf("Table.6", {}, { recommendation: null })).toBeNull();
});

test("the letter tells the count beside the measure it led to, once, in both languages", () => {
  const table = { column: "repeated" as const, row: 6, threshold: 3 };
  const facts = { ...affected, table, count: { before: 2, after: 3, counted: "rows 4–12 of the penalty table" } };
  const { parts, text } = composeStatement(facts, translatorFor("en", "statement"));
  expect(parts.find(({ id }) => id === "restrictions")?.paragraphs.at(-1)).toBe(
    "This is the 3rd confirmed violation of rows 4–12 of the penalty table. There were 2 before it. That is why row 6 of the penalty table leads to this: its measures for repeated violations apply from the 3rd violation on.",
  );
  expect(text.split("3rd confirmed")).toHaveLength(2);
  const zh = { ...facts, language: "zh-Hans" as const, count: { before: 2, after: 3, counted: "处罚表第4至12项" } };
  expect(composeStatement(zh, translatorFor("zh-Hans", "statement")).text).toContain(
    "因此适用处罚表第6项中针对累计违规的措施：自第3次违规起适用。",
  );
});

test("a measure that bars re-entry says so in the letter, and an end is its last minute with the days it makes", () => {
  const [deletion] = affected.restrictions;
  if (!deletion) throw new Error("the example has a restriction");
  const expelled = { ...affected, restrictions: [{ ...deletion, target: "account" as const, barsReEntry: true }] };
  expect(composeStatement(expelled, translatorFor("en", "statement")).text).toContain(
    "Re-entry to Taobao Weitao is barred for good.",
  );
  expect(composeStatement(affected, translatorFor("en", "statement")).text).not.toContain("Re-entry");
  const term = { kind: "until" as const, endsOn: "2026-11-29", days: 7 };
  const week = { ...deletion, label: "暂停评论", startsOn: "2026-11-22", term };
  const zh = composeStatement(
    { ...affected, language: "zh-Hans", restrictions: [week, { ...week, barsReEntry: true }] },
    translatorFor("zh-Hans", "statement"),
  ).text;
  expect(zh).toContain("自2026年11月22日起生效，为期7天，从次日起算：至2026年11月29日23:59止（中国标准时间）。");
  expect(zh).toContain("永久禁止重新加入Taobao Weitao。");
});
