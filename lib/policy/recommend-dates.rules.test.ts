import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { ask, prior } from "@/test/recommend";

const pack = readBuiltInPack("taobao-weitao");
const two = [prior("Table.4"), prior("Table.9")];

test("before 1 July 2016 the three measures of Article 7 are open to choice, without a term", () => {
  const articles = pack.clauses.filter((clause) => /^v1\.Art\.[56]\(/.test(clause.ref));
  expect(articles).toHaveLength(8);
  for (const { ref } of articles) {
    const answer = ask("taobao-weitao", {
      clause: ref,
      contentDate: "2016-06-29",
      priors: two,
      findings: { severe: true },
    });
    expect(answer).toMatchObject({ version: "v1", basis: "discretion", count: null, textAvailable: true });
    expect(answer.allowed).toEqual(["tb.delete-content", "tb.suspend-weitao", "tb.close-weitao-permanently"]);
    expect(answer.recommended).toEqual(["tb.delete-content"]);
    expect(answer).toMatchObject({ durationDays: null, endDate: null, permanent: false, followOn: [] });
    expect(answer.alternatives).toContainEqual(["tb.delete-content", "tb.suspend-weitao"]);
  }
  for (const item of [1, 2, 3]) {
    const answer = ask("taobao-weitao", { clause: `v1.Art.8(${item})`, contentDate: "2016-06-29" });
    expect(answer).toMatchObject({ basis: "rule", recommended: ["tb.expel"], reEntryBarred: true });
  }
});

test("the announcement of 24 June changes nothing, and half past four UTC on 30 June is already July in China", () => {
  expect(ask("taobao-weitao", { clause: "v1.Art.5(2)", contentDate: "2016-06-24" }).violation).toBe(true);
  expect(ask("taobao-weitao", { clause: "Table.5.1", contentDate: "2016-06-24" }).violation).toBe(false);
  const evening = ask("taobao-weitao", { clause: "Table.5.1", contentDate: "2016-06-30T16:30:00Z" });
  expect(evening).toMatchObject({ version: "v2", violation: true, contentDay: "2016-07-01" });
  expect(ask("taobao-weitao", { clause: "Table.5.1", contentDate: "2016-06-30T15:59:59Z" }).violation).toBe(false);
});

test("a rule of the version that does not govern is no violation: the table before July, old articles after, a shop card in June", () => {
  const wrong = [
    { clause: "Table.7.2", contentDate: "2016-06-30" },
    { clause: "v2.Art.5(4)", contentDate: "2016-06-30" },
    { clause: "v1.Art.5(2)", contentDate: "2016-07-01" },
  ];
  for (const asked of wrong) {
    const answer = ask("taobao-weitao", asked);
    expect(answer).toMatchObject({ violation: false, outOfScope: false, basis: "rule", textAvailable: true });
    expect(answer).toMatchObject({ allowed: [], recommended: [], alternatives: [], count: null });
    expect(answer.why.join(" ")).toContain("is not part of");
  }
});

test("a buyer's comment of June 2016 is out of scope, whatever rule is cited", () => {
  for (const clause of ["v1.Art.5(1)", "Table.12.1"]) {
    const answer = ask("taobao-weitao", { clause, role: "buyer", contentDate: "2016-06-15" });
    expect(answer).toMatchObject({ version: "v1", violation: false, outOfScope: true, basis: "rule", recommended: [] });
  }
  expect(ask("taobao-weitao", { clause: "Table.12.1", role: "affiliate" })).toMatchObject({
    violation: false,
    outOfScope: true,
  });
});

test("the end of a term is counted in days of the platform's zone, across a year's end and a leap day", () => {
  const at = (decisionDate: string) => ask("taobao-weitao", { clause: "Table.4", decisionDate }).endDate;
  expect(at("2016-12-10")).toBe("2017-01-09");
  expect(at("2020-02-01")).toBe("2020-03-02");
  expect(at("2016-08-17T16:00:00Z")).toBe("2016-09-17");
  expect(at("2016-08-17T15:59:00Z")).toBe("2016-09-16");
});

test("without dates today counts, in the platform's zone", () => {
  const answer = ask("taobao-weitao", { clause: "Table.4", contentDate: undefined, decisionDate: undefined });
  expect(answer).toMatchObject({ contentDay: "2026-01-01", endDate: "2026-01-31", version: "v2" });
});

test("a day that nothing can have is refused by the name of its field; one before every version is answered", () => {
  const clause = "Table.5.1";
  for (const contentDate of [
    "0001-01-01",
    "1899-12-31",
    "3000-01-01",
    "3000-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
  ]) {
    expect(() => ask("taobao-weitao", { clause, contentDate })).toThrow(
      /^contentDate: .*outside the years 1900 to 2199/,
    );
  }
  expect(() => ask("taobao-weitao", { clause, decisionDate: "0001-01-01" })).toThrow(/^decisionDate: /);
  const priors = [{ ...prior("Table.4"), contentDate: "3016-07-05" }];
  expect(() => ask("taobao-weitao", { clause, priors })).toThrow(/^priors\[0\]\.contentDate: /);
  for (const contentDate of ["1900-01-01", "1970-01-01"]) {
    expect(ask("taobao-weitao", { clause: "v1.Art.5(2)", contentDate })).toMatchObject({
      version: "v1",
      violation: true,
    });
    const unrecorded = ask("wechat", { clause: "AUP 5(a)", contentDate });
    expect(unrecorded).toMatchObject({ textAvailable: false, basis: "none", violation: null });
  }
});
