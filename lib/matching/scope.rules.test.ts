import { expect, test } from "vitest";
import { clausesToSuggest } from "@/lib/policy/governing.rules";
import { builtInMatcher } from "./built-in.store";
import type { MatchInput, MatchOutput } from "./contract";
import { match } from "./match.rules";

const now = new Date("2024-03-01T12:00:00Z");

function matched(platform: string, text: string, more: Partial<MatchInput> = {}): MatchOutput {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`no matcher for ${platform}`);
  return match(matcher, { platform, text, ...more }, now);
}

const suggested = (...asked: Parameters<typeof matched>) => matched(...asked).matches.map(({ ref }) => ref);

const shopCard = "长按保存店铺名片，搜索我的店";

test("a shop card is suggested from July 2016 and not a day before", () => {
  expect(suggested("taobao-weitao", shopCard, { role: "merchant", contentDate: "2016-07-01" })).toContain("Table.7.2");
  const before = suggested("taobao-weitao", shopCard, { role: "merchant", contentDate: "2016-06-30" });
  expect(before.filter((ref) => !ref.startsWith("v1."))).toEqual([]);
});

test("the announcement of 24 June puts nothing in force", () => {
  expect(suggested("taobao-weitao", shopCard, { role: "merchant", contentDate: "2016-06-24" })).not.toContain(
    "Table.7.2",
  );
});

test("a quarter past midnight in China is already the next day there", () => {
  const posted = { role: "buyer", contentDate: "2016-06-30T16:30:00Z" };
  expect(suggested("taobao-weitao", "你们一群废物，蠢货", posted)).toContain("Table.12.1");
});

test("a buyer's comment of June 2016 has no rule at all", () => {
  expect(suggested("taobao-weitao", "垃圾店铺，骗子老板", { role: "buyer", contentDate: "2016-06-20" })).toEqual([]);
});

test("a picture that does not fit the text has its own clause before and after", () => {
  const text = "图文不符，夸大宣传";
  expect(suggested("taobao-weitao", text, { role: "merchant", contentDate: "2016-06-10" })).toContain("v1.Art.5(2)");
  expect(suggested("taobao-weitao", text, { role: "merchant", contentDate: "2016-08-10" })).toContain("Table.5.8");
});

test("a shop card broke no rule before July 2016: the first version did not forbid to advertise a shop", () => {
  const text = "店铺号 123456 店名片 欢迎收藏";
  const before = matched("taobao-weitao", text, { role: "merchant", contentDate: "2016-06-10" });
  expect([before.confident, before.matches.every(({ score }) => score < 0.1)]).toEqual([false, true]);
  expect(suggested("taobao-weitao", text, { role: "merchant", contentDate: "2016-08-10" })).toContain("Table.7.2");
});

test("row 8 names merchants, so it is not suggested for a buyer", () => {
  const text = "说好的奖品没收到赠品，拒绝补发";
  expect(suggested("taobao-weitao", text, { role: "merchant", contentDate: "2016-08-10" })).toContain("Table.8");
  expect(suggested("taobao-weitao", text, { role: "buyer", contentDate: "2016-08-10" })).not.toContain("Table.8");
});

test("row 8 is for posts and comments, so it is not suggested for a topic; and one place does not answer for another", () => {
  const asked = { role: "merchant", contentDate: "2016-08-10" };
  const text = "说好的奖品没收到赠品，拒绝补发";
  for (const surface of ["comment", "topic", "comment"])
    expect(suggested("taobao-weitao", text, { ...asked, surface }).includes("Table.8")).toBe(surface === "comment");
});

test("a clause that nothing can be enforced on is never suggested, whatever is written in its own words", () => {
  for (const platform of ["aliexpress", "wechat"]) {
    const pack = builtInMatcher(platform)?.pack;
    const advice = pack?.clauses.filter(({ enforceable }) => !enforceable) ?? [];
    const refs = new Set(advice.map(({ ref }) => ref));
    expect(refs.size).toBeGreaterThan(0);
    for (const { title, summary } of advice.slice(0, 25))
      for (const ref of suggested(platform, `${title}. ${summary}`)) expect(refs.has(ref)).toBe(false);
  }
});

test("a Korean rule appears for a user under Korean jurisdiction and for nobody else", () => {
  const text = "hidden camera clip from the changing room, illegal filming";
  expect(suggested("wechat", text, { jurisdiction: "KR" })).toContain("AUP KR.1");
  for (const jurisdiction of [undefined, "DE"])
    expect(suggested("wechat", text, { jurisdiction }).filter((ref) => ref.startsWith("AUP KR"))).toEqual([]);
});

test("before its first recorded text the acceptable use policy suggests nothing and says so; the guidelines still do", () => {
  const matcher = builtInMatcher("wechat");
  if (!matcher) throw new Error("no matcher");
  const text = "online casino, deposit bonus, bet with me";
  const output = match(matcher, { platform: "wechat", text, contentDate: "2022-05-14" }, now);
  expect(output.matches.every(({ ref }) => ref.startsWith("CG/"))).toBe(true);
  expect(output.notes).toContain("no-recorded-version");
});

test("malicious circumvention is suggested for content from 2020 on only", () => {
  const text = "v4pe pen listed as toy, look in the description for the real model";
  expect(suggested("alibaba", text, { contentDate: "2020-01-01" })[0]).toMatch(/^II\.circumvention/);
  expect(suggested("alibaba", text, { contentDate: "2019-12-31" }).filter((ref) => ref !== "II.display")).toEqual([]);
});

test("whatever the date, role, surface and place, only clauses that may be suggested there are", () => {
  const text = "casino, drugs, scam, hidden camera, vote for me, 赌博 色情 盗图 店铺名片 没收到赠品";
  for (const platform of ["aliexpress", "alibaba", "wechat", "taobao-weitao"]) {
    const matcher = builtInMatcher(platform);
    if (!matcher) throw new Error(`no matcher for ${platform}`);
    for (const day of ["2016-06-15", "2016-07-15", "2019-12-31", "2024-01-01"])
      for (const role of ["merchant", "buyer", undefined])
        for (const surface of ["comment", "listing", undefined])
          for (const jurisdiction of ["KR", "FR", undefined]) {
            const may = new Set(
              clausesToSuggest(matcher.pack, { day, role, surface, jurisdiction }).map(({ ref }) => ref),
            );
            const scope = { contentDate: day, role, surface, jurisdiction };
            for (const ref of suggested(platform, text, scope)) expect(may).toContain(ref);
          }
  }
});
