import fc from "fast-check";
import { expect, test } from "vitest";
import { type ClockRow, endOfTomorrow, forecastOf, merged } from "./clock.rules";

const now = new Date("2026-03-28T13:00:00Z");
const row = (id: string, dueAt: Date): ClockRow => ({
  id,
  kind: "appeal",
  basis: "target",
  dueAt,
  startedAt: now,
  platformId: "wechat",
  reference: id,
  holder: null,
  href: "/",
});

test("the forecast is due − done × hours ÷ 24, rounded against us and never below none", () => {
  const until = endOfTomorrow(now);
  expect(forecastOf({ due: 41, done: 24, now, until })).toEqual({ due: 41, done: 24, hours: 35, likely: 35, late: 6 });
  expect(forecastOf({ due: 3, done: 1, now, until })).toMatchObject({ likely: 1, late: 2 });
  expect(forecastOf({ due: 2, done: 100, now, until }).late).toBe(0);
});

test("tomorrow ends at the end of that day where it is, also where the clocks change that day", () => {
  expect(endOfTomorrow(now).toISOString()).toBe("2026-03-29T23:59:59.999Z");
  expect(endOfTomorrow(now, "Europe/Berlin").toISOString()).toBe("2026-03-29T21:59:59.999Z");
});

test("whatever the sources hold, the pages of the board are all of it, each once, the soonest first", () => {
  const aSource = fc.array(fc.tuple(fc.uuid(), fc.integer({ min: 0, max: 30 })), { maxLength: 30 });
  fc.assert(
    fc.property(fc.array(aSource, { maxLength: 5 }), fc.integer({ min: 1, max: 7 }), (drawn, limit) => {
      const unique = new Set<string>();
      const sources = drawn.map((source) =>
        source
          .filter(([id]) => !unique.has(id) && unique.add(id))
          .map(([id, minutes]) => row(id, new Date(now.getTime() + minutes * 60_000))),
      );
      const all = merged(sources, 10_000).rows;
      const read: ClockRow[] = [];
      for (let hasMore = true; hasMore; ) {
        const last = read.at(-1);
        // What each source answers to "behind this place": its own soonest rows, one more than a page.
        const pages = sources.map((source) => {
          const behind = last ? all.slice(all.findIndex(({ id }) => id === last.id) + 1) : all;
          return behind.filter(({ id }) => source.some((own) => own.id === id)).slice(0, limit + 1);
        });
        const page = merged(pages, limit);
        read.push(...page.rows);
        hasMore = page.hasMore;
      }
      expect(read).toEqual(all);
    }),
    { numRuns: 200, seed: 5 },
  );
});
