import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { anchorOf, clauseHref, platformHref, segment } from "./addresses.rules";

test("a clause's address holds its reference, whatever signs the document uses", () => {
  expect(clauseHref("wechat", { version: "cg-undated", ref: "CG/Fraud(a)(1)" })).toBe(
    "/policy/wechat/cg-undated/CG%2FFraud(a)(1)#c-CG_2f_Fraud_28_a_29__28_1_29_",
  );
  expect(segment("AUP%202(a)")).toBe("AUP 2(a)");
  expect(segment("%E8%")).toBeNull();
});

test("the day and both languages are kept from clause to clause, and nothing else is added", () => {
  expect(platformHref("aliexpress")).toBe("/policy/aliexpress");
  expect(platformHref("taobao-weitao", { day: "2016-06-24", isBoth: true, document: "TABLE", text: "违规" })).toBe(
    "/policy/taobao-weitao?day=2016-06-24&document=TABLE&q=%E8%BF%9D%E8%A7%84&show=both",
  );
  expect(clauseHref("alibaba", { version: "v2", ref: "II.display" }, { isBoth: true })).toBe(
    "/policy/alibaba/v2/II.display?show=both#c-II.display",
  );
});

test("no two clauses of WeChat share a place on the page", () => {
  const refs = readBuiltInPack("wechat").clauses.map(({ ref }) => ref);
  expect(new Set(refs.map(anchorOf)).size).toBe(refs.length);
});
