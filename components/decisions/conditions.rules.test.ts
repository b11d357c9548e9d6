import { expect, test } from "vitest";
import { holds, unsaidConditions, withCondition } from "./conditions.rules";
import { freshDraft, withEvidence } from "./draft.rules";
import { aCard, aCaseView, aClause } from "./example-case";
import { stepsLeft } from "./request.rules";

const mark = "Table.12.3#0";
const marks = [mark, "Table.12.3#1"];

function onNotifiersWords() {
  const view = aCaseView();
  const [first] = view.suggestions;
  if (!first) throw new Error("the example suggests something");
  const evidence = [{ in: "explanation" as const, start: 0, end: 5, text: "keeps", reason: "the notifier says so" }];
  return aCaseView({ content: { ...view.content, text: "" }, suggestions: [{ ...first, evidence }] });
}

test("where the content itself speaks for the clause, its conditions are ticked and nothing more is asked", () => {
  const view = aCaseView();
  expect(holds(view, freshDraft(view), mark)).toBe(true);
  expect(unsaidConditions(view, freshDraft(view), aClause())).toEqual([]);
});

test("where only the notifier's words speak for it, the person ticks each condition before it can be decided", () => {
  const view = onNotifiersWords();
  const draft = freshDraft(view);
  const unsaid = unsaidConditions(view, draft, aClause());
  expect(unsaid).toEqual(marks);
  expect(stepsLeft(draft, aCard(), unsaid).map(({ reason }) => reason)).toContain("tickConditions");
  const ticked = marks.reduce((before, each) => withCondition(before, each, true), draft);
  expect(unsaidConditions(view, ticked, aClause())).toEqual([]);
  expect(holds(view, ticked, mark)).toBe(true);
});

test("words of the content that the person binds speak for the clause as well", () => {
  const view = aCaseView({ suggestions: [] });
  const draft = { ...freshDraft(view), clause: "Table.12.3" };
  expect(holds(view, draft, mark)).toBe(false);
  const piece = { in: "text" as const, start: 0, end: 3, text: "@叶子", element: "" };
  expect(holds(view, { ...draft, evidence: withEvidence([], piece) }, mark)).toBe(true);
  expect(holds(view, { ...draft, evidence: withEvidence([], { ...piece, in: "explanation" }) }, mark)).toBe(false);
});

test("a condition unticked by hand stays unticked, whatever speaks for it", () => {
  const view = aCaseView();
  const draft = withCondition(freshDraft(view), mark, false);
  expect(holds(view, draft, mark)).toBe(false);
  expect(unsaidConditions(view, draft, aClause())).toEqual([]);
  expect(holds(view, withCondition(draft, mark, true), mark)).toBe(true);
});
