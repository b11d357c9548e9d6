import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aTab } from "@/test/tab";
import { freshDraft } from "./draft.rules";
import { aCaseView } from "./example-case";
import { endDraft, keepDraft, readDraft, sweepDrafts, writeDraft } from "./kept-drafts";

let tab = aTab();
const signedIn = (person: string) => vi.stubGlobal("document", { querySelector: () => ({ dataset: { person } }) });
const fresh = freshDraft(aCaseView());
const typed = { ...fresh, facts: "She sells copies." };
const inAMinute = () => new Date(Date.now() + 60_000).toISOString();

beforeEach(() => {
  vi.useFakeTimers();
  tab = aTab();
  vi.stubGlobal("sessionStorage", tab);
  signedIn("mei");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("whoever signs in next in a tab, after a session that ended by itself, finds no draft of the one before", () => {
  writeDraft("a", typed);
  expect(readDraft("a", fresh)).toEqual(typed);
  signedIn("ben");
  expect(readDraft("a", fresh)).toBeNull();
  expect(JSON.stringify(tab)).not.toContain("copies");
});

test("a draft is kept while its decision can be taken back, and gone from the tab afterwards", () => {
  writeDraft("a", typed);
  writeDraft("b", typed);
  endDraft("a", inAMinute());
  vi.advanceTimersByTime(59_000);
  expect(readDraft("a", fresh)).toEqual(typed);
  vi.advanceTimersByTime(3_000);
  expect(Object.keys(tab)).not.toContain("draft:mei:a");
  expect(readDraft("b", fresh), "nothing was decided there").toEqual(typed);
});

test("a decision that was taken back leaves the draft, and so does work that goes on", () => {
  for (const caseId of ["a", "b"]) {
    writeDraft(caseId, typed);
    endDraft(caseId, inAMinute());
  }
  keepDraft("a");
  writeDraft("b", { ...typed, facts: "More." });
  sweepDrafts(Date.now() + 3_600_000);
  expect([readDraft("a", fresh)?.facts, readDraft("b", fresh)?.facts]).toEqual(["She sells copies.", "More."]);
});
