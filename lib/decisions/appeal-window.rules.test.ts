import { expect, test } from "vitest";
import { appealLastDay, appealWindowEnds, windowState } from "./appeal-window.rules";

const lastMoment = (informedAt: string, zone: string) => appealWindowEnds(new Date(informedAt), zone);

test("six months less a second after being told is in time, in every zone", () => {
  for (const zone of ["Europe/Berlin", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"]) {
    const ends = lastMoment("2025-03-12T10:00:00Z", zone);
    expect(new Date("2025-09-12T09:59:59Z").getTime()).toBeLessThanOrEqual(ends.getTime());
    const addressee = { informedAt: new Date("2025-03-12T10:00:00Z"), zone };
    expect(windowState(addressee, new Date("2025-09-12T09:59:59Z")).state).toBe("open");
  }
});

test("the window ends with the day, not with the hour at which the person was told", () => {
  const addressee = { informedAt: new Date("2025-03-12T06:00:00Z"), zone: "Europe/Berlin" };
  expect(windowState(addressee, new Date("2025-09-12T21:59:59Z"))).toMatchObject({ state: "open", daysLeft: 0 });
  expect(windowState(addressee, new Date("2025-09-12T22:00:00Z"))).toMatchObject({ state: "closed", daysLeft: 0 });
});

test("told on 31 August, the last day is the last day of February", () => {
  expect(appealLastDay(new Date("2027-08-31T12:00:00Z"), "UTC")).toBe("2028-02-29");
  // 28 February 2026 is a Saturday, so the period runs on to Monday.
  expect(appealLastDay(new Date("2025-08-31T12:00:00Z"), "UTC")).toBe("2026-03-02");
});

test("told on 29 February, the last day is 29 August", () => {
  expect(appealLastDay(new Date("2028-02-29T12:00:00Z"), "UTC")).toBe("2028-08-29");
});

test("a window that would end on a Saturday or a Sunday ends on the Monday (Regulation 1182/71)", () => {
  expect(appealLastDay(new Date("2025-03-13T12:00:00Z"), "UTC")).toBe("2025-09-15");
  expect(appealLastDay(new Date("2025-03-14T12:00:00Z"), "UTC")).toBe("2025-09-15");
  expect(appealLastDay(new Date("2025-03-12T12:00:00Z"), "UTC")).toBe("2025-09-12");
});

test("a public holiday the caller knows moves the end to the next working day", () => {
  const holidays = new Set(["2025-12-25", "2025-12-26"]);
  expect(appealLastDay(new Date("2025-06-25T12:00:00Z"), "UTC", holidays)).toBe("2025-12-29");
});

test("six calendar months are not 180 days", () => {
  expect(appealLastDay(new Date("2025-01-08T12:00:00Z"), "UTC")).toBe("2025-07-08");
});

test("a change of the clocks neither takes an hour away nor adds one", () => {
  expect(lastMoment("2024-10-15T12:00:00Z", "Europe/Berlin").getTime()).toBeLessThan(
    new Date("2025-04-15T22:00:00Z").getTime(),
  );
  expect(
    windowState(
      { informedAt: new Date("2024-10-15T12:00:00Z"), zone: "Europe/Berlin" },
      new Date("2025-04-15T21:59:59Z"),
    ).state,
  ).toBe("open");
  expect(
    windowState(
      { informedAt: new Date("2025-04-28T12:00:00Z"), zone: "Europe/Berlin" },
      new Date("2025-10-28T22:59:59Z"),
    ).state,
  ).toBe("open");
});

test("a decision read late in the evening of one country is counted in the reader's own day", () => {
  const informedAt = new Date("2025-03-11T17:00:00Z");
  expect([appealLastDay(informedAt, "Europe/Berlin"), appealLastDay(informedAt, "Asia/Shanghai")]).toEqual([
    "2025-09-11",
    "2025-09-12",
  ]);
});

test("notifier and affected person have their own windows, from the day each was told", () => {
  const now = new Date("2025-09-11T12:00:00Z");
  const affected = windowState({ informedAt: new Date("2025-03-10T08:00:00Z"), zone: "UTC" }, now);
  const notifier = windowState({ informedAt: new Date("2025-03-12T08:00:00Z"), zone: "UTC" }, now);
  expect([affected.state, notifier.state, notifier.daysLeft]).toEqual(["closed", "open", 1]);
});

test("the six months have not begun for a person who has not been told", () => {
  expect(windowState({ informedAt: null, zone: "UTC" }, new Date("2030-01-01T00:00:00Z"))).toEqual({
    state: "not_informed",
    endsAt: null,
    endsOn: null,
    daysLeft: null,
  });
});
