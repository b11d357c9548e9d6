import fc from "fast-check";
import { expect, test } from "vitest";
import { ask, prior } from "@/test/recommend";
import type { Prior } from "./recommend.contract";

const count = (priors: Prior[], changes: { role?: string; decisionDate?: string } = {}) =>
  ask("taobao-weitao", { clause: "Table.12.3", priors, ...changes }).count;

test("two countable priors and this one are three; with one of them overturned they are two", () => {
  const pair = [prior("Table.4"), prior("Table.7.2")];
  expect(count(pair)).toBe(3);
  expect(ask("taobao-weitao", { clause: "Table.5.5", priors: pair }).permanent).toBe(true);
  const [kept, gone] = pair;
  const overturned = [...(kept ? [kept] : []), ...(gone ? [{ ...gone, status: "overturned" as const }] : [])];
  const answer = ask("taobao-weitao", { clause: "Table.5.5", priors: overturned });
  expect(answer).toMatchObject({ count: 2, permanent: false, durationDays: 30 });
  expect(answer.tally).toMatchObject({ before: 1, counted: [0], notCounted: [{ prior: 1, reason: "overturned" }] });
  expect(answer.why.join(" ")).toContain("1 earlier + this one = 2 of 3");
  expect(answer.why.join(" ")).toContain("because overturned: 1");
});

test("rows 1 to 3 are not counted, and neither is an article that may stand for one of them", () => {
  expect(count([prior("Table.1"), prior("Table.2.1"), prior("Table.3")])).toBe(1);
  expect(count([prior("v2.Art.5(1)"), prior("v2.Art.7(3)"), prior("v2.Art.9(1)")])).toBe(1);
});

test("a prior cited by article counts if every row it may stand for is counted", () => {
  expect(count([prior("v2.Art.7(4)")])).toBe(2);
  expect(count([prior("v2.Art.5(2)"), prior("v2.Art.5(3)")])).toBe(3);
});

test("violations under version 1 do not count, whichever way that is known", () => {
  expect(
    count([prior("v1.Art.5(2)", { contentDate: "2016-06-20" }), prior("Table.4", { contentDate: "2016-06-30" })]),
  ).toBe(1);
  expect(count([prior("Table.4", { version: "v1" })])).toBe(1);
  expect(count([prior("Table.4", { version: "v2" })])).toBe(2);
  expect(count([prior("Table.4", { contentDate: "2016-06-30T16:30:00Z" })])).toBe(2);
});

test("a person's strikes as merchant and as buyer are apart, and another platform's are nobody's business", () => {
  const asBuyer = prior("Table.4", { role: "buyer" });
  const asMerchant = prior("Table.4", { role: "merchant" });
  expect(count([asBuyer, asMerchant, asMerchant])).toBe(3);
  expect(count([asBuyer, asMerchant, asMerchant], { role: "buyer" })).toBe(2);
  expect(count([prior("5.doxing", { platform: "aliexpress" }), prior("Table.4", { platform: "aliexpress" })])).toBe(1);
  expect(count([prior("Table.4", { platform: "taobao-weitao" })])).toBe(2);
});

test("what is pending does not count, unless it is decided together with this one", () => {
  expect(count([prior("Table.4", { status: "pending" })])).toBe(1);
  const together = [prior("Table.4", { status: "pending", sameCase: true }), prior("Table.6", { sameCase: true })];
  expect(count(together)).toBe(3);
  expect(count([prior("Table.4", { status: "overturned", sameCase: true })])).toBe(1);
});

test("what was decided after this decision does not count; the same day does, and so does one without a date", () => {
  expect(count([prior("Table.4", { decisionDate: "2016-08-19" })])).toBe(1);
  expect(count([prior("Table.4", { decisionDate: "2016-08-18" })])).toBe(2);
  expect(count([prior("Table.4", { decisionDate: null })])).toBe(2);
  const at = { decisionDate: "2016-08-18T10:00:00+08:00" };
  expect(count([prior("Table.4", { decisionDate: "2016-08-18T10:00:01+08:00" })], at)).toBe(1);
  expect(count([prior("Table.4", { decisionDate: "2016-08-18T09:59:59+08:00" })], at)).toBe(2);
  expect(count([prior("Table.4", { decisionDate: "2016-08-19", sameCase: true })])).toBe(2);
});

test("no count ever expires", () => {
  const old = [prior("Table.4", { contentDate: "2016-07-01", decisionDate: "2016-07-02" })];
  expect(count([...old, ...old], { decisionDate: "2036-01-01" })).toBe(3);
});

test("a prior whose clause nobody knows is not counted, and said", () => {
  const answer = ask("taobao-weitao", { clause: "Table.4", priors: [prior("Table.99")] });
  expect(answer.count).toBe(1);
  expect(answer.warnings.join()).toContain("Table.99");
});

const anyPrior = fc.record({
  clause: fc.constantFrom("Table.1", "Table.4", "Table.5.1", "Table.12.3", "v2.Art.5(1)", "v2.Art.7(4)", "v1.Art.5(2)"),
  contentDate: fc.constantFrom("2016-06-15", "2016-06-30T16:30:00Z", "2016-07-01", "2016-08-01"),
  decisionDate: fc.constantFrom("2016-08-01", "2016-08-18", "2016-09-01", undefined),
  status: fc.constantFrom("confirmed" as const, "overturned" as const, "pending" as const),
  role: fc.constantFrom("merchant", "buyer", undefined),
  platform: fc.constantFrom("taobao-weitao", "wechat", undefined),
  sameCase: fc.constantFrom(true, false, undefined),
});
const history = fc.array(anyPrior, { maxLength: 12 });
const result = (priors: Prior[]) => {
  const {
    count: number,
    recommended,
    permanent,
    endDate,
    followOn,
    pointsTotal,
  } = ask("taobao-weitao", { clause: "Table.9", priors });
  return { number, recommended, permanent, endDate, followOn, pointsTotal };
};
/** Adds one prior, changed as said, anywhere in the history. */
const unchangedBy = (change: (extra: Prior) => Prior) =>
  fc.assert(
    fc.property(history, anyPrior, fc.nat(12), (priors, extra, at) => {
      const longer = [...priors.slice(0, at), change(extra), ...priors.slice(at)];
      expect(result(longer)).toEqual(result(priors));
    }),
  );

test("the order of earlier violations changes nothing", () => {
  fc.assert(
    fc.property(
      history.chain((priors) =>
        fc.tuple(fc.constant(priors), fc.shuffledSubarray(priors, { minLength: priors.length })),
      ),
      ([priors, shuffled]) => {
        expect(result(shuffled)).toEqual(result(priors));
      },
    ),
  );
});

test("an overturned violation never counts", () => unchangedBy((extra) => ({ ...extra, status: "overturned" })));

test("a pending violation of another case never counts", () =>
  unchangedBy((extra) => ({ ...extra, status: "pending", sameCase: false })));

test("a violation under version 1 changes nothing", () =>
  unchangedBy((extra) => ({ ...extra, contentDate: "2016-06-30" })));

test("a violation in another role changes nothing", () => unchangedBy((extra) => ({ ...extra, role: "buyer" })));

test("a violation on another platform changes nothing", () =>
  unchangedBy((extra) => ({ ...extra, platform: "alibaba" })));

test("one more violation that counts raises the count by one, and from three on everything is closed for good", () => {
  fc.assert(
    fc.property(history, (priors) => {
      const before = result(priors);
      const after = result([...priors, prior("Table.6")]);
      expect(after.number).toBe((before.number ?? 0) + 1);
      expect(after.permanent).toBe((after.number ?? 0) >= 3);
    }),
  );
});
