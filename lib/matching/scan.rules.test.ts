import { expect, test } from "vitest";
import { builtInMatcher } from "./built-in.store";
import { normalise } from "./normalise.rules";
import { scan } from "./scan.rules";

const matcher = builtInMatcher("wechat");
if (!matcher) throw new Error("WeChat is built in");
const { scanner } = matcher;

const hitsIn = (text: string) => scan(scanner, normalise(text)).hits;
const found = (text: string) => hitsIn(text).map(({ from, to, disguise }) => `${text.slice(from, to)} ${disguise}`);
const strongest = (text: string, word: string) =>
  Math.max(0, ...hitsIn(text).flatMap((hit) => (text.slice(hit.from, hit.to) === word ? [hit.weight] : [])));

test("Chinese that is broken up by signs is read, and not across the end of a sentence", () => {
  expect(found("来赌*博吧")).toContain("赌*博 split");
  expect(found("来赌 博吧")).toContain("赌 博 split");
  expect(found("他爱赌。博物馆很大").join(" ")).not.toContain("赌。博");
});

test("a character that sounds the same is read, for a little less; an ordinary word is not taken for another", () => {
  expect(found("来堵博吧")).toContain("堵博 homophone");
  expect(strongest("来堵博吧", "堵博")).toBeLessThan(strongest("来赌博吧", "赌博"));
  expect(found("他在单位很有威信").join(" ")).not.toContain("威信");
});

test("a term that ends with a Latin letter cuts no Latin word", () => {
  expect(found("请加v")).toContain("加v null");
  expect(found("请加vip会员").join(" ")).not.toContain("加v ");
});

test("a word with a letter masked is read, one that is set apart in whole pieces is none", () => {
  expect(found("c*sino tonight")).toContain("c*sino masked");
  expect(found("c a s i n o")).toContain("c a s i n o split");
  expect(found("ca si no").join(" ")).not.toContain("ca si no");
});

test("a number with a unit behind it is no disguised word", () => {
  expect(found("9un of it").join(" ")).not.toContain("9un");
});
