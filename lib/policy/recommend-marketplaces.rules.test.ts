import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { ask, askFinding, prior } from "@/test/recommend";

const aliexpress = readBuiltInPack("aliexpress");
const five = [
  "ae.block-content",
  "ae.delete-content",
  "ae.disable-publishing",
  "ae.suspend-account",
  "ae.close-account",
];
const display = [
  "ab.serious-warning",
  "ab.limit-access",
  "ab.delist-some",
  "ab.delist-all",
  "ab.terminate-membership",
  "ab.other",
];
const circumvention = ["II.circumvention", "II.circumvention.keyword", "II.circumvention.category"];
const earlier = (clause: string, points?: number) =>
  prior(clause, { contentDate: "2020-02-01", decisionDate: "2020-02-03", points });

test("AliExpress offers its five actions for every rule that can be broken, for any role and any date, without a term", () => {
  for (const { ref, enforceable } of aliexpress.clauses) {
    for (const asked of [
      { role: "buyer" },
      { role: "merchant", contentDate: "2009-01-01" },
      { role: "affiliate", jurisdiction: "FR" },
    ]) {
      const answer = ask("aliexpress", { clause: ref, ...asked });
      if (!enforceable) {
        expect(answer).toMatchObject({ violation: false, outOfScope: false, basis: "rule", allowed: [] });
        continue;
      }
      expect(answer).toMatchObject({
        version: "undated",
        basis: "discretion",
        violation: true,
        count: null,
        points: 0,
      });
      expect(answer.allowed).toEqual(five);
      expect(answer).toMatchObject({
        durationDays: null,
        endDate: null,
        indefinite: false,
        permanent: false,
        followOn: [],
      });
      expect(answer.recommended?.every((id) => ["ae.block-content", "ae.delete-content"].includes(id))).toBe(true);
    }
  }
});

test("AliExpress has no ladder: any number of earlier violations changes neither the count nor what is allowed", () => {
  const priors = Array.from({ length: 9 }, () =>
    prior("2.annoy", { contentDate: "2024-01-01", decisionDate: "2024-01-02" }),
  );
  expect(ask("aliexpress", { clause: "2.annoy", priors })).toMatchObject({
    count: null,
    allowed: five,
    recommended: ["ae.block-content"],
  });
});

test("AliExpress: blocking, which can be undone, comes first; critical content is deleted", () => {
  expect(ask("aliexpress", { clause: "2.false-information" }).recommended).toEqual(["ae.block-content"]);
  const critical = ask("aliexpress", { clause: "5.impersonation" });
  expect(critical.recommended).toEqual(["ae.delete-content"]);
  expect(critical.alternatives).toContainEqual(["ae.delete-content", "ae.close-account"]);
  expect(ask("aliexpress", { clause: "2.false-information" }).alternatives.flat()).not.toContain("ae.close-account");
});

test("AliExpress: only letter c knows the product exception, and naked children are critical whatever its grade", () => {
  expect(askFinding("aliexpress", "5.sensitive.9.c", { exception: true })).toMatchObject({
    violation: false,
    basis: "rule",
  });
  for (const clause of ["5.sensitive.9", "5.sensitive.9.a", "5.sensitive.9.b"]) {
    expect(askFinding("aliexpress", clause, { exception: true }).violation).toBe(true);
  }
  expect(ask("aliexpress", { clause: "5.sensitive.9.c" }).warnings.join()).toContain("critical");
});

test("the breastfeeding photo that AliExpress bars is excepted on WeChat", () => {
  expect(ask("aliexpress", { clause: "5.sensitive.9.c" }).violation).toBe(true);
  expect(askFinding("wechat", "CG/Nudity.1(f)", { exception: "b" }).violation).toBe(false);
});

