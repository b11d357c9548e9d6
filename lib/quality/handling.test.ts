import { beforeAll, expect, test } from "vitest";
import { decideCase } from "@/lib/decisions/decide.command";
import { undoDecision } from "@/lib/decisions/undo.command";
import type { Person } from "@/lib/platform/permissions.rules";
import { withTestDatabase } from "@/test/database";
import { aCase, aColleague, aReport, givenPacks, townTime } from "@/test/town";
import { handlingTimes } from "./handling.queries";
import { gapOf } from "./handling.rules";

const { opened } = withTestDatabase();
let mei: Person;
let jonas: Person;
const hours = (count: number) => new Date(townTime.getTime() + count * 3_600_000);

beforeAll(async () => {
  await givenPacks(opened().db);
  mei = await aColleague(opened().db);
  jonas = await aColleague(opened().db, { role: "supervisor" });
});

async function answeredAfter(count: number, source: "guest" | "registered" | "trusted_flagger") {
  const made = await aCase(opened().db, { notices: 0, source });
  await aReport(opened().db, made, { source, receivedAt: townTime });
  const decided = await decideCase(mei, { caseId: made.caseId, version: 1, outcome: "no_violation" }, hours(count));
  if (!decided.ok) throw new Error(decided.reason);
  return decided.value.decisionId;
}

test("N10: the time to an answer is told for each kind of reporter, with median, ninetieth percentile and count", async () => {
  for (const count of [1, 2, 3, 4, 10]) await answeredAfter(count, "guest");
  for (const count of [2, 4]) await answeredAfter(count, "trusted_flagger");
  const undone = await answeredAfter(90, "registered");
  expect(await undoDecision(mei, { decisionId: undone }, hours(90))).toMatchObject({ ok: true });
  expect(await handlingTimes(opened().db, jonas, hours(100))).toMatchObject({
    value: {
      rows: [
        { kind: "guest", count: 5, median: 3, p90: 7.6 },
        { kind: "trusted_flagger", count: 2, median: 3, p90: 3.8 },
      ],
    },
  });
  expect(await handlingTimes(opened().db, mei, hours(100))).toMatchObject({ code: "forbidden" });
});

test("N10: a gap is named between kinds that have enough reports, and none is read out of a few", () => {
  const row = (kind: "guest" | "registered" | "authority", count: number, median: number) => ({
    ...{ kind, count, median },
    p90: median * 2,
  });
  expect(gapOf([row("guest", 40, 30), row("registered", 25, 12), row("authority", 3, 1)])).toEqual({
    ratio: 2.5,
    slowest: "guest",
    quickest: "registered",
  });
  expect(gapOf([row("guest", 40, 30), row("authority", 3, 1)])).toBeNull();
});
