import { expect, test } from "vitest";
import { readBuiltInPack } from "@/lib/policy/built-in.store";
import { ask, askFinding, prior } from "@/test/recommend";

const pack = readBuiltInPack("taobao-weitao");
const evidence = { severe: true, severityEvidence: "exposed by a newspaper" };
const two = [prior("Table.4"), prior("Table.9")];
const merchant = {
  suspended: ["tb.delete-content", "tb.suspend-weitao-30d"],
  closed: ["tb.delete-content", "tb.close-weitao-permanently"],
};
const buyer = {
  suspended: ["tb.delete-content", "tb.suspend-comments-7d"],
  closed: ["tb.delete-content", "tb.close-comments"],
  closedForGood: ["tb.delete-content", "tb.close-comments-permanently"],
};

for (const item of [1, 2, 3]) {
  test(`row ${item} closes a merchant's Weitao for good and expels, at any count and whether severe or not`, () => {
    for (const asked of [{}, { priors: two }, { findings: evidence }]) {
      const answer = ask("taobao-weitao", { clause: `Table.${item}`, ...asked });
      expect(answer).toMatchObject({ basis: "rule", violation: true, count: null, durationDays: null, endDate: null });
      expect(answer.recommended).toEqual(merchant.closed);
      expect(answer.allowed).toEqual(merchant.closed);
      expect(answer).toMatchObject({ permanent: true, indefinite: false, followOn: ["tb.expel"], reEntryBarred: true });
    }
  });
  test(`row ${item} closes a buyer's comments as the table words it, at any count and whether severe or not`, () => {
    for (const asked of [{}, { priors: two }, { findings: evidence }]) {
      const answer = ask("taobao-weitao", { clause: `Table.${item}`, role: "buyer", ...asked });
      const forGood = item === 3;
      expect(answer.recommended).toEqual(forGood ? buyer.closedForGood : buyer.closed);
      expect(answer).toMatchObject({ permanent: forGood, indefinite: !forGood, count: null, endDate: null });
      expect(answer).toMatchObject({ followOn: [], reEntryBarred: false });
    }
  });
}

for (const item of [4, 5, 6, 7, 8, 9, 10, 11, 12]) {
  const clause = `Table.${item}`;
  test(`row ${item} suspends a merchant's Weitao for 30 days, and a buyer's comments for 7`, () => {
    const forMerchant = ask("taobao-weitao", { clause });
    expect(forMerchant.recommended).toEqual(merchant.suspended);
    expect(forMerchant).toMatchObject({
      basis: "rule",
      count: 1,
      step: "base",
      durationDays: 30,
      endDate: "2016-09-17",
    });
    expect(forMerchant).toMatchObject({ permanent: false, indefinite: false, followOn: [], reEntryBarred: false });
    const forBuyer = ask("taobao-weitao", { clause, role: "buyer" });
    expect(forBuyer.recommended).toEqual(buyer.suspended);
    expect(forBuyer).toMatchObject({ count: 1, durationDays: 7, endDate: "2016-08-25" });
  });
  test(`row ${item} closes for good from the third violation of rows 4 to 12 on`, () => {
    const third = ask("taobao-weitao", { clause, priors: two });
    expect(third.recommended).toEqual(merchant.closed);
    expect(third).toMatchObject({
      count: 3,
      step: "repeat",
      permanent: true,
      followOn: ["tb.expel"],
      reEntryBarred: true,
    });
    expect(third).toMatchObject({ durationDays: null, endDate: null });
    const forBuyer = ask("taobao-weitao", { clause, role: "buyer", priors: [...two, prior("Table.12.1")] });
    expect(forBuyer.recommended).toEqual(buyer.closedForGood);
    expect(forBuyer).toMatchObject({ count: 4, followOn: [], reEntryBarred: false });
    expect(ask("taobao-weitao", { clause, priors: two.slice(1) })).toMatchObject({ count: 2, step: "base" });
  });
  test(`row ${item} closes for good at once in severe circumstances, but only with their evidence`, () => {
    const severe = ask("taobao-weitao", { clause, findings: evidence });
    expect(severe.recommended).toEqual(merchant.closed);
    expect(severe).toMatchObject({ count: 1, step: "severe", permanent: true, warnings: [] });
    expect(ask("taobao-weitao", { clause, role: "buyer", findings: evidence }).recommended).toEqual(
      buyer.closedForGood,
    );
    for (const severityEvidence of [undefined, "", "  ", [], {}, false]) {
      const without = askFinding("taobao-weitao", clause, { severe: true, severityEvidence });
      expect(without.recommended).toEqual(merchant.suspended);
      expect(without.warnings.join()).toContain("evidence");
    }
    expect(askFinding("taobao-weitao", clause, { severityEvidence: "press" }).step).toBe("base");
  });
}