for (const clause of circumvention) {
  test(`${clause}: one point for each infringement and removal; the point alone may do`, () => {
    const answer = ask("alibaba", { clause });
    expect(answer).toMatchObject({
      version: "v2",
      basis: "rule",
      violation: true,
      points: 1,
      pointsTotal: 1,
      count: null,
    });
    expect(answer.recommended).toEqual(["ab.penalty-point", "ab.remove-noncompliant"]);
    expect(answer.alternatives).toEqual([["ab.penalty-point"]]);
    expect(answer.allowed).toEqual([...display, "ab.penalty-point", "ab.remove-noncompliant"]);
    expect(answer).toMatchObject({ followOn: [], permanent: false, durationDays: null, reEntryBarred: false });
    expect(askFinding("alibaba", clause, { infringements: 2 })).toMatchObject({ points: 2, pointsTotal: 2 });
    expect(askFinding("alibaba", clause, { severe: true, severityEvidence: "x" }).points).toBe(1);
  });
  test(`${clause}: without malice there is no point, and plain display is pointed to`, () => {
    const answer = askFinding("alibaba", clause, { malicious: false, infringements: 3 });
    expect(answer).toMatchObject({
      violation: false,
      basis: "rule",
      outOfScope: false,
      points: 0,
      allowed: [],
      recommended: [],
    });
    expect(answer.warnings.join()).toContain("II.display");
  });
  test(`${clause}: on 31 December 2019 the rule did not exist`, () => {
    const answer = ask("alibaba", { clause, contentDate: "2019-12-31" });
    expect(answer).toMatchObject({
      version: "v1",
      textAvailable: true,
      violation: false,
      outOfScope: false,
      points: 0,
    });
    expect(ask("alibaba", { clause, contentDate: "2019-12-31T16:00:00Z" })).toMatchObject({ version: "v2", points: 1 });
  });
}

test("points are totalled and trigger nothing, however many they are", () => {
  const priors = [earlier("II.circumvention", 40), earlier("II.circumvention.keyword"), earlier("II.display")];
  const answer = ask("alibaba", { clause: "II.circumvention", priors, findings: { infringements: 5 } });
  expect(answer).toMatchObject({ points: 5, pointsTotal: 46, followOn: [], permanent: false });
  expect(answer.why.join(" ")).toContain("5 × 1 = 5; with 41 from before the total is 46");
});

test("points that were overturned, are pending, come later, or belong to another role or platform are left out", () => {
  const point = earlier("II.circumvention", 3);
  const priors = [
    { ...point, status: "overturned" as const },
    { ...point, status: "pending" as const },
    { ...point, decisionDate: "2022-01-01" },
    { ...point, role: "buyer" },
    { ...point, platform: "aliexpress" },
    { ...point, contentDate: "2019-06-01" },
  ];
  expect(ask("alibaba", { clause: "II.circumvention", priors }).pointsTotal).toBe(1);
  expect(ask("alibaba", { clause: "II.circumvention", priors: [point] }).pointsTotal).toBe(4);
});

test("display and country breaches have the open list, no point, and need no malice", () => {
  for (const clause of ["II.display", "II.country-measures"]) {
    const answer = askFinding("alibaba", clause, { malicious: false, infringements: 4 });
    expect(answer).toMatchObject({ basis: "discretion", violation: true, points: 0, recommended: ["ab.delist-some"] });
    expect(answer.allowed).toEqual(display);
  }
  expect(ask("alibaba", { clause: "II.display", contentDate: "2018-05-05" })).toMatchObject({
    version: "v1",
    allowed: display,
  });
  expect(ask("alibaba", { clause: "II.country-measures", contentDate: "2019-12-31" }).violation).toBe(false);
  expect(ask("alibaba", { clause: "II.display", role: "buyer" })).toMatchObject({ violation: false, outOfScope: true });
});

test("an honest mistake that still shows a barred product is judged by the display rule", () => {
  const answer = askFinding("alibaba", "II.circumvention.category", { malicious: false, alsoBreaks: ["II.display"] });
  expect(answer).toMatchObject({ violation: true, basis: "discretion", points: 0, recommended: ["ab.delist-some"] });
});
