import { expect, test } from "vitest";
import { caps, type KeyPress, leavesField, mayAct, pressed, reached } from "./keys.rules";

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : "";
  return { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...more };
}
const free = { isTyping: false, isInOverlay: false, isOnControl: false };

test("⌘K and Ctrl K are one binding", () => {
  expect(pressed(press("k", { metaKey: true }))).toBe("mod+k");
  expect(pressed(press("k", { ctrlKey: true }))).toBe("mod+k");
});

test("the question mark is itself whether or not the layout needs Shift for it", () => {
  expect(pressed(press("?", { shiftKey: true }))).toBe("?");
  expect(pressed(press("?"))).toBe("?");
});

test("the keys work in a Cyrillic layout and while a Chinese input method is on", () => {
  expect(pressed(press("ф", { code: "KeyA" }))).toBe("a");
  expect(pressed(press("Process", { code: "KeyN" }))).toBe("n");
});

test("nothing happens while a word is being composed, or for Shift alone, or with Alt", () => {
  expect(pressed(press("a", { isComposing: true }))).toBeNull();
  expect(pressed(press("Shift", { shiftKey: true }))).toBeNull();
  expect(pressed(press("a", { altKey: true }))).toBeNull();
});

test("no single key fires while someone types, but ⌘K does", () => {
  expect(mayAct("n", { ...free, isTyping: true }, true)).toBe(false);
  expect(mayAct("mod+k", { ...free, isTyping: true }, true)).toBe(true);
});

test("Esc where somebody types leaves the field and nothing more; elsewhere it is the screen's, and a dialog keeps its own", () => {
  expect(leavesField("escape", { ...free, isTyping: true })).toBe(true);
  expect(mayAct("escape", { ...free, isTyping: true }, true)).toBe(false);
  expect(leavesField("escape", free)).toBe(false);
  expect(leavesField("n", { ...free, isTyping: true })).toBe(false);
  expect(leavesField("escape", { ...free, isTyping: true, isInOverlay: true })).toBe(false);
});

test("nothing under an open dialog can be reached by key", () => {
  expect(mayAct("n", { ...free, isInOverlay: true }, true)).toBe(false);
  expect(mayAct("mod+k", { ...free, isInOverlay: true }, true)).toBe(false);
});

test("Enter on a focused button presses that button and decides nothing else", () => {
  expect(mayAct("enter", { ...free, isOnControl: true }, true)).toBe(false);
  expect(mayAct("n", { ...free, isOnControl: true }, true)).toBe(true);
  expect(mayAct("enter", free, true)).toBe(true);
});

test("someone who turned single keys off keeps those with Ctrl or ⌘", () => {
  expect(mayAct("n", free, false)).toBe(false);
  expect(mayAct("mod+k", free, false)).toBe(true);
});

test("caps are printed as they are on the keyboard at hand", () => {
  expect(caps("mod+k", true)).toEqual(["⌘K"]);
  expect(caps("mod+k", false)).toEqual(["Ctrl K"]);
  expect(caps("g q", false)).toEqual(["G", "Q"]);
  expect(caps("enter", true)).toEqual(["↵"]);
});

test("a key that the screen took from the desk is listed once, as what it does here", () => {
  const desk = { keys: "z", label: "everywhere" };
  const here = { keys: "z", label: "here" };
  expect(reached([desk, { keys: "a", label: "accept" }, here])).toEqual([{ keys: "a", label: "accept" }, here]);
});
