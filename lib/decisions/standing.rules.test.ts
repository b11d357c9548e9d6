import fc from "fast-check";
import { expect, test } from "vitest";
import { effectsToUndo } from "./remedy.rules";
import { dueMoves, maySanctionMove, sanctionMoves } from "./sanction.rules";
import { type Sanction, type SanctionState, type Strike, standing } from "./standing.rules";

const now = new Date("2016-08-01T00:00:00Z");
const rows4to12 = "rows-4-12";

function aStrike(over: Partial<Strike> & { decisionId: string }): Strike {
  return {
    id: `strike-${over.decisionId}`,
    role: "merchant",
    versionRef: "v2",
    clauseRef: "Table.5",
    counters: [rows4to12],
    points: 0,
    state: "confirmed",
    confirmedAt: new Date("2016-07-10T00:00:00Z"),
    expiresAt: null,
    ...over,
  };
}

function aSanction(over: Partial<Sanction> & { decisionId: string }): Sanction {
  return {
    id: `sanction-${over.decisionId}`,
    actionId: "tb.suspend-weitao-30d",
    target: "feature",
    effect: "feature:weitao",
    term: "until",
    state: "in_force",
    startsAt: new Date("2016-07-10T00:00:00Z"),
    endsAt: new Date("2016-08-09T15:59:59Z"),
    barsReEntry: false,
    ...over,
  };
}

const countOf = (strikes: Strike[], role = "merchant") =>
  standing(strikes, [], now).counters.find((total) => total.role === role && total.counter === rows4to12)?.count ?? 0;

test("two earlier violations and this one make the third (edge case 1)", () => {
  expect(countOf(["first", "second", "this"].map((decisionId) => aStrike({ decisionId })))).toBe(3);
});

test("when one of two earlier violations was overturned, this one is the second (edge case 1)", () => {
  const strikes = [aStrike({ decisionId: "first", state: "voided" }), aStrike({ decisionId: "second" })];
  expect(countOf([...strikes, aStrike({ decisionId: "this" })])).toBe(2);
});

test("a violation that nobody has confirmed does not count", () => {
  expect(countOf([aStrike({ decisionId: "first", state: "pending", confirmedAt: null })])).toBe(0);
});

test("a violation confirmed later than the moment asked about does not count", () => {
  expect(countOf([aStrike({ decisionId: "first", confirmedAt: new Date("2016-08-02T00:00:00Z") })])).toBe(0);
});

test("a row that no counter names is a strike but moves no counter (edge case 2)", () => {
  const result = standing([aStrike({ decisionId: "row-1", clauseRef: "Table.1", counters: [] })], [], now);
  expect(result).toMatchObject({ confirmedStrikes: 1, counters: [] });
});

test("a merchant's and a buyer's violations are counted apart (edge case 4)", () => {
  const strikes = [
    aStrike({ decisionId: "shop", role: "merchant" }),
    aStrike({ decisionId: "comment", role: "buyer" }),
    aStrike({ decisionId: "comment-2", role: "buyer" }),
  ];
  expect([countOf(strikes, "merchant"), countOf(strikes, "buyer")]).toEqual([1, 2]);
});

test("violations under another version's table are not mixed in (edge case 5)", () => {
  const strikes = [aStrike({ decisionId: "old", versionRef: "v1" }), aStrike({ decisionId: "new" })];
  expect(standing(strikes, [], now).counters.map((total) => [total.versionRef, total.count])).toEqual([
    ["v1", 1],
    ["v2", 1],
  ]);
});

test("points that have expired are gone, those without an expiry stay", () => {
  const strikes = [
    aStrike({ decisionId: "old", points: 3, expiresAt: now }),
    aStrike({ decisionId: "kept", points: 2 }),
  ];
  expect(standing(strikes, [], now).points).toBe(2);
});

test("overlapping suspensions of one function are not added: it ends with the later one (TB-A12)", () => {
  const sanctions = [
    aSanction({ decisionId: "a" }),
    aSanction({ decisionId: "b", endsAt: new Date("2016-08-20T15:59:59Z") }),
  ];
  expect(standing([], sanctions, now).running).toEqual([
    {
      effect: "feature:weitao",
      term: "until",
      endsAt: new Date("2016-08-20T15:59:59Z"),
      sanctionIds: ["sanction-a", "sanction-b"],
    },
  ]);
});

