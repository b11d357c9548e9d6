import { expect, test } from "vitest";
import { inOrder, stateOf } from "./use-found-commands";

const found = (heading: string) => ({ heading, commands: [{ id: heading, label: heading }] });

test("an answer is shown when it comes, in the order of the sources, and a slow one is waited for", () => {
  expect(stateOf("TB", [null, found("Accounts")])).toMatchObject({ groups: [{ heading: "Accounts" }], isDone: false });
  const both = stateOf("TB", [found("References"), found("Accounts")]);
  expect(both.groups.map(({ heading }) => heading)).toEqual(["References", "Accounts"]);
  expect(both.isDone).toBe(true);
});

test("a source that failed is said, and takes the others' answers away no more than an empty one does", () => {
  const state = stateOf("TB", ["failed", found("Accounts"), { heading: "Clauses", commands: [] }]);
  expect(state).toMatchObject({ groups: [{ heading: "Accounts" }], hasFailed: true, isDone: true });
});

test("what holds the words stands behind what bears the name", () => {
  const [everything, clauses] = [{ heading: "Search", isLast: true }, { heading: "Clauses" }];
  expect(inOrder([everything, clauses])).toEqual([clauses, everything]);
});
