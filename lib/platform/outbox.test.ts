import { expect, test } from "vitest";
import { afterFailure, backoffSeconds, maxAttempts } from "./outbox.rules";

const now = new Date("2026-03-01T10:00:00Z");

test("a message that failed once is tried again after five seconds", () => {
  const next = afterFailure({ attempts: 1 }, { kind: "later", text: "connection refused", now });
  expect(next).toEqual({
    state: "waiting",
    lastError: "connection refused",
    lockedUntil: null,
    runAt: new Date("2026-03-01T10:00:05Z"),
  });
});

test("waiting doubles and never exceeds an hour", () => {
  expect([1, 2, 3, 4].map(backoffSeconds)).toEqual([5, 10, 20, 40]);
  expect(backoffSeconds(30)).toBe(3600);
});

test("a message that can never be sent is refused at once and keeps its reason", () => {
  expect(afterFailure({ attempts: 1 }, { kind: "never", text: "no such mailbox", now })).toMatchObject({
    state: "refused",
    lastError: "no such mailbox",
  });
});

test("after the last try a message is stuck, for a person to see", () => {
  expect(afterFailure({ attempts: maxAttempts }, { kind: "later", text: "down", now }).state).toBe("stuck");
});

test("a message that nobody is set up to receive stays as a record and is not tried again", () => {
  expect(afterFailure({ attempts: 1 }, { kind: "not_needed", text: "no receiver", now }).state).toBe("cancelled");
});
