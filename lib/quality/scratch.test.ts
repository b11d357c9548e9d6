import { beforeAll, expect, test } from "vitest";
import type { Asked } from "@/lib/platform/asked.rules";
import { answerRecommend } from "@/lib/policy/answer.rules";
import { isBuiltIn, readBuiltInPack } from "@/lib/policy/built-in.store";
import { withTestDatabase } from "@/test/database";
import { givenPacks } from "@/test/town";
import { scratchView } from "./scratch.queries";

const { opened } = withTestDatabase();
const now = new Date("2016-09-07T04:00:00Z");
const shelf = { slugs: [], packOf: (slug: string) => (isBuiltIn(slug) ? readBuiltInPack(slug) : null) };

beforeAll(() => givenPacks(opened().db));

async function view(asked: Asked, platformId = "taobao-weitao", locale: "en" | "zh-Hans" = "en") {
  const read = await scratchView(opened().db, { platformId, asked }, { locale, now });
  if (!read) throw new Error("There is no such platform.");
  return read;
}

const spam = { clause: "Table.4", role: "buyer", content: "2016-09-01", decision: "2016-09-07" };
const twoEarlier = {
  pc: ["Table.5", "Table.6", ""],
  pd: ["2016-08-01", "2016-08-02", ""],
  ps: ["confirmed", "confirmed"],
};

test("an empty sheet asks for nothing and says nothing", async () => {
  const { answer, problem, roles, clauses } = await view({});
  expect([answer, problem]).toEqual([null, null]);
  expect(roles).toEqual(["merchant", "buyer"]);
  expect(clauses.map(({ ref }) => ref)).toContain("Table.4");
});

test("a case that was typed is answered as `policy recommend` answers it, with its arithmetic", async () => {
  const { answer } = await view({ ...spam, ...twoEarlier });
  const line = {
    ...{ platform: "taobao-weitao", clause: "Table.4", role: "buyer" },
    ...{ contentDate: "2016-09-01", decisionDate: "2016-09-07" },
    priors: [
      { clause: "Table.5", contentDate: "2016-08-01", decisionDate: "2016-08-01", status: "confirmed" },
      { clause: "Table.6", contentDate: "2016-08-02", decisionDate: "2016-08-02", status: "confirmed" },
    ],
  };
  const said = answerRecommend(line, shelf, now);
  expect(answer?.recommended?.map(({ id }) => id)).toEqual(said.recommended);
  expect(answer?.count).toEqual({ before: 2, count: 3, threshold: 3 });
  expect(answer?.counted).toEqual([true, true]);
  expect(answer?.why.join(" ")).toContain("2 earlier + this one = 3, and 3 is reached");
  const chinese = await view({ ...spam, ...twoEarlier }, "taobao-weitao", "zh-Hans");
  expect(chinese.answer?.why.join("")).toMatch(/[一-鿿]/);
});

test("a chosen version answers for content of any day, and without one the day chooses", async () => {
  const early = { ...spam, content: "2016-06-01" };
  expect((await view(early)).answer).toMatchObject({ violation: false });
  expect((await view({ ...early, version: "v2" })).answer).toMatchObject({ violation: true, version: { ref: "v2" } });
});

test("of a chosen version it is said that it was chosen, by its own days, and nothing of what the day falls under", async () => {
  const { answer } = await view({ ...spam, content: "2016-06-01", version: "v2" });
  expect(answer?.why[0]).toBe(
    "Answered by the version of 1 July 2016, which was chosen, whatever version content of 1 June 2016 falls under.",
  );
  expect((await view(spam)).answer?.why[0]).toMatch(/^Content of 1 September 2016 falls under/);
});

test("severity opens its column with evidence only, and denying a condition ends the violation", async () => {
  expect((await view({ ...spam, found: "severe" })).answer?.warnings.join(" ")).toContain("evidence");
  const proven = (await view({ ...spam, found: ["severe"], evidence: "In the papers of 3 September." })).answer;
  expect(proven?.recommended?.map(({ id }) => id)).toContain("tb.close-comments-permanently");
  expect((await view({ ...spam, conditions: "no" })).answer).toMatchObject({ violation: false, recommended: [] });
});

test("what is missing or cannot be read is told by its field", async () => {
  const problem = async (asked: Asked) => (await view(asked)).problem;
  expect(await problem({ clause: "Table.4" })).toMatchObject({ field: "role", reason: "role_needed" });
  expect(await problem({ role: "buyer" })).toMatchObject({ field: "clause", reason: "clause_needed" });
  expect(await problem({ ...spam, clause: "Table.44" })).toMatchObject({ field: "clause", reason: "clause_unknown" });
  expect(await problem({ ...spam, content: "yesterday" })).toMatchObject({
    field: "contentDate",
    reason: "date_unreadable",
  });
  expect(await problem({ ...spam, pc: "Table.5", pd: "soon" })).toMatchObject({
    field: "priors",
    reason: "date_unreadable",
  });
  expect(await problem({ ...spam, similar: "many" })).toMatchObject({
    field: "repeatCount",
    reason: "number_unreadable",
  });
  expect(await problem({ ...spam, version: "v9" })).toMatchObject({ field: "version" });
});
