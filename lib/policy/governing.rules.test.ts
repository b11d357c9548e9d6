import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import {
  clausesGoverning,
  clausesToSuggest,
  countryOf,
  documentsWithoutText,
  versionGoverning,
} from "./governing.rules";
import { packProblems } from "./pack.rules";

const taobao = readBuiltInPack("taobao-weitao");
const refs = (clauses: { ref: string }[]) => clauses.map(({ ref }) => ref);

test("the content's day picks the version, to the day", () => {
  expect(versionGoverning(taobao, "TABLE", "2016-06-30")?.id).toBe("v1");
  expect(versionGoverning(taobao, "TABLE", "2016-07-01")?.id).toBe("v2");
  expect(versionGoverning(readBuiltInPack("alibaba"), "EA", "2019-12-31")?.id).toBe("v1");
  expect(versionGoverning(taobao, "NOWHERE", "2016-07-01")).toBeNull();
});

test("documents without a recorded text on a day are named", () => {
  const wechat = readBuiltInPack("wechat");
  expect(documentsWithoutText(wechat, "2023-07-31")).toEqual(["AUP", "AUP-KR"]);
  expect(documentsWithoutText(wechat, "2023-08-01")).toEqual([]);
});

test("the shop-card rule is not suggested for June 2016, and a buyer of that June has no rule at all", () => {
  expect(refs(clausesGoverning(taobao, { day: "2016-06-15", role: "merchant" }))).not.toContain("Table.7.2");
  expect(refs(clausesGoverning(taobao, { day: "2016-07-15", role: "merchant" }))).toContain("Table.7.2");
  expect(clausesGoverning(taobao, { day: "2016-06-15", role: "buyer" })).toEqual([]);
});

test("suggestions leave out gates and advice, and row 8 for buyers", () => {
  const forBuyer = refs(clausesToSuggest(taobao, { day: "2016-07-15", role: "buyer" }));
  expect(forBuyer).not.toContain("Table.8");
  expect(forBuyer).not.toContain("v2.Art.6.phone");
  expect(refs(clausesToSuggest(taobao, { day: "2016-07-15", role: "merchant" }))).toContain("Table.8");
  expect(refs(clausesGoverning(taobao, { day: "2016-07-15", role: "buyer" }))).toContain("Table.8");
});

test("a surface narrows the rules, unless the pack does not know it", () => {
  const on = (surface: string) => refs(clausesGoverning(taobao, { day: "2016-07-15", surface }));
  expect(on("topic")).not.toContain("Table.8");
  expect(on("comment")).toContain("Table.8");
  expect(on("hologram")).toEqual(refs(clausesGoverning(taobao, { day: "2016-07-15" })));
});

test("a country is read from a jurisdiction as people write it", () => {
  expect([countryOf("kr"), countryOf("KR-11"), countryOf(null)]).toEqual(["KR", "KR", null]);
});

test("a pack with a gap between versions, a lost parent or an unknown action is refused with a sentence for each", () => {
  const broken = structuredClone(taobao);
  const [first] = broken.versions;
  if (first) first.effectiveTo = "2016-06-28";
  const clause = broken.clauses.find(({ ref }) => ref === "Table.12.3");
  if (clause) clause.parent = "Table.13";
  broken.sanctions.sets[0]?.actions.push("tb.shout");
  const problems = packProblems(broken).join(" ");
  expect(problems).toContain("do not meet");
  expect(problems).toContain("Table.13");
  expect(problems).toContain("tb.shout");
});