test("every numbered item of the table has the cell of its row", () => {
  const items = pack.clauses.filter((clause) => clause.document === "TABLE" && clause.parent);
  expect(items).toHaveLength(28);
  for (const clause of items) {
    for (const role of ["merchant", "buyer"]) {
      const answer = ask("taobao-weitao", { clause: clause.ref, role });
      expect(answer.recommended).toEqual(ask("taobao-weitao", { clause: clause.parent ?? "", role }).recommended);
      expect(answer.recommended?.[0]).toBe("tb.delete-content");
    }
  }
});

test("an article that stands for one row, or for rows with the same cell, has that cell", () => {
  const rows = {
    "v2.Art.5(2)": 5,
    "v2.Art.5(3)": 6,
    "v2.Art.5(4)": 7,
    "v2.Art.7(1)": 8,
    "v2.Art.7(2)": 9,
    "v2.Art.7(3)": 3,
  };
  for (const [clause, row] of [...Object.entries(rows), ["v2.Art.7(4)", 11] as const]) {
    const answer = ask("taobao-weitao", { clause });
    expect(answer.basis).toBe("rule");
    expect(answer.recommended).toEqual(ask("taobao-weitao", { clause: `Table.${row}` }).recommended);
  }
});

test("an article that stands for rows with different cells leaves the choice, mildest first, and asks for the row", () => {
  const answer = ask("taobao-weitao", { clause: "v2.Art.5(1)" });
  expect(answer).toMatchObject({ basis: "discretion", count: null, recommended: merchant.suspended });
  expect(answer.alternatives).toEqual([merchant.closed]);
  expect(answer.warnings.join()).toContain("rows 1, 2, 4");
  const settled = askFinding("taobao-weitao", "v2.Art.5(1)", { alsoBreaks: ["Table.2.1"] });
  expect(settled).toMatchObject({ basis: "rule", recommended: merchant.closed, alternatives: [] });
  const spam = askFinding("taobao-weitao", "v2.Art.5(1)", { alsoBreaks: ["Table.4"] });
  expect(spam).toMatchObject({ basis: "rule", recommended: merchant.suspended, count: 1 });
});

test("expulsion is the sanction of Article 9 itself, for buyers too, and bars re-entry", () => {
  for (const clause of ["v2.Art.9(1)", "v2.Art.9(2)", "v2.Art.9(3)"]) {
    for (const role of ["merchant", "buyer"]) {
      const answer = ask("taobao-weitao", { clause, role });
      expect(answer).toMatchObject({
        basis: "rule",
        allowed: ["tb.expel"],
        recommended: ["tb.expel"],
        alternatives: [],
      });
      expect(answer).toMatchObject({ permanent: true, reEntryBarred: true, followOn: [], count: null });
    }
  }
  const both = askFinding("taobao-weitao", "Table.1.7", { alsoBreaks: ["v2.Art.9(1)"] });
  expect(both.recommended).toEqual([...merchant.closed, "tb.expel"]);
  expect(both.followOn).toEqual([]);
});

test("the gates of Article 6, the scope and the process articles are no violations", () => {
  for (const clause of ["v2.Art.6.phone", "v2.Art.6.merchant", "v2.Art.2", "v2.Art.4", "v2.Art.8"]) {
    expect(ask("taobao-weitao", { clause })).toMatchObject({
      violation: false,
      outOfScope: false,
      basis: "rule",
      allowed: [],
    });
  }
});

test("three similar messages are part of the act in row 12.3; two are no violation, and the row above asks for no number", () => {
  expect(askFinding("taobao-weitao", "Table.12.3", { repeatCount: 2 })).toMatchObject({
    violation: false,
    basis: "rule",
    count: null,
  });
  expect(askFinding("taobao-weitao", "Table.12.3", { repeatCount: 0 }).violation).toBe(false);
  expect(askFinding("taobao-weitao", "Table.12.3", { repeatCount: 3 })).toMatchObject({ violation: true, count: 1 });
  expect(ask("taobao-weitao", { clause: "Table.12.3" }).violation).toBe(true);
  expect(askFinding("taobao-weitao", "Table.12.1", { repeatCount: 1 }).violation).toBe(true);
});

