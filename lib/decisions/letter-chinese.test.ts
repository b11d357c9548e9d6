import { expect, test } from "vitest";
import { storedMeasureInWords } from "@/lib/decisions/statement-text.rules";
import { builtInPlatforms, readBuiltInPack } from "@/lib/policy/built-in.store";
import { translatorFor } from "@/messages/load";
import { documentInLetter, heldIn, inLanguage, labelOf, summaryOf, withTraditional } from "./localised.rules";

const simplifiedOnly = /[这个们来时说国会对为发与过还没开关见车长门问间违规删举报诉讯给进远运动应该样种数据权变]/u;

test.each(builtInPlatforms)(
  "no summary or measure of %s is told to a reader of traditional script in simplified",
  (slug) => {
    const { clauses, actions } = { ...readBuiltInPack(slug), actions: readBuiltInPack(slug).sanctions.actions };
    const told = [...clauses.map(summaryOf), ...actions.map((action) => labelOf(action))].map((text) =>
      heldIn(text, "zh-Hant"),
    );
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter(({ text, language }) => language === "zh-Hant" && simplifiedOnly.test(text))).toEqual([]);
  },
);

test("what a moderator added to a measure is told as they wrote it, also where the measure's own words are converted", () => {
  const label = { en: "Other measure: 说明: 违规视频", hans: "其他处罚: 说明: 违规视频" };
  expect(inLanguage(label, "zh-Hant")).toBe("其他處罰: 说明: 违规视频");
  const t = translatorFor("zh-Hant", "statement");
  expect(storedMeasureInWords({ label, dsaValue: null }, "zh-Hant", t)).toBe("其他處罰: 说明: 违规视频");
});

test("a document whose title holds a title is cited in Chinese letters with the inner one marked, and in others as it is", () => {
  const pack = readBuiltInPack("taobao-weitao");
  const [first] = pack.documents;
  if (!first) throw new Error("the pack has documents");
  const titled = { ...pack, documents: [{ ...first, titleZh: null, zh: { ...first.zh, title: "处罚《规范》表" } }] };
  expect(documentInLetter(titled as typeof pack, first.id, "zh-Hant")).toBe("處罰〈規範〉表");
  expect(documentInLetter(titled as typeof pack, first.id, "zh-Hans")).toBe("处罚〈规范〉表");
  expect(documentInLetter(titled as typeof pack, first.id, "en")).toBe(first.title);
});

test("a platform without a traditional name, and a measure on a page, are converted for their reader too", () => {
  expect(inLanguage({ en: "Shop", hans: "测试平台", hant: "测试平台" }, "zh-Hant")).toBe("測試平臺");
  expect(withTraditional({ en: "Delete", hans: "删除" })).toEqual({ en: "Delete", hans: "删除", hant: "刪除" });
  expect(withTraditional({ en: "Delete" })).toEqual({ en: "Delete" });
});
