import fc from "fast-check";
import { expect, test } from "vitest";
import { type DecisionEffects, effectsToUndo } from "./remedy.rules";
import { type Sanction, type Strike, standing } from "./standing.rules";

const hour = 3_600_000;
const start = Date.parse("2025-03-28T00:00:00Z");
const at = (hours: number) => new Date(start + hours * hour);

/** One decision of a random history: when, under which of three clauses and two versions, with what it did. */
const aDecision = fc.record({
  hour: fc.integer({ min: 0, max: 2000 }),
  clause: fc.constantFrom("a", "b", "c"),
  version: fc.constantFrom("v1", "v2"),
  role: fc.constantFrom("buyer", "merchant"),
  points: fc.integer({ min: 0, max: 12 }),
  termHours: fc.option(fc.integer({ min: 1, max: 1000 })),
  targets: fc.uniqueArray(fc.constantFrom("content", "feature", "account"), { minLength: 0, maxLength: 3 }),
  bars: fc.boolean(),
  /** Falls on appeal so many hours later; null: stands. */
  falls: fc.option(fc.integer({ min: 1, max: 1500 }), { freq: 2 }),
});
type Made = { id: string; strike: Strike; sanctions: Sanction[]; fallsAt: number | null };

type Drawn = typeof aDecision extends fc.Arbitrary<infer Value> ? Value : never;
function make(drawn: Drawn, index: number): Made {
  const id = `decision-${index}`;
  const decided = at(drawn.hour);
  const strike: Strike = {
    id: `strike-${index}`,
    decisionId: id,
    role: drawn.role,
    versionRef: drawn.version,
    clauseRef: drawn.clause,
    counters: [`counter-${drawn.clause}`],
    points: drawn.points,
    state: "confirmed",
    confirmedAt: decided,
    expiresAt: null,
  };
  const sanctions = drawn.targets.map(
    (target): Sanction => ({
      id: `${id}-${target}`,
      decisionId: id,
      actionId: target,
      target,
      effect: target === "content" ? `content:${id}` : target,
      term: drawn.termHours === null ? "open_ended" : "until",
      state: "in_force",
      startsAt: decided,
      endsAt: drawn.termHours === null ? null : at(drawn.hour + drawn.termHours),
      barsReEntry: target === "account" && drawn.bars,
    }),
  );
  return { id, strike, sanctions, fallsAt: drawn.falls === null ? null : drawn.hour + drawn.falls };
}

/** Carries out the remedies of one fall on what is stored: the same steps as the ledger's, and no others. */
function carryOut(stored: { strikes: Strike[]; sanctions: Sanction[] }, effects: DecisionEffects): void {
  for (const { kind, subjectId } of effectsToUndo(effects)) {
    if (kind === "void_strike")
      stored.strikes = stored.strikes.map((row) => (row.id === subjectId ? { ...row, state: "voided" } : row));
    if (kind === "lift_sanction" || kind === "restore_content")
      stored.sanctions = stored.sanctions.map((row) => (row.id === subjectId ? { ...row, state: "lifted" } : row));
  }
}

/** Terms that are over end by themselves before each fall, as the worker ends them. */
function endDue(sanctions: readonly Sanction[], now: Date): Sanction[] {
  return sanctions.map((row) =>
    row.state === "in_force" && row.endsAt !== null && row.endsAt <= now ? { ...row, state: "ended" } : row,
  );
}

function play(history: readonly Made[], until: number) {
  const stored = {
    strikes: history.map(({ strike }) => strike),
    sanctions: history.flatMap(({ sanctions }) => sanctions),
  };
  const falls = history.filter(({ fallsAt }) => fallsAt !== null && fallsAt <= until);
  falls.sort((one, other) => (one.fallsAt ?? 0) - (other.fallsAt ?? 0));
  for (const { id, fallsAt } of falls) {
    stored.sanctions = endDue(stored.sanctions, at(fallsAt ?? 0));
    const strikes = stored.strikes.filter(({ decisionId }) => decisionId === id);
    const sanctions = stored.sanctions.filter(({ decisionId }) => decisionId === id);
    carryOut(stored, { id, strikes, sanctions, laterDecisions: [] });
  }
  return stored;
}

const aHistory = fc.array(aDecision, { minLength: 0, maxLength: 14 }).map((drawn) => drawn.map(make));
const runs = { numRuns: 600, seed: 34 };

test("after any history of decisions and reversals the standing is that of a history in which what fell never was", () => {
  fc.assert(
    fc.property(aHistory, fc.integer({ min: 0, max: 4000 }), (history, hours) => {
      const stored = play(history, hours);
      const left = history.filter(({ fallsAt }) => fallsAt === null || fallsAt > hours);
      const scratch = standing(
        left.map(({ strike }) => strike),
        left.flatMap(({ sanctions }) => sanctions),
        at(hours),
      );
      expect(standing(stored.strikes, stored.sanctions, at(hours))).toEqual(scratch);
    }),
    runs,
  );
});

test("the order in which reversals are carried out makes no difference, and doing one twice does nothing more", () => {
  fc.assert(
    fc.property(aHistory, fc.integer({ min: 2000, max: 4000 }), (history, hours) => {
      const falling = history.filter(({ fallsAt }) => fallsAt !== null);
      const undo = (order: readonly Made[]) => {
        const stored = {
          strikes: history.map(({ strike }) => strike),
          sanctions: history.flatMap(({ sanctions }) => sanctions),
        };
        for (const { id } of order) {
          const strikes = stored.strikes.filter(({ decisionId }) => decisionId === id);
          const sanctions = stored.sanctions.filter(({ decisionId }) => decisionId === id);
          carryOut(stored, { id, strikes, sanctions, laterDecisions: [] });
        }
        return standing(stored.strikes, stored.sanctions, at(hours));
      };
      expect(undo([...falling].reverse())).toEqual(undo(falling));
      expect(undo([...falling, ...falling])).toEqual(undo(falling));
    }),
    runs,
  );
});

test("every effect that still runs has exactly one line of remedy, and every later decision that counted the strike one", () => {
  fc.assert(
    fc.property(aHistory, fc.integer({ min: 0, max: 4000 }), (history, hours) => {
      for (const { id, strike, sanctions } of history) {
        const now = endDue(sanctions, at(hours));
        const later = history.filter(({ id: other }) => other > id).map(({ id: other }) => other);
        const laterDecisions = later.map((other) => ({ id: other, reliedOnStrikeIds: [strike.id], superseded: false }));
        const lines = effectsToUndo({ id, strikes: [strike], sanctions: now, laterDecisions });
        const keys = lines.map(({ kind, subjectId }) => `${kind} ${subjectId}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const row of now)
          expect(lines.filter(({ kind, subjectId }) => kind !== "lift_bar" && subjectId === row.id)).toHaveLength(
            row.state === "in_force" ? 1 : 0,
          );
        const bars = now.filter((row) => row.state === "in_force" && row.barsReEntry).map((row) => row.id);
        expect(lines.filter(({ kind }) => kind === "lift_bar").map(({ subjectId }) => subjectId)).toEqual(bars);
        expect(lines.filter(({ kind }) => kind === "review_decision").map(({ subjectId }) => subjectId)).toEqual(later);
      }
    }),
    { ...runs, numRuns: 200 },
  );
});
