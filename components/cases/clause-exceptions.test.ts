import { expect, test } from "vitest";
import { freshDraft } from "../decisions/draft.rules";
import { aCaseView, aClause } from "../decisions/example-case";
import { previewOf } from "../decisions/request.rules";
import { raisedFor, withNoException } from "./clause-exceptions";

const clause = aClause({
  exceptions: [
    { letter: "a", text: { en: "product features" } },
    { letter: "b", text: { en: "public interest" } },
  ],
});

test("one key answers every exception that is still open, and leaves alone what was said of one before", () => {
  const view = aCaseView();
  const said = { ...freshDraft(view), exceptions: { "Table.12.3#b": { applies: false, why: "It only sells goods." } } };
  const asked = previewOf(withNoException(said, clause), view, clause);
  expect(asked.exceptionsConsidered).toEqual([
    { letter: "a", text: "product features", applies: false, why: "" },
    { letter: "b", text: "public interest", applies: false, why: "It only sells goods." },
  ]);
  expect(asked.findings.exception).toBeUndefined();
});

test("what speaks for an exception is raised beside a clause that was searched for as beside a suggested one", () => {
  const cue = { letter: "b", in: "text", start: 0, end: 6, text: "public", reason: "“public” speaks for (b)" };
  const elsewhere = { suggestions: [] };
  expect(raisedFor(elsewhere, { ...clause, raised: [cue] })).toEqual([cue]);
  expect(raisedFor(elsewhere, clause)).toEqual([]);
  const [suggestion] = aCaseView().suggestions;
  if (!suggestion) throw new Error("the example has a suggestion");
  const suggested = { suggestions: [{ ...suggestion, ref: clause.ref, exceptions: [cue] }] };
  expect(raisedFor(suggested, clause)).toEqual([cue]);
});

test("a clause without exceptions has nothing to answer: the draft stays as it is", () => {
  const draft = freshDraft(aCaseView());
  expect(withNoException(draft, aClause())).toBe(draft);
});
