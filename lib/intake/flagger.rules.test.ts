import { expect, test } from "vitest";
import { isLetterDue, type ListedFlagger, sourceWith, standingOf } from "./flagger.rules";
import { readFlaggerList } from "./flagger-list.rules";
import { dueAtOf, type RankFacts, rankOf } from "./rank.rules";

const now = new Date("2026-03-01T10:00:00Z");
const watch: ListedFlagger = {
  id: "1",
  name: "Consumer Watch",
  areas: ["UNSAFE_AND_PROHIBITED_PRODUCTS", "PROTECTION_OF_MINORS"],
  status: "active",
  validFrom: null,
};
const goods = { category: "unsafe_product", childAbuseClaim: false } as const;

test("a trusted flagger is inside its area, outside it, or gives none, as its notice says (T1)", () => {
  expect(standingOf(watch, goods, now)).toBe("inside");
  expect(standingOf(watch, { ...goods, category: "hate" }, now)).toBe("outside");
  expect(standingOf(watch, { ...goods, category: "other" }, now)).toBe("outside");
  expect(standingOf(watch, { ...goods, category: null }, now)).toBe("no_area");
  expect(standingOf(watch, { category: null, childAbuseClaim: true }, now)).toBe("inside");
});

test("a status that is suspended, withdrawn or still to begin gives no standing inside any area (T1)", () => {
  expect(standingOf({ ...watch, status: "suspended" }, goods, now)).toBe("suspended");
  expect(standingOf({ ...watch, status: "withdrawn" }, goods, now)).toBe("withdrawn");
  expect(standingOf({ ...watch, validFrom: new Date("2026-03-02T00:00:00Z") }, goods, now)).toBe("not_yet");
  expect(standingOf({ ...watch, validFrom: now }, goods, now)).toBe("inside");
});

test("without its status the entity is an ordinary sender in every statistic; an authority stays one", () => {
  expect(sourceWith("inside", "guest", false)).toBe("trusted_flagger");
  expect(sourceWith("outside", "registered", true)).toBe("trusted_flagger");
  expect(sourceWith("suspended", "trusted_flagger", true)).toBe("registered");
  expect(sourceWith("withdrawn", "trusted_flagger", false)).toBe("guest");
  expect(sourceWith("inside", "authority", true)).toBe("authority");
});

test("the flagger that arrives last is served first inside its area, and in the ordinary order anywhere else (T1)", () => {
  const targets = { noticeTargetHours: 48, urgentTargetHours: 4 };
  const plain: RankFacts = {
    severity: null,
    source: "registered",
    legalClaim: true,
    childAbuseClaim: false,
    categories: [],
    noticeCount: 1,
    reach: null,
    record: null,
  };
  const place = (facts: Partial<RankFacts>) => {
    const whole = { ...plain, ...facts };
    return rankOf(whole, dueAtOf(whole, targets, { now, dueBefore: null }));
  };
  const by = (standing: "inside" | "outside" | "suspended" | "unlisted") =>
    place({ source: "trusted_flagger", flaggers: [{ name: "Consumer Watch", standing }] });
  expect(by("inside").rank).toBeLessThan(place({ noticeCount: 5_000, severity: "high" }).rank);
  for (const standing of ["outside", "suspended", "unlisted"] as const) {
    expect(by(standing)).toMatchObject({ rank: place({}).rank, isUrgent: false });
    expect(by(standing).why).toContainEqual({
      code: "flagger",
      points: 0,
      values: { name: "Consumer Watch", standing },
    });
  }
});

test("a letter is due from so many answered notices and such a share that was not followed on (T3)", () => {
  const threshold = { notices: 20, percent: 50 };
  expect(isLetterDue({ of: 20, rejected: 10 }, threshold)).toBe(true);
  expect(isLetterDue({ of: 20, rejected: 9 }, threshold)).toBe(false);
  expect(isLetterDue({ of: 19, rejected: 19 }, threshold)).toBe(false);
});

test("the public list is read as CSV with any order of columns, quotes, and the names that lists give to areas", () => {
  const text = [
    "Country;Name;Areas of expertise;Status;Date of award",
    'AT;"Watch; Vienna";"Scams and/or fraud|STATEMENT_CATEGORY_SELF_HARM";;2025-02-01',
    'EL;"Second ""line""\nof a name";Illegal speech;suspended;',
  ].join("\r\n");
  expect(readFlaggerList(`\ufeff${text}\r\n`)).toMatchObject({
    isReadable: true,
    bad: [],
    lines: [
      {
        name: "Watch; Vienna",
        coordinatorCountry: "AT",
        areas: ["SCAMS_AND_FRAUD", "SELF_HARM"],
        status: "active",
        // A day of the list begins in Brussels.
        validFrom: new Date("2025-01-31T23:00:00Z"),
      },
      { name: 'Second "line"\nof a name', coordinatorCountry: "GR", status: "suspended", validFrom: null },
    ],
  });
});

test("the same list as JSON says the same", () => {
  const entries = [{ id: 7, name: "Watch", memberState: "at", areasOfExpertise: ["Violence", "self_harm"] }];
  expect(readFlaggerList(JSON.stringify(entries))).toMatchObject({
    bad: [],
    lines: [{ listKey: "7", name: "Watch", coordinatorCountry: "AT", areas: ["VIOLENCE", "SELF_HARM"] }],
  });
});

test("a line that is not understood is told with its number, and what is no table is none", () => {
  const text = [
    "name,country,areas,status,valid_from",
    "A,Austria,Violence,,",
    "B,AT,Everything,,",
    "C,AT,,,",
    ",AT,Violence,,",
    "D,AT,Violence,great,",
    "E,AT,Violence,,1 May",
    "F,AT,Violence,,",
    "F,AT,Violence,,",
  ].join("\n");
  expect(readFlaggerList(text).bad.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
    "2 not_country",
    "3 area_unknown",
    "4 no_area",
    "5 no_name",
    "6 status_unknown",
    "7 not_date",
    "9 twice",
  ]);
  for (const nothing of ["", "hello", "name\nA", "[1", "{}", "[]"])
    expect(readFlaggerList(nothing).isReadable, nothing).toBe(false);
});
