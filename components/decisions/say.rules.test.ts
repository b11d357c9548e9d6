import { expect, test } from "vitest";
import { newestToUndo, phraseOf, secondsLeft, toUndoOrTell } from "./say.rules";

const sanction = (en: string, isFollowOn = false, hans?: string) => ({
  label: { en, ...(hans ? { hans } : {}) },
  endsOn: null,
  isFollowOn,
});

test("the button says what will happen, in one sentence", () => {
  const chosen = [sanction("Delete the content"), sanction("Suspend the Weitao function for 30 days")];
  expect(phraseOf(chosen, "en")).toEqual({
    phrase: "Delete the content and suspend the Weitao function for 30 days",
    rest: 0,
  });
});

test("what follows by itself is not promised as something the moderator does", () => {
  const chosen = [sanction("Permanently close the Weitao function"), sanction("Expulsion", true)];
  expect(phraseOf(chosen, "en")).toEqual({ phrase: "Permanently close the Weitao function", rest: 0 });
});

test("a list too long for a button is counted, never cut in the middle of a word", () => {
  const chosen = Array.from({ length: 5 }, (_, n) => sanction(`Restrict access to account feature number ${n + 1}`));
  expect(phraseOf(chosen, "en")).toEqual({
    phrase: "Restrict access to account feature number 1 and restrict access to account feature number 2",
    rest: 3,
  });
});

test("a Chinese reader gets Chinese verbs", () => {
  const chosen = [sanction("Delete", false, "删除违规信息"), sanction("Pause", false, "暂停评论功能 7 天")];
  expect(phraseOf(chosen, "zh-Hans")?.phrase).toBe("删除违规信息和暂停评论功能 7 天");
});

test("with nothing chosen there is nothing to say", () => {
  expect(phraseOf([], "en")).toBeNull();
});

test("the last second of the undo window is still one second", () => {
  expect(secondsLeft("2026-11-20T10:00:30Z", Date.parse("2026-11-20T10:00:29.400Z"))).toBe(1);
  expect(secondsLeft("2026-11-20T10:00:30Z", Date.parse("2026-11-20T10:00:31Z"))).toBe(0);
});

test("the newest decision whose time is not over is the one that is taken back", () => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();
  const recent = [{ undoUntil: at(40) }, { undoUntil: at(60) }, { undoUntil: at(20) }];
  expect(newestToUndo(recent, 30_000)).toBe(recent[1]);
  expect(newestToUndo(recent, 60_000)).toBeUndefined();
});

test("who asks too late is not met with silence: the newest decision is asked about, and the server says why not", () => {
  const recent = [{ undoUntil: "1970-01-01T00:00:10.000Z" }, { undoUntil: "1970-01-01T00:00:20.000Z" }];
  expect(toUndoOrTell(recent, 15_000)).toBe(recent[1]);
  expect(toUndoOrTell(recent, 60_000)).toBe(recent[1]);
  expect(toUndoOrTell([], 60_000)).toBeUndefined();
});
