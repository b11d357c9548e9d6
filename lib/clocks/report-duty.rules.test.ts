import { expect, test } from "vitest";
import { type PlatformTier, platformTiers, tierAt } from "@/lib/policy/tier.rules";
import { dutiesAtEnd, halfYearEnds, periodName, spanOf } from "./report-duty.rules";

const owed = (lastDay: string, tier: PlatformTier) =>
  dutiesAtEnd(lastDay, tier).map((duty) => `${duty.kind} ${periodName(duty)}`);

test("a very large platform owes a report of each half-year, others of the calendar year, the micro and small none", () => {
  expect(platformTiers.map((tier) => [tier, owed("2027-06-30", tier), owed("2027-12-31", tier)])).toEqual([
    ["hosting", [], ["report 2027"]],
    ["small_platform", [], []],
    ["online_platform", ["recipients 2027-H1"], ["report 2027", "recipients 2027-H2"]],
    ["very_large", ["report 2027-H1", "recipients 2027-H1"], ["report 2027-H2", "recipients 2027-H2"]],
  ]);
});

test("the first report under the template is of the second half of 2025, whatever the platform is", () => {
  expect(halfYearEnds("2020-01-01", "2026-07-01")).toEqual(["2025-12-31", "2026-06-30"]);
  for (const tier of ["hosting", "online_platform", "very_large"] as const)
    expect(owed("2025-12-31", tier)[0]).toBe("report 2025-H2");
});

test("what ended before a platform came to the desk, or on that day, is not owed from here; nor is what is not over", () => {
  expect(halfYearEnds("2027-06-29", "2027-07-01")).toEqual(["2027-06-30"]);
  expect(halfYearEnds("2027-06-30", "2027-12-31")).toEqual([]);
  expect(halfYearEnds("2027-06-30", "2028-01-01")).toEqual(["2027-12-31"]);
});

test("a report is due two months and the recipients six months after the last day, at the end of that day where the platform is", () => {
  const due = (kind: "report" | "recipients", lastDay: string, zone = "UTC") =>
    spanOf({ kind, firstDay: `${lastDay.slice(0, 4)}-01-01`, lastDay }, zone).dueAt.toISOString();
  expect(due("report", "2026-12-31")).toBe("2027-02-28T23:59:59.999Z");
  expect(due("report", "2027-12-31")).toBe("2028-02-29T23:59:59.999Z");
  expect(due("report", "2027-06-30", "Europe/Berlin")).toBe("2027-08-30T21:59:59.999Z");
  expect(due("recipients", "2027-06-30")).toBe("2027-12-30T23:59:59.999Z");
  const { periodFrom, periodTo } = spanOf(
    { kind: "report", firstDay: "2027-01-01", lastDay: "2027-06-30" },
    "Europe/Berlin",
  );
  expect([periodFrom, periodTo].map((at) => at.toISOString())).toEqual([
    "2026-12-31T23:00:00.000Z",
    "2027-06-30T22:00:00.000Z",
  ]);
});

test("the tier of a day is what the changes made it by then, and a change whose day has come holds before it is applied", () => {
  const turns = [
    { from: "very_large", to: "online_platform", start: new Date("2028-01-01") },
    { from: "online_platform", to: "very_large", start: new Date("2027-07-10") },
  ] as const;
  const at = (day: string) => tierAt(turns, new Date(day), "very_large");
  expect(["2027-07-09", "2027-07-10", "2027-12-31", "2028-01-01"].map(at)).toEqual([
    ...["online_platform", "very_large", "very_large", "online_platform"],
  ]);
  expect(tierAt([], new Date("2027-07-09"), "hosting")).toBe("hosting");
});
