import fc from "fast-check";
import { expect, test } from "vitest";
import { boundsProblem, isOutside, shareOf } from "./indicator-keys.rules";
import { lineOfPath, lineOfSyntaxError } from "./json-lines.rules";
import { dayOfMilestone, holderOf, monthAt, monthsToMeasure, termOf } from "./month.rules";
import { readRegister } from "./register.rules";

const named = { slug: "port-2026", title: "Promises of the port" };
const commitment = {
  ref: "P1",
  group: "Reports",
  title: "Answered",
  summary: "Reports are answered.",
  source: "No. 1",
};
const file = { ...named, source: "A letter", commitments: [commitment] };
const linesOf = (text: string) =>
  readRegister(text, named).bad?.map(({ line, field, reason }) => [line, field, reason]);

test("a register of one’s own is read from JSON, with words in one language or in two", () => {
  const { register } = readRegister(JSON.stringify({ ...file, title: { en: "Port", hans: "港口" } }), named);
  expect(register).toMatchObject({ slug: "port-2026", title: { en: "Port", hans: "港口" }, years: 5, reviewDays: 90 });
  expect(register?.commitments).toMatchObject([{ ref: "P1", title: { en: "Answered" }, isModeration: true }]);
});

test("what is wrong in a JSON file is named by its line, all of it at once", () => {
  const text = JSON.stringify(
    {
      ...file,
      years: "five",
      commitments: [commitment, { ...commitment, ref: "P2", title: "", indicators: [{ key: "nothing_of_ours" }] }],
    },
    null,
    1,
  );
  const lineWith = (part: string) => text.split("\n").findIndex((line) => line.includes(part)) + 1;
  expect(linesOf(text)).toEqual([
    [lineWith('"years"'), "years", "wrong_type"],
    [lineWith('"title": ""'), "commitments.1.title", expect.any(String)],
    [lineWith('"key"'), "commitments.1.indicators.0.key", "commitment_indicator_key"],
  ]);
  expect(linesOf(JSON.stringify({ ...file, commitments: [commitment, commitment] }, null, 1))).toEqual([
    [14, "commitments.1.ref", "commitment_twice"],
  ]);
});

test("an indicator that the product does not measure is named, with those that it does; in another form the field is named", () => {
  const fileWith = (indicator: unknown) =>
    JSON.stringify({ ...file, commitments: [{ ...commitment, indicators: [indicator] }] });
  const place = "commitments.0.indicators.0";
  const values = { key: "answered_fast", keys: expect.stringContaining("notices_from_guests, ") };
  expect(readRegister(fileWith({ key: "answered_fast" }), named).bad).toEqual([
    { line: 1, field: `${place}.key`, reason: "commitment_indicator_key", values },
  ]);
  expect(readRegister(`ref,group,title,indicators\nP1,Piers,Answered,answered_fast`, named).bad).toMatchObject([
    { line: 2, reason: "commitment_indicator_key", values },
  ]);
  expect(linesOf(fileWith({ key: "notices_from_guests", low: "half" }))).toEqual([[1, `${place}.low`, "wrong_type"]]);
  expect(linesOf(fileWith({ name: "Inspected", definition: "Piers that were inspected.", unit: "piers" }))).toEqual([
    [1, `${place}.unit`, "not_one_of"],
  ]);
  expect(linesOf(fileWith({}))?.map(([, field]) => field)).toContain(`${place}.name`);
});

test("a file that stops being JSON says at which line, wherever it breaks", () => {
  const text = JSON.stringify(file, null, 1);
  const lines = text.split("\n");
  for (const [at, line] of lines.entries()) {
    if (at === 0) continue;
    const broken = lines.with(at, `${line} }} what`).join("\n");
    expect([at, lineOfSyntaxError(broken)]).toEqual([at, at + 1]);
  }
  expect(linesOf('{"slug": "a",\n"title": }')).toEqual([[2, "text", "body_not_json"]]);
});

test("the line of every value is found in any JSON, however it is written", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(fc.jsonValue()), { minKeys: 1 }), fc.nat(4), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const again: Record<string, unknown[]> = JSON.parse(text);
      for (const [name, list] of Object.entries(again)) {
        const line = lineOfPath(text, [name]);
        expect(text.split("\n")[line - 1]).toContain(space ? `${JSON.stringify(name)}: ` : JSON.stringify(name));
        for (const index of list.keys())
          expect(lineOfPath(text, [name, index])).toBeGreaterThanOrEqual(line + (space ? 1 : 0));
      }
    }),
    { numRuns: 200, seed: 7 },
  );
});

