import { expect, test } from "vitest";
import { readLexicon } from "@/lib/matching/lexicon.store";
import { searchWords } from "@/lib/matching/search-words.rules";
import { isBuiltIn, readBuiltInPack } from "@/lib/policy/built-in.store";
import { nextDay, withScheduledVersion } from "@/test/editions";
import { searchClauses } from "./clause-search.rules";

const found = (platform: string, text: string, day = "2024-03-01") => {
  if (!isBuiltIn(platform)) throw new Error(`no pack for ${platform}`);
  const pack = readBuiltInPack(platform);
  const known = searchWords(pack, readLexicon(platform));
  return searchClauses(pack, text, { day }, { known, limit: 50 }).map(({ ref }) => ref);
};

test.each([
  ["taobao-weitao", "刷单", "Table.9"],
  ["taobao-weitao", "刷單", "Table.9"],
  ["aliexpress", "fake reviews", "5.platform-abuse-spam"],
  ["wechat", "drogas", "CG/Regulated(d)"],
  ["wechat", "hoax", "AUP 6(c)"],
  ["taobao-weitao", "圖片盜用", "Table.11.1"],
  ["taobao-weitao", "盜圖", "Table.11.1"],
])("on %s the words that people use for it find the clause: %s", (platform, text, ref) => {
  expect(found(platform, text, platform === "taobao-weitao" ? "2016-08-01" : undefined)).toContain(ref);
});

test("a clause's number is found however it is punctuated, first of all", () => {
  for (const text of ["Table.12.1", "Table12.1", "table 12.1", "table12-1"])
    expect(found("taobao-weitao", text, "2016-08-01")[0]).toBe("Table.12.1");
});

test("one letter wrong, missing, too many or swapped finds what the right word finds; nonsense finds nothing", () => {
  const right = found("wechat", "counterfeit");
  for (const text of ["counterfiet", "conterfeit", "counterfeitt", "counterfait"])
    expect(found("wechat", text)).toEqual(right);
  expect(found("wechat", "xqzvwkj")).toEqual([]);
});

test("what the text of a clause says stands before what only the lexicon calls it", () => {
  expect(found("wechat", "gambling")[0]).toMatch(/Gambling|AUP 2\(o\)/);
});

test("of a reference that a scheduled version words anew, a search finds the words in force, and those once", () => {
  const pack = withScheduledVersion();
  const titlesOn = (day: string) => searchClauses(pack, "", { day }, { limit: 1000 }).map(({ title }) => title);
  const [now, then] = [titlesOn("2026-03-01"), titlesOn(nextDay)];
  expect(now.length).toBeGreaterThan(3);
  expect(now.some((title) => title.startsWith("Reworded"))).toBe(false);
  expect(then).toEqual(now.map((title) => `Reworded ${title}`));
});
