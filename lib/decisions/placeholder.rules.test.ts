import { expect, test } from "vitest";
import { type PlaceholderProblem, placeholderProblem } from "./placeholder.rules";

const refused: [string, PlaceholderProblem][] = [
  ["", "blank"],
  ["  \n\u3000", "blank"],
  ["...", "blank"],
  ["test", "placeholder"],
  ["Test test TEST", "placeholder"],
  ["asdf asdf", "placeholder"],
  ["asdfasdfasdf", "placeholder"],
  ["Lorem ipsum dolor sit amet, consectetur adipiscing elit.", "placeholder"],
  ["TODO", "placeholder"],
  ["n/a", "placeholder"],
  ["see above", "placeholder"],
  ["测试测试", "placeholder"],
  ["同上", "placeholder"],
  ["aaaaaaaaaaaaaaaaaaaaaaaa", "repeated"],
  ["spam spam spam spam spam spam", "repeated"],
  ["哈哈哈哈哈哈哈哈哈哈哈哈", "repeated"],
  ["1111 1111 1111 1111", "repeated"],
  ["spam 1 spam 2 spam 3 spam 4 spam 5", "repeated"],
  ["You broke our rules.", "accusation_only"],
  ["This content violates our community guidelines", "accusation_only"],
  ["Your post is against the rules!", "accusation_only"],
  ["Policy violation", "accusation_only"],
  ["该内容违反了我们的规则。", "accusation_only"],
  ["违规内容", "accusation_only"],
  ["bad picture", "too_short"],
  ["卖假货", "too_short"],
];

test.each(refused)("%j says nothing a person could answer, so it is refused", (text, problem) => {
  expect(placeholderProblem(text)).toBe(problem);
});

const accepted = [
  "The post offers a counterfeit watch and names the brand.",
  "Sells a knife that may not be sold.",
  "The listing tests the limit: it spells the brand as 'Gucc1'.",
  "The comment repeats 'scam' ten times under one seller's post.",
  "The post shows the number of a card, 4111 1111 1111 1111, that is not the seller's.",
  "帖子公布了他人的银行卡号：4111 1111 1111 1111。",
  "该商品冒用品牌商标，图片与实物不符。",
  "帖子引导用户添加微信。",
  "This post breaks our rules because it shows a home address.",
];

test.each(accepted)("%j is an explanation", (text) => {
  expect(placeholderProblem(text)).toBeNull();
});

test("the clause's own words say nothing about this content", () => {
  const rule = "Posts may not lead readers to sites outside the platform.";
  expect(placeholderProblem("Posts may not lead readers to sites outside the platform", [rule])).toBe("same_as_rule");
});
