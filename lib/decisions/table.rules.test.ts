import { expect, test } from "vitest";
import { commitProblems } from "./table.rules";

const deviation = { code: "milder_context", why: "A first slip of a new shop." };
const commit = { leavesTable: false, sanctions: [{}], deviation: undefined, needsSupervisor: false } as const;
const asked = (over: Partial<Parameters<typeof commitProblems>[0]> = {}) =>
  commitProblems({ ...commit, role: "moderator", ...over }).map(({ field, reason }) => `${field} ${reason}`);

test("within the table nothing more is asked", () => {
  expect(asked()).toEqual([]);
  expect(asked({ needsSupervisor: true })).toEqual([]);
});

test("leaving the table takes a coded reason, from anybody", () => {
  for (const role of ["moderator", "supervisor"] as const)
    expect(asked({ leavesTable: true, role })).toEqual(["deviation deviation_needed"]);
  expect(asked({ leavesTable: true, deviation })).toEqual([]);
});

test("Q48: where the platform asks for it, only a supervisor leaves the table", () => {
  const leaving = { leavesTable: true, deviation, needsSupervisor: true };
  expect(asked(leaving)).toEqual(["deviation deviation_needs_supervisor"]);
  expect(asked({ ...leaving, role: "supervisor" })).toEqual([]);
});

test("a violation without any consequence is in order only where leaving the table says so, with its reason", () => {
  expect(asked({ sanctions: [] })).toEqual(["sanctions sanctions_needed"]);
  expect(asked({ sanctions: [], deviation })).toEqual(["sanctions sanctions_needed"]);
  expect(asked({ sanctions: [], leavesTable: true, deviation })).toEqual([]);
  expect(asked({ sanctions: [], leavesTable: true })).toEqual([
    "deviation deviation_needed",
    "sanctions sanctions_needed",
  ]);
});
