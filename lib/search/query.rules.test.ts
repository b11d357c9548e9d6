import { expect, test } from "vitest";
import { placesOf, readQuery, snippetOf } from "./query.rules";
import { tokensOf } from "./words.rules";

/** What of a text is marked for what somebody typed; null: it is not found. */
function marked(text: string, typed: string): string[] | null {
  const query = readQuery(typed);
  if (!query) return null;
  const each = query.phrases.map((phrase) => placesOf(text, [phrase]));
  if (each.some((places) => places.length === 0)) return null;
  return placesOf(text, query.phrases).map(({ start, end }) => text.slice(start, end));
}

test("Chinese is found anywhere in a sentence without spaces, and only where its characters stand together", () => {
  expect(marked("全场包邮加微信看新款", "加微信")).toEqual(["加微信"]);
  expect(marked("微信支付，加油", "加微信"), "both pairs occur, the word does not").toBeNull();
  expect(marked("加微，微信", "加微信"), "the pairs occur, apart").toBeNull();
  expect(marked("新款", "款"), "one character, the last of a run").toEqual(["款"]);
  expect(marked("新款包", "款"), "one character inside a run").toEqual(["款"]);
});

test("traditional and simplified characters find each other, and width, case and spaces between characters hide nothing", () => {
  expect(marked("請加我的微信帳號", "微信帐号")).toEqual(["微信帳號"]);
  expect(marked("微信帐号", "帳號")).toEqual(["帐号"]);
  expect(marked("加 微 信", "加微信")).toEqual(["加 微 信"]);
  expect(marked("ＳＡＬＥ today", "sale")).toEqual(["ＳＡＬＥ"]);
  expect(marked("Où est l’Été", "ete")).toEqual(["Été"]);
});

test("words are found in any order and by their beginning; between quotes only as they stand", () => {
  expect(marked("cheap replica watches", "watch replica")).toEqual(["replica", "watches"]);
  expect(marked("cheap replica watches", '"replica watch"')).toBeNull();
  expect(marked("cheap replica watches", '"replica watches"')).toEqual(["replica watches"]);
  expect(marked("replica of watches", '"replica watches"')).toBeNull();
  expect(marked("a watch", "wa"), "two letters begin too much").toBeNull();
});

test("a handle, a link and a clause are found as they are written", () => {
  expect(marked("shop_leaf-88", "@shop_leaf")).toEqual(["shop_leaf"]);
  expect(marked("see https://www.sale.example/item/4711?x=1 now", "https://sale.example/item/471")).toEqual([
    "sale.example/item/4711",
  ]);
  expect(marked("see https://sale.example/item/4711?x=1 now", "https://www.sale.example/item/4711")).toEqual([
    "sale.example/item/4711",
  ]);
  expect(marked("AUP 2(a) Advertisement", '"AUP 2(a)"')).toEqual(["AUP 2(a"]);
  expect(marked("Table.12.3", "table.12.3")).toEqual(["Table.12.3"]);
});

test("Chinese next to Latin letters is one phrase when it is typed as one", () => {
  expect(marked("加微信abc123看", "微信abc123")).toEqual(["微信abc123"]);
  expect(marked("加微信 xyz abc123", "微信abc123")).toBeNull();
});

test.each(["", "   ", "!?…", '"', "（）"])("there is nothing to look for in “%s”", (typed) => {
  expect(readQuery(typed)).toBeNull();
});

test("whatever is typed, what reaches the database is letters and digits between quotes of ours", () => {
  const hostile = `' | !x:* & (<-> ) \\ ''; drop table cases; -- \u202e "加'微" ﷺ ｛｝ ${"a".repeat(300)} é`;
  const { tsquery } = readQuery(hostile) ?? { tsquery: "" };
  expect(tsquery.replaceAll(/'[\p{L}\p{N}\p{M}]+'/gu, "w")).toMatch(/^[w()&:* <>\d]+$/);
  expect(tokensOf([hostile]).replaceAll(/'[\p{L}\p{N}\p{M}]+':[\d,]+/gu, "w")).toMatch(/^[w ]+$/);
});

test("nothing that is typed asks for more than sixty words", () => {
  const { phrases } = readQuery("加微信看新款".repeat(100)) ?? { phrases: [] };
  expect(phrases.flat().length).toBeLessThanOrEqual(60);
});

test("a line shows what stands around the first place, cuts no character in two and keeps its marks", () => {
  const text = `${"😀".repeat(100)}加微信${"😀".repeat(200)}`;
  const snippet = snippetOf(text, readQuery("加微信")?.phrases ?? []);
  expect(snippet?.text.isWellFormed()).toBe(true);
  expect(snippet).toMatchObject({ isCutBefore: true, isCutAfter: true });
  const [mark] = snippet?.marks ?? [];
  expect(snippet?.text.slice(mark?.start, mark?.end)).toBe("加微信");
});