test("a CSV is read by its head, and each wrong row is named by its line", () => {
  const csv =
    'ref,group,title,moderation,indicators\nP1,Piers,"Every pier,\ninspected",no,\nP2,Reports,Answered,yes,notices_from_guests|hours_to_answer_appeals\n';
  const { register } = readRegister(csv, named);
  expect(register?.commitments).toMatchObject([
    { ref: "P1", title: { en: "Every pier,\ninspected" }, isModeration: false, indicators: [] },
    { ref: "P2", isModeration: true, indicators: [{ key: "notices_from_guests" }, { key: "hours_to_answer_appeals" }] },
  ]);
  expect(linesOf("ref,title\nP1,x")).toEqual([[1, "text", "commitment_no_column"]]);
  expect(linesOf(`${csv}P1,Piers,Twice,no,\n,Piers,No number,no,\n`)?.map(([line]) => line)).toContain(6);
  expect(readRegister(csv, { slug: "Not A Slug", title: "x" }).bad).toMatchObject([{ field: "slug" }]);
});

test("nothing that somebody sends makes the reader throw", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: "binary" })), (text) => {
      const read = readRegister(text, named);
      expect(read.register ?? read.bad?.length).toBeTruthy();
    }),
    { numRuns: 300, seed: 7 },
  );
});

test("a bound itself is inside, one step beyond is not, and of too few nothing is said", () => {
  const bounds = { low: 0.9, high: null, leastCount: 5 };
  expect(isOutside({ value: 0.9, count: 10 }, bounds)).toBe(false);
  expect(isOutside({ value: 0.89, count: 10 }, bounds)).toBe(true);
  expect(isOutside({ value: 0, count: 4 }, bounds)).toBe(false);
  expect(isOutside(shareOf(0, 0), { ...bounds, leastCount: 0 })).toBe(false);
  expect(isOutside({ value: 337, count: 5 }, { low: null, high: 336, leastCount: 5 })).toBe(true);
  expect(boundsProblem("share", { low: null, high: 1.1 })).toEqual({ field: "high", reason: "commitment_share" });
  expect(boundsProblem("hours", { low: 5, high: 4 })).toEqual({ field: "high", reason: "commitment_bounds" });
});

test("months are those of Brussels; what was missed is caught up, a year back at most, each month once", () => {
  expect(monthAt(new Date("2025-08-31T22:30:00Z"))).toBe("2025-09-01");
  const now = new Date("2025-09-15T00:00:00Z");
  expect(monthsToMeasure("2025-06-01", now)).toEqual(["2025-07-01", "2025-08-01", "2025-09-01"]);
  expect(monthsToMeasure("2025-08-01", now)).toEqual(["2025-09-01"]);
  expect(monthsToMeasure(null, now)).toHaveLength(13);
  expect(monthsToMeasure("2001-01-01", now)[0]).toBe("2024-09-01");
});

test("AE16: five years end with the day of the same date, as the milestone says, and evidence stays for the margin; a start on 29 February ends on the 28th", () => {
  const of = (startsOn: string | null) => termOf({ startsOn, years: 5, marginMonths: 24 });
  expect(of("2025-06-18")).toEqual({ endsOn: "2030-06-18", keptUntil: "2032-06-18" });
  expect(of("2024-02-29")).toEqual({ endsOn: "2029-02-28", keptUntil: "2031-02-28" });
  expect(of(null)).toBeNull();
  expect(dayOfMilestone({ afterMonths: 12, onDay: null }, null)).toBeNull();
  expect(dayOfMilestone({ afterMonths: null, onDay: "2025-11-30" }, null)).toBe("2025-11-30");
  expect(holderOf([null, "gone", "lead"], new Set(["lead"]))).toBe("lead");
  expect(holderOf([null, null], new Set())).toBeNull();
});

test("of a line with three mistakes all three are told at once", () => {
  const csv = "ref,group,title,moderation,indicators\nP1,Piers,Inspected,yes,\nP1,Piers,Answered,perhaps,nonsense";
  const told = linesOf(csv) ?? [];
  expect(told.map(([line]) => line)).toEqual([3, 3, 3]);
  expect(told.map(([, , reason]) => reason).sort()).toEqual([
    "commitment_indicator_key",
    "commitment_twice",
    "not_one_of",
  ]);
});
