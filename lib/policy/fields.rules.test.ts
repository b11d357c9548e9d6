import { expect, test } from "vitest";
import { answerRecommend } from "./answer.rules";
import { builtInPlatforms, isBuiltIn, readBuiltInPack } from "./built-in.store";
import { PolicyProblem } from "./recommend.contract";

const shelf = { slugs: builtInPlatforms, packOf: (slug: string) => (isBuiltIn(slug) ? readBuiltInPack(slug) : null) };
const line = { platform: "taobao-weitao", role: "buyer", clause: "Table.12.3", contentDate: "2016-08-18" };
const prior = { clause: "Table.9", contentDate: "2016-07-02", status: "confirmed" };

test.each([
  ["contentdate", { contentdate: "2016-08-01" }],
  ["findings.conditionMet", { findings: { conditionMet: false } }],
  ["priors[1].decisiondate", { priors: [prior, { ...prior, decisiondate: "2016-07-03" }] }],
])("a slip in a field's name, %s, is told and not answered as if nothing had been said", (field, slip) => {
  const asked = () => answerRecommend({ ...line, ...slip }, shelf, new Date("2026-01-15T00:00:00Z"));
  expect(asked).toThrow(PolicyProblem);
  expect(asked).toThrow(expect.objectContaining({ code: "field_unknown", field }));
});
