import { expect, test } from "vitest";
import { readExistence, readSendAnswer, restSeconds, type WireAnswer } from "@/lib/transparency-database/answer.rules";
import { afterAsking, afterTry, heldBefore, isTooOld, laneAfter, oneCall } from "./submission.rules";

const now = new Date("2026-01-10T03:00:00Z");
const ago = (days: number, seconds = 0) => new Date(now.getTime() - days * 86_400_000 - seconds * 1000);
const answered = (status: number, body: unknown, more: Partial<WireAnswer> = {}): WireAnswer =>
  ({ kind: "answered", status, body, retryAfter: null, leadsElsewhere: false, ...more }) as WireAnswer;
const fatesOf = (answer: WireAnswer, puids: string[]) =>
  readSendAnswer(answer, puids, now).fates.map(({ kind }) => kind);

test("a call carries a hundred statements at most, and less where they are long", () => {
  const given = Array.from({ length: 201 }, (_, n) => ({ n, isAlone: false, payload: { n } }));
  const sizes: number[] = [];
  for (let left = given; left.length > 0; ) {
    const call = oneCall(left);
    sizes.push(call.length);
    left = left.slice(call.length);
  }
  expect(sizes).toEqual([100, 100, 1]);
  const long = { isAlone: false, payload: { facts: "字".repeat(400_000) } };
  expect(oneCall([long, long, long, long]).length).toBe(2);
  expect(oneCall([{ isAlone: true, payload: 1 }, ...given]).length).toBe(1);
  expect(oneCall([...given.slice(0, 3), { n: 9, isAlone: true, payload: { n: 9 } }]).length).toBe(3);
});

test("only a 201 that names the statement means that it is stored", () => {
  expect(fatesOf(answered(201, { uuid: "u", puid: "a", id: 7 }), ["a"])).toEqual(["accepted"]);
  expect(fatesOf(answered(201, { uuid: "u", puid: "b" }), ["a"])).toEqual(["taken"]);
  expect(fatesOf(answered(201, undefined), ["a"])).toEqual(["taken"]);
  const two = {
    statements: [
      { uuid: "v", puid: "b" },
      { uuid: "u", puid: "a" },
    ],
  };
  expect(readSendAnswer(answered(201, two), ["a", "b", "c"], now).fates).toMatchObject([
    { kind: "accepted", uuid: "u" },
    { kind: "accepted", uuid: "v" },
    { kind: "taken" },
  ]);
  for (const status of [200, 202, 204, 302, 400, 418])
    expect(fatesOf(answered(status, two), ["a"])).not.toContain("accepted");
});

test("a batch with wrong statements is split: the wrong ones are held with their fields, the rest goes again", () => {
  const body = {
    errors: { statement_0: { puid: ["wrong form"] }, statement_2: { category: ["no", "such"], content_date: "late" } },
  };
  expect(readSendAnswer(answered(422, body), ["a", "b", "c"], now)).toEqual({
    fates: [
      { kind: "refused", fields: [{ field: "puid", said: ["wrong form"] }] },
      { kind: "free", isAlone: false },
      {
        kind: "refused",
        fields: [
          { field: "category", said: ["no", "such"] },
          { field: "content_date", said: ["late"] },
        ],
      },
    ],
    lane: null,
  });
});

test("PUIDs that are taken in a batch are asked for, the others go again; where none is ours, each goes by itself", () => {
  const taken = (existing: string[]) =>
    answered(422, { message: "m", errors: { puid: ["x"], existing_puids: existing } });
  expect(fatesOf(taken(["b"]), ["a", "b"])).toEqual(["free", "taken"]);
  expect(readSendAnswer(taken(["z"]), ["a", "b"], now).fates).toEqual([
    { kind: "free", isAlone: true },
    { kind: "free", isAlone: true },
  ]);
  const size = answered(422, { message: "m", errors: { statements: ["too many"] } });
  expect(readSendAnswer(size, ["a", "b"], now).fates).toEqual(readSendAnswer(taken(["z"]), ["a", "b"], now).fates);
});

test("a PUID of a wrong form is no PUID that is taken, though both are told under the same key", () => {
  expect(fatesOf(answered(422, { message: "m", errors: { puid: ["The puid format is invalid."] } }), ["a"])).toEqual([
    "refused",
  ]);
  expect(fatesOf(answered(422, { message: "m", errors: { puid: ["x"] }, existing: { puid: "a" } }), ["a"])).toEqual([
    "taken",
  ]);
});

test("what nobody can read leaves it open whether it is stored, never that it was refused", () => {
  for (const body of [undefined, null, 7, "text", [], {}, { errors: [] }, { errors: { statement_900: {} } }])
    expect(fatesOf(answered(422, body), ["a"])).toEqual(["unknown"]);
  expect(fatesOf(answered(413, undefined), ["a"])).toEqual(["unknown"]);
  expect(fatesOf({ kind: "silent", why: "timeout" }, ["a", "b"])).toEqual(["unknown", "unknown"]);
});

test("a redirect or an address without the call stops the queue: nothing is followed", () => {
  for (const status of [301, 302, 307, 404, 405])
    expect(readSendAnswer(answered(status, undefined), ["a"], now).lane).toEqual({
      kind: "stop",
      why: "no_such_address",
    });
});

