import { expect, test } from "vitest";
import { readBuiltInPack } from "../built-in.store";
import type { VersionFile } from "../import/version.contract";
import { versionOf } from "../import/version-file.rules";
import { type PastDecision, type PastStrike, trialOf, tryOn } from "./verdict.rules";

function fileOf(id: string): VersionFile {
  const file = versionOf(readBuiltInPack("taobao-weitao"), id);
  if (!file) throw new Error(`There is no version ${id}.`);
  return file;
}

const inForce = fileOf("v2");
const at = new Date("2016-09-07T04:00:00Z");
const before = (days: number) => new Date(at.getTime() - days * 86_400_000);

/** A draft: the version in force with somebody's changes, under a name of its own. */
function aDraft(change: (file: VersionFile) => void = () => undefined): VersionFile {
  const file = structuredClone(inForce);
  file.version.id = "draft";
  for (const clause of file.clauses) clause.versions = ["draft"];
  for (const row of file.sanctions.table?.rows ?? []) row.versions = ["draft"];
  for (const counter of file.sanctions.counters) counter.versions = ["draft"];
  for (const action of file.sanctions.actions) action.versions &&= ["draft"];
  for (const set of file.sanctions.sets) set.covers.versions = set.covers.versions.map(() => "draft");
  change(file);
  return file;
}

const trial = (file: VersionFile, since = "2016-07-01") =>
  trialOf(file, since, (ref) => (ref === "v2" ? inForce : null));

const first = ["tb.delete-content", "tb.suspend-comments-7d"];
const third = ["tb.delete-content", "tb.close-comments-permanently"];

function aDecision(about: Partial<PastDecision> = {}): PastDecision {
  return {
    ...{ id: "now", accountId: "a", clauseRef: "Table.4", alsoBreaks: [], versionRef: "v2", role: "buyer" },
    ...{ contentDay: "2016-09-01", decidedAt: at, jurisdiction: null, findings: {}, exception: null },
    recommended: first,
    ...about,
  };
}

function aStrike(about: Partial<PastStrike> = {}): PastStrike {
  const known = { decisionId: "earlier", clauseRef: "Table.5", versionRef: "v2", role: "buyer" };
  return { ...known, contentDay: "2016-08-01", confirmedAt: before(20), overturnedAt: null, ...about };
}

const strikes = [aStrike({ decisionId: "one" }), aStrike({ decisionId: "two" })];

test("under the rules in force, written as a draft, everybody gets the same", () => {
  expect(tryOn(trial(aDraft()), aDecision(), [])).toMatchObject({ verdict: "same", would: first, count: 1 });
  const again = aDecision({ recommended: third });
  expect(tryOn(trial(aDraft()), again, strikes)).toMatchObject({ verdict: "same", would: third, count: 3 });
});

test("a cell that is changed gives more or less, to those alone whose role and row it is", () => {
  const harsher = trial(
    aDraft((file) => {
      for (const row of file.sanctions.table?.rows ?? [])
        if (row.item === 4 && row.cells.buyer) row.cells.buyer.base = third;
    }),
  );
  expect(tryOn(harsher, aDecision(), []).verdict).toBe("more");
  expect(
    tryOn(harsher, aDecision({ role: "merchant", recommended: ["tb.delete-content", "tb.suspend-weitao-30d"] }), [])
      .verdict,
  ).toBe("same");
  const milder = trial(
    aDraft((file) => {
      for (const row of file.sanctions.table?.rows ?? [])
        if (row.item === 4 && row.cells.buyer) row.cells.buyer.base = ["tb.delete-content"];
    }),
  );
  expect(tryOn(milder, aDecision(), [])).toMatchObject({ verdict: "less", was: first, would: ["tb.delete-content"] });
});