test("the two exceptions of row 10 end it, by letter or as such; row 12 has none", () => {
  for (const exception of [true, "a", "(b)", "B)"]) {
    expect(askFinding("taobao-weitao", "Table.10.1", { exception })).toMatchObject({ violation: false, basis: "rule" });
  }
  const unknown = askFinding("taobao-weitao", "Table.10.1", { exception: "c" });
  expect(unknown.violation).toBe(true);
  expect(unknown.warnings.join()).toContain("no exception (c)");
  const none = askFinding("taobao-weitao", "Table.12.1", { exception: true });
  expect(none.violation).toBe(true);
  expect(none.warnings.join()).toContain("no exception");
});

test("row 3 speaks of malicious means: without malice there is no violation; other rows ask for none", () => {
  for (const clause of ["Table.3", "v2.Art.7(3)"]) {
    expect(askFinding("taobao-weitao", clause, { malicious: false }).violation).toBe(false);
  }
  expect(askFinding("taobao-weitao", "Table.9", { malicious: false }).violation).toBe(true);
});

test("a buyer under row 8 gets the shared cell with a warning; a merchant gets none", () => {
  for (const clause of ["Table.8", "v2.Art.7(1)"]) {
    const answer = ask("taobao-weitao", { clause, role: "buyer" });
    expect(answer.recommended).toEqual(buyer.suspended);
    expect(answer.warnings.join()).toContain("merchants only");
    expect(ask("taobao-weitao", { clause }).warnings).toEqual([]);
  }
  expect(askFinding("taobao-weitao", "Table.8", { conditionsMet: false }).violation).toBe(false);
});

test("stolen pictures presuppose a report by whose pictures they are", () => {
  expect(askFinding("taobao-weitao", "Table.11.1", { reporterRelation: "stranger" }).violation).toBe(false);
  expect(askFinding("taobao-weitao", "Table.11.1", { reporterRelation: "rights-holder" }).violation).toBe(true);
});

test("one post that breaks three rows is one violation, and the gravest cited row sets the sanction", () => {
  const three = askFinding("taobao-weitao", "Table.5.1", { alsoBreaks: ["Table.6", "Table.12.1", "Table.5.1"] });
  expect(three).toMatchObject({ count: 1, recommended: merchant.suspended });
  const withRowOne = askFinding("taobao-weitao", "Table.5.1", { alsoBreaks: ["Table.1.7"] });
  expect(withRowOne).toMatchObject({ count: 1, recommended: merchant.closed, followOn: ["tb.expel"] });
  expect(
    ask("taobao-weitao", { clause: "Table.5.1", role: "buyer", findings: { alsoBreaks: ["Table.2"] } }).recommended,
  ).toEqual(buyer.closed);
});

test("what is left out of the cited rows is said, not silently dropped", () => {
  const answer = askFinding("taobao-weitao", "Table.5.1", { alsoBreaks: ["v1.Art.5(2)"] });
  expect(answer).toMatchObject({ violation: true, recommended: merchant.suspended });
  expect(answer.warnings.join()).toContain("v1.Art.5(2) was left out");
});

test("every action that is not allowed says why, and periodic limits are never a penalty", () => {
  for (const clause of pack.clauses) {
    const answer = ask("taobao-weitao", { clause: clause.ref });
    expect(new Set([...answer.allowed, ...answer.notOffered.map(({ action }) => action)])).toEqual(
      new Set(pack.sanctions.actions.map(({ id }) => id)),
    );
    expect(answer.allowed).not.toContain("tb.limit-posts");
    expect(answer.notOffered.every(({ why }) => why.length > 10)).toBe(true);
  }
  const reasons = new Map(
    ask("taobao-weitao", { clause: "Table.4" }).notOffered.map(({ action, why }) => [action, why]),
  );
  expect(reasons.get("tb.limit-posts")).toContain("management");
  expect(reasons.get("tb.close-weitao-permanently")).toContain("count of 3");
  expect(reasons.get("tb.suspend-weitao")).toContain("v1");
  expect(reasons.get("tb.suspend-comments-7d")).toContain("buyer");
  expect(reasons.get("tb.expel")).toContain("follows by itself");
});
