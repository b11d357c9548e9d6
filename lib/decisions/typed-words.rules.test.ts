import { expect, test } from "vitest";
import { perhapsNames, wordsIn } from "./typed-words.rules";

const known = wordsIn(
  "Weitao Content Rules, version 2: Leading people to other sites. Content: a post on Alibaba Group.",
);
const found = (text: string) => perhapsNames(text, known).map(({ start, end }) => text.slice(start, end));

const names: [string, string[]][] = [
  ["The watches are those of Johann Schmidt of Schmidt Uhren, who wrote.", ["Johann Schmidt", "Schmidt Uhren"]],
  ["Johann Schmidt owns the mark.", ["Johann Schmidt"]],
  ["It was sold. In Anna van der Berg we have a witness.", ["Anna van der Berg"]],
  ["The court heard J. Müller about it.", ["J. Müller"]],
  ["照片由王小明拍摄", ["王小明"]],
  ["商标属于“王小明”。", ["王小明"]],
];
test.each(names)("what may be a bare name is shown to whoever reads %j", (text, expected) => {
  expect(found(text)).toEqual(expected);
});

const nobody = [
  "The watches carry a registered mark without the consent of its owner.",
  "Criminal Code, section 86a; Trade Mark Act, Article 12 of Directive 2005/29/EC",
  "The Weitao Content Rules forbid it. This Content is on Alibaba Group.",
  "The DSA EU says so. He was seen. She sells it.",
  "该商品冒用品牌商标，图片与实物不符，黄金周期间销售。",
];
test.each(nobody)("words of the rules, of the law and of any sentence are no names: %j", (text) => {
  expect(found(text)).toEqual([]);
});