test("a lower threshold counts the strikes that were known on the day of the decision, and no others", () => {
  const sooner = trial(aDraft((file) => void Object.assign(file.sanctions.counters[0] ?? {}, { threshold: 2 })));
  expect(tryOn(sooner, aDecision(), [aStrike()])).toMatchObject({ verdict: "more", would: third, count: 2 });
  const later = aStrike({ confirmedAt: new Date(at.getTime() + 1000) });
  expect(tryOn(sooner, aDecision(), [later])).toMatchObject({ verdict: "same", count: 1 });
  const overturnedBefore = aStrike({ overturnedAt: before(1) });
  expect(tryOn(sooner, aDecision(), [overturnedBefore])).toMatchObject({ verdict: "same", count: 1 });
  const overturnedAfter = aStrike({ overturnedAt: new Date(at.getTime() + 86_400_000) });
  expect(tryOn(sooner, aDecision(), [overturnedAfter])).toMatchObject({ verdict: "more", count: 2 });
  const own = aStrike({ decisionId: "now", confirmedAt: at });
  expect(tryOn(sooner, aDecision(), [own])).toMatchObject({ verdict: "same", count: 1 });
});

test("a draft begins to count anew: violations under the rules before are not counted, and it is said where that changes something", () => {
  const anew = trial(aDraft(), "2016-08-15");
  const third = aDecision({ recommended: ["tb.delete-content", "tb.close-comments-permanently"] });
  expect(tryOn(anew, third, strikes)).toMatchObject({ verdict: "less", would: first, count: 1, why: "counted_anew" });
  const since = strikes.map((strike) => ({ ...strike, contentDay: "2016-08-20" }));
  expect(tryOn(anew, third, since)).toMatchObject({ verdict: "same", count: 3, why: null });
  const older = aDecision({ contentDay: "2016-08-14" });
  expect(tryOn(anew, older, [])).toMatchObject({ verdict: "same", would: first, why: "earlier_version" });
  // The version in force, run over its own decisions, did not begin on that day.
  expect(tryOn(trial(inForce, "2016-08-15"), third, strikes)).toMatchObject({ verdict: "same", count: 3 });
});

test("a clause that only has another reference is still the clause; one that is gone leads to nothing", () => {
  const renumbered = trial(
    aDraft((file) => {
      for (const clause of file.clauses) if (clause.ref === "Table.4") clause.ref = "Spam.1";
    }),
  );
  expect(tryOn(renumbered, aDecision(), [])).toMatchObject({ verdict: "same", clause: "Spam.1" });
  const gone = trial(
    aDraft((file) => {
      const text = {
        summary: "Quadcopters above fenced lawns.",
        title: "Drones",
        titleZh: null,
        elements: [],
        conditions: [],
      };
      for (const clause of file.clauses) if (clause.ref === "Table.4") Object.assign(clause, { ref: "New.1", ...text });
    }),
  );
  expect(tryOn(gone, aDecision(), [])).toMatchObject({ verdict: "nothing", why: "clause_retired", would: [] });
});

test("what nobody can know is told as that, and not as a sanction", () => {
  const same = trial(aDraft());
  expect(tryOn(same, aDecision({ recommended: null }), [])).toMatchObject({ verdict: "untold", why: "not_recorded" });
  expect(tryOn(same, aDecision({ role: null }), [])).toMatchObject({ verdict: "untold", why: "no_role" });
  const asksWho = trial(
    aDraft((file) => {
      for (const clause of file.clauses)
        if (clause.ref === "Table.4") clause.needs.reporter = { relations: ["rights-holder"] };
    }),
  );
  expect(tryOn(asksWho, aDecision(), [])).toMatchObject({ verdict: "untold", why: "reporter_unknown" });
  const advice = trial(
    aDraft((file) => {
      for (const clause of file.clauses) if (clause.ref === "Table.4") clause.enforceable = false;
    }),
  );
  expect(tryOn(advice, aDecision(), [])).toMatchObject({ verdict: "nothing", why: "no_violation" });
});
