import { expect, test } from "vitest";
import { loadMessages } from "@/messages/load";
import { sentenceKey } from "./effect-words";

const plain = { isHeld: false, neverBegan: false, state: "done" };

test("the ledger calls lifted what ran and is over, and nothing else", () => {
  expect(sentenceKey({ ...plain, kind: "lift_sanction", neverBegan: true })).toBe("never_began");
  expect(sentenceKey({ ...plain, kind: "lift_sanction", isHeld: true })).toBe("lifted_yet_held");
  // There is no other sentence for it: the words of the kind itself are shown.
  expect(sentenceKey({ ...plain, kind: "lift_sanction" })).toBe("lift_sanction_done");
});

test("what still has to happen is told as such, what has happened as past, and what could not as that", () => {
  expect(sentenceKey({ ...plain, kind: "tell_platform", state: undefined })).toBe("tell_platform");
  expect(sentenceKey({ ...plain, kind: "tell_platform", state: "waiting" })).toBe("tell_platform");
  expect(sentenceKey({ ...plain, kind: "tell_platform" })).toBe("tell_platform_done");
  expect(sentenceKey({ ...plain, kind: "tell_platform", state: "failed" })).toBe("tell_platform_failed");
  expect(sentenceKey({ ...plain, kind: "replace_sanction" })).toBe("replace_sanction_done");
});

test("of a reversal the ledger says that our copy is marked, and claims no change in the Transparency Database", () => {
  const english = loadMessages("en");
  const words = JSON.stringify(english).match(/"mark_copy(?:_done)?":"[^"]*"/g) ?? [];
  expect(words).toHaveLength(2);
  for (const said of words)
    expect(said).toMatch(/our copy of the statement .*the Transparency Database takes no change/i);
});