test("an open-ended closing outlasts a dated one, and a permanent one outlasts both", () => {
  const dated = aSanction({ decisionId: "a" });
  const open = aSanction({ decisionId: "b", term: "open_ended", endsAt: null });
  const forGood = aSanction({ decisionId: "c", term: "permanent", endsAt: null });
  const termOf = (sanctions: Sanction[]) => standing([], sanctions, now).running[0]?.term;
  expect([termOf([dated, open]), termOf([forGood, open, dated])]).toEqual(["open_ended", "permanent"]);
});

test("a suspension is over at its end even if the worker has not looked yet", () => {
  const over = aSanction({ decisionId: "a", endsAt: now });
  expect(standing([], [over], now).running).toEqual([]);
});

/** What a reversal leaves behind: the strike is voided, the sanctions lifted, and nothing else is touched. */
const fell = (decisionId: string, strikes: readonly Strike[], sanctions: readonly Sanction[]) =>
  standing(
    strikes.map((strike) => (strike.decisionId === decisionId ? { ...strike, state: "voided" as const } : strike)),
    sanctions.map((each) => (each.decisionId === decisionId ? { ...each, state: "lifted" as const } : each)),
    now,
  );

test("taking away one of two suspensions keeps the one the other decision still earns", () => {
  const sanctions = [
    aSanction({ decisionId: "wrong", term: "permanent", endsAt: null, barsReEntry: true }),
    aSanction({ decisionId: "right" }),
  ];
  const strikes = [aStrike({ decisionId: "wrong" }), aStrike({ decisionId: "right" })];
  const without = fell("wrong", strikes, sanctions);
  expect(without).toMatchObject({ confirmedStrikes: 1, reEntryBarred: false });
  expect(without.running).toEqual([
    { effect: "feature:weitao", term: "until", endsAt: sanctions[1]?.endsAt, sanctionIds: ["sanction-right"] },
  ]);
});

const strikeArb = fc.record({
  id: fc.uuid(),
  decisionId: fc.constantFrom("a", "b", "c", "d"),
  role: fc.constantFrom("merchant", "buyer"),
  versionRef: fc.constantFrom("v1", "v2"),
  clauseRef: fc.constant("Table.5"),
  counters: fc.constantFrom([], [rows4to12], [rows4to12, "all"]),
  points: fc.nat(12),
  state: fc.constantFrom<Strike["state"]>("pending", "confirmed", "voided"),
  confirmedAt: fc.option(fc.date({ noInvalidDate: true }), { nil: null }),
  expiresAt: fc.option(fc.date({ noInvalidDate: true }), { nil: null }),
});

test("the order in which strikes are read changes nothing", () => {
  fc.assert(
    fc.property(fc.array(strikeArb), fc.infiniteStream(fc.nat()), (strikes, keys) => {
      const shuffled = strikes
        .map((strike) => ({ strike, key: keys.next().value ?? 0 }))
        .sort((x, y) => x.key - y.key)
        .map(({ strike }) => strike);
      expect(standing(shuffled, [], now)).toEqual(standing(strikes, [], now));
    }),
  );
});

test("after a reversal the standing is that of an account where the decision was never made (DESIGN 3.8)", () => {
  fc.assert(
    fc.property(fc.array(strikeArb), (strikes) => {
      const never = strikes.filter((strike) => strike.decisionId !== "a");
      expect(fell("a", strikes, [])).toEqual(standing(never, [], now));
    }),
  );
});

test("a reversal lists every effect to undo, and the later decision that counted the strike (edge case 34)", () => {
  const remedies = effectsToUndo({
    id: "first",
    sanctions: [
      aSanction({
        id: "deletion",
        decisionId: "first",
        target: "content",
        effect: "content:1",
        term: "once",
        endsAt: null,
      }),
      aSanction({ id: "stop", decisionId: "first" }),
    ],
    strikes: [aStrike({ decisionId: "first", points: 2 })],
    laterDecisions: [
      { id: "relied", reliedOnStrikeIds: ["strike-first", "strike-other"], superseded: false },
      { id: "did-not", reliedOnStrikeIds: ["strike-other"], superseded: false },
      { id: "already-replaced", reliedOnStrikeIds: ["strike-first"], superseded: true },
    ],
  });
  expect(remedies).toEqual([
    { kind: "restore_content", subjectId: "deletion" },
    { kind: "lift_sanction", subjectId: "stop" },
    { kind: "void_strike", subjectId: "strike-first" },
    { kind: "remove_points", subjectId: "strike-first", points: 2 },
    { kind: "review_decision", subjectId: "relied" },
    { kind: "tell_platform", subjectId: "first" },
  ]);
});

