import { expect, test } from "vitest";
import { aCard } from "../decisions/example-case";
import { clauseNotYet, rowNotYet } from "./accepting.rules";

const draft = { clause: "Table.12.3", ground: "terms" } as const;
const failure = { ok: false, status: 500, code: "unexpected", reason: "unexpected", message: "", fields: {} } as const;

test("a row is accepted only when the consequences of what is chosen now are on the screen", () => {
  expect(rowNotYet(draft, { card: aCard(), isOfRow: true, failure: null })).toBeNull();
  expect(rowNotYet(draft, { card: null, isOfRow: false, failure: null })).toBe("rowNotYet");
  expect(rowNotYet(draft, { card: aCard(), isOfRow: false, failure: null })).toBe("rowNotYet");
});

test("who presses too early is told why: nothing is chosen, it is on its way, or it could not be worked out", () => {
  const none = { card: null, isOfRow: false, failure: null };
  expect(rowNotYet({ ...draft, clause: null }, none)).toBe("chooseClause");
  expect(rowNotYet({ clause: null, ground: "law" }, none)).toBe("rowNotYet");
  expect(rowNotYet(draft, { ...none, failure })).toBe("rowFailed");
});

test("a clause whose text has not come is not accepted unread", () => {
  expect(clauseNotYet(draft, {})).toBeNull();
  expect(clauseNotYet(draft, null)).toBe("clauseNotYet");
  expect(clauseNotYet({ clause: null }, null)).toBe("chooseClause");
});
