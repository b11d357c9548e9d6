import { expect, test } from "vitest";
import { taobao } from "@/test/drafts";
import { nothingTyped, revFor, stillUnsent, withoutTyped, withSeen, withTyped, wordsAt } from "./typing.rules";

const title = "clauses v2.Art.5(2)";

test("what was typed is sent on the state on which typing began, whatever others wrote meanwhile", () => {
  const begun = withTyped(nothingTyped, title, { title: "B" }, 4);
  const later = withTyped(begun, title, { title: "Ben's title" }, 7);
  expect(revFor(later, title, 7)).toBe(4);
  expect(later.typed[title]).toEqual({ title: "Ben's title" });
  // Another form that nobody has typed in goes by what is shown.
  expect(revFor(later, "version", 7)).toBe(7);
});

test("after a conflict was told, what was typed is sent over the state that was shown with it, and no newer one", () => {
  const told = withSeen(withTyped(nothingTyped, title, { title: "B" }, 4), title, 7);
  expect(revFor(told, title, 9)).toBe(7);
  expect(told.typed[title]).toEqual({ title: "B" });
});

test("what was sent or thrown away begins anew", () => {
  const over = withoutTyped(withTyped(nothingTyped, title, { title: "B" }, 4), title);
  expect(over).toEqual(nothingTyped);
  expect(revFor(withTyped(over, title, { title: "C" }, 9), title, 9)).toBe(9);
});

test("the words that stand at the place of a conflict are found; of what is more than words there are none", () => {
  const file = taobao();
  expect(wordsAt(file, ["clauses", "v2.Art.5(2)", "title"])).toEqual([
    file.clauses.find(({ ref }) => ref === "v2.Art.5(2)")?.title,
  ]);
  expect(wordsAt(file, ["version", "label"])).toEqual([file.version.label]);
  expect(wordsAt(file, ["clauses", "v2.Art.5(2)", "editorial"])).toBeNull();
  expect(wordsAt(file, ["clauses", "gone", "title"])).toBeNull();
});

test("that something was not saved or not taken back is told until a later write comes about; a choice still to be made stays", () => {
  const failed = { operations: [], answer: { done: false as const, failure: "The server did not answer." } };
  const conflict = { by: "Ben", places: [["clauses", "v2.Art.5(2)", "title"]] };
  const renamed = [{ do: "version.rename" as const, to: "v9" }];
  const chosen = { operations: renamed, answer: { done: false as const, conflict } };
  const unsent = {
    ...{ undo: { ...failed, answer: { done: false as const, conflict } }, redo: failed },
    ...{ version: failed, [title]: chosen },
  };
  expect(stillUnsent(unsent, null)).toEqual({ [title]: chosen });
  expect(stillUnsent(unsent, "version")).toEqual({ [title]: chosen });
  expect(stillUnsent(unsent, title)).toEqual({});
});