test("a suspension that already ran out is not lifted again, but its strike is still voided", () => {
  const remedies = effectsToUndo({
    id: "first",
    sanctions: [aSanction({ decisionId: "first", state: "ended" })],
    strikes: [aStrike({ decisionId: "first" })],
    laterDecisions: [],
  });
  expect(remedies.map((remedy) => remedy.kind)).toEqual(["void_strike", "tell_platform"]);
});

test("a partly successful appeal lifts only what it names and keeps the strike with the decisions that rely on it", () => {
  const remedies = effectsToUndo(
    {
      id: "first",
      sanctions: [
        aSanction({ id: "deletion", decisionId: "first", target: "content", term: "once", endsAt: null }),
        aSanction({ id: "stop", decisionId: "first" }),
      ],
      strikes: [aStrike({ decisionId: "first" })],
      laterDecisions: [{ id: "relied", reliedOnStrikeIds: ["strike-first"], superseded: false }],
    },
    { sanctionIds: ["stop"], strike: false },
  );
  expect(remedies).toEqual([
    { kind: "lift_sanction", subjectId: "stop" },
    { kind: "tell_platform", subjectId: "first" },
  ]);
});

test("a decision with no effect leaves nothing to undo and nothing to tell", () => {
  expect(effectsToUndo({ id: "none", sanctions: [], strikes: [], laterDecisions: [] })).toEqual([]);
});

test("a deletion still inside the undo window is cancelled, not restored", () => {
  const held = aSanction({ decisionId: "first", target: "content", state: "held" });
  const kinds = effectsToUndo({ id: "first", sanctions: [held], strikes: [], laterDecisions: [] }).map((r) => r.kind);
  expect(kinds).toEqual(["lift_sanction", "tell_platform"]);
});

test("a sanction is held, then in force, then ends or is lifted; nothing leaves an end", () => {
  const states: SanctionState[] = ["held", "in_force", "ended", "lifted"];
  const allowed = states.flatMap((from) =>
    states.filter((to) => maySanctionMove(from, to)).map((to) => `${from}>${to}`),
  );
  expect(allowed).toEqual(["held>in_force", "held>lifted", "in_force>ended", "in_force>lifted"]);
  expect(Object.keys(sanctionMoves)).toEqual(states);
});

test("a held sanction starts when the undo window is over, and not a millisecond before", () => {
  const held = aSanction({ decisionId: "a", state: "held", startsAt: now, endsAt: new Date("2016-09-01T00:00:00Z") });
  expect(dueMoves([held], new Date(now.getTime() - 1))).toEqual([]);
  expect(dueMoves([held], now)).toEqual([{ sanctionId: "sanction-a", to: "in_force", at: now }]);
});

test("a suspension ends by itself on time; an open-ended and a permanent one never do", () => {
  const sanctions = [
    aSanction({ decisionId: "dated" }),
    aSanction({ decisionId: "open", term: "open_ended", endsAt: null }),
    aSanction({ decisionId: "for-good", term: "permanent", endsAt: null }),
  ];
  const ends = new Date("2016-08-09T15:59:59Z");
  expect(dueMoves(sanctions, new Date("2030-01-01T00:00:00Z"))).toEqual([
    { sanctionId: "sanction-dated", to: "ended", at: ends },
  ]);
});

test("a sanction whose whole term passed while the app was down both starts and ends, in order", () => {
  const held = aSanction({ decisionId: "a", state: "held" });
  expect(dueMoves([held], new Date("2016-12-01T00:00:00Z")).map((move) => move.to)).toEqual(["in_force", "ended"]);
});

test("what has ended or was lifted moves no more", () => {
  const over = [aSanction({ decisionId: "a", state: "ended" }), aSanction({ decisionId: "b", state: "lifted" })];
  expect(dueMoves(over, new Date("2030-01-01T00:00:00Z"))).toEqual([]);
});
