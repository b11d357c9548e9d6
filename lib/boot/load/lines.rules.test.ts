import { expect, test } from "vitest";
import { SubmitNotice } from "@/lib/intake/contract";
import { type LoadTexts, loadLines } from "./lines.rules";

const texts: LoadTexts = new Map([
  ["wechat", ["Cheap watches here", "一天赚三百"]],
  ["alibaba", ["Ships as toys"]],
]);
const now = new Date("2026-11-27T10:00:00Z");
const linesOf = (count: number, run = "one") => [...loadLines(texts, { count, run, now })];
const read = (line: string) => SubmitNotice.parse(JSON.parse(line));

test("every line of a load is a notice as `notice import` takes it", () => {
  for (const line of linesOf(200)) expect(read(line).items).toHaveLength(1);
});

test("a load of N reports N items, some of them twice, and its accounts come back", () => {
  const notices = linesOf(400).map(read);
  const places = new Set(notices.flatMap(({ items }) => items.map(({ location }) => location)));
  const accounts = new Set(notices.flatMap(({ items }) => items.map(({ content }) => content?.account?.id)));
  expect(places.size).toBe(400);
  expect(notices.length).toBe(450);
  expect(accounts.size).toBeLessThan(250);
});

test("the same load twice is the same, and a second one joins no case of the first", () => {
  expect(linesOf(50)).toEqual(linesOf(50));
  const first = new Set(linesOf(50).map((line) => read(line).items[0]?.location));
  expect(linesOf(50, "two").some((line) => first.has(read(line).items[0]?.location))).toBe(false);
});