test("how long to rest is read from a number or a date, and is a minute where neither is there", () => {
  expect(restSeconds("7", now)).toBe(7);
  expect(restSeconds("Sat, 10 Jan 2026 03:02:00 GMT", now)).toBe(120);
  expect(restSeconds("Sat, 10 Jan 2026 02:02:00 GMT", now)).toBe(1);
  for (const text of [null, "", "soon", "-x"]) expect(restSeconds(text, now)).toBe(60);
  // What is asked for is obeyed for as long as a day.
  expect(restSeconds("7200", now)).toBe(7200);
  expect(restSeconds("999999", now)).toBe(86_400);
});

test("302 and 404 are data only with the PUID in them, and a redirect that leads somewhere says nothing", () => {
  const found = (answer: WireAnswer) => readExistence(answer, "a", now).found;
  expect(found(answered(302, { puid: "a" }))).toBe("delivered");
  expect(found(answered(404, { puid: "a" }))).toBe("free");
  expect(found(answered(302, { puid: "a" }, { leadsElsewhere: true } as Partial<WireAnswer>))).toBe("unknown");
  expect([
    found(answered(302, undefined)),
    found(answered(404, undefined)),
    found(answered(404, { puid: "b" })),
  ]).toEqual(["unknown", "unknown", "unknown"]);
  expect(found({ kind: "silent", why: "timeout" })).toBe("unknown");
});

test("nothing that was first tried 181 days ago is sent again, and one that is asked for then is for a person", () => {
  expect([isTooOld(null, now), isTooOld(ago(179), now), isTooOld(ago(181), now)]).toEqual([false, false, true]);
  const old = { attempts: 3, firstTriedAt: ago(181) };
  expect(heldBefore({ ...old, payload: {}, puid: "a", isReviewed: false }, now)).toMatchObject({
    state: "held",
    why: "too_old",
  });
  expect(afterAsking({ found: "free", lane: null }, old, now)).toMatchObject({ state: "held", why: "too_old" });
  expect(afterAsking({ found: "delivered", lane: null }, old, now)).toMatchObject({ state: "delivered" });
});

test("after a lost answer the same statement is tried again, later each time, and in the end by itself", () => {
  const lost = { kind: "unknown", why: "timeout" } as const;
  const first = afterTry(lost, { attempts: 1, firstTriedAt: now }, now);
  const third = afterTry(lost, { attempts: 3, firstTriedAt: now }, now);
  expect([first.state, first.isAlone, third.isAlone]).toEqual(["waiting", undefined, true]);
  expect(third.runAt?.getTime()).toBeGreaterThan(first.runAt?.getTime() ?? 0);
  expect(afterTry({ kind: "taken" }, { attempts: 1, firstTriedAt: now }, now)).toMatchObject({
    state: "asking",
    runAt: new Date(now.getTime() + 30_000),
  });
});

test("one that is never answered while others are taken waits for a person after a day, not for ever", () => {
  for (const why of ["server_error", "timeout", "too_large"] as const) {
    const lost = { kind: "unknown", why } as const;
    const often = { attempts: 12, firstTriedAt: ago(1) };
    expect(afterTry(lost, often, now)).toMatchObject({ state: "held", why: "unanswered" });
    expect(afterTry(lost, { ...often, attempts: 11 }, now)).toMatchObject({ state: "waiting" });
    expect(afterTry(lost, { ...often, firstTriedAt: now }, now)).toMatchObject({ state: "waiting" });
    // Where all fail, the queue tells, and nobody has to let a hundred go again one by one.
    expect(afterTry(lost, often, now, false)).toMatchObject({ state: "waiting" });
  }
  const away = { kind: "unknown", why: "unreachable" } as const;
  expect(afterTry(away, { attempts: 99, firstTriedAt: ago(9) }, now)).toMatchObject({ state: "waiting" });
});

test("one that is asked for in vain for three days waits for a person", () => {
  const rest = { kind: "rest", seconds: 0, why: "server_error" } as const;
  const long = { attempts: 1, firstTriedAt: ago(3) };
  for (const lane of [null, rest])
    expect(afterAsking({ found: "unknown", lane }, long, now)).toMatchObject({ state: "held", why: "unanswered" });
  expect(afterAsking({ found: "unknown", lane: rest }, long, now, false)).toMatchObject({ state: "asking" });
  expect(afterAsking({ found: "unknown", lane: rest }, { ...long, firstTriedAt: ago(2) }, now)).toMatchObject({
    state: "asking",
  });
  const asked = { kind: "rest", seconds: 60, why: "asked_to_wait" } as const;
  expect(afterAsking({ found: "unknown", lane: asked }, long, now)).toMatchObject({ state: "asking" });
});

test("a late yes of another process does not take back that we were asked to wait", () => {
  const until = new Date(now.getTime() + 600_000);
  const waiting = { failures: 2, waitsUntil: until, lastFailure: "asked_to_wait" };
  expect(laneAfter(waiting, null, now)).toEqual({ failures: 0 });
  expect(laneAfter(waiting, { kind: "rest", seconds: 7, why: "asked_to_wait" }, now).waitsUntil).toEqual(until);
  expect(laneAfter(waiting, { kind: "rest", seconds: 0, why: "timeout" }, now)).toEqual({ failures: 3 });
  const over = { ...waiting, waitsUntil: now };
  expect(laneAfter(over, null, now)).toEqual({ waitsUntil: null, failures: 0, lastFailure: null });
});
