import fc from "fast-check";
import { v4 } from "uuid";
import { expect, test } from "vitest";
import { readLink, signLink } from "./link.rules";

const key = "k".repeat(32);

test("the link in a statement opens that statement", () => {
  const id = v4();
  expect(readLink(signLink(id, key), key)).toEqual({ id, serial: 0 });
});

test("a link that replaced another names the same statement, and says which of its links it is", () => {
  const id = v4();
  expect([1, 2, 65_535].map((serial) => readLink(signLink(id, key, serial), key))).toEqual(
    [1, 2, 65_535].map((serial) => ({ id, serial })),
  );
  expect(new Set([0, 1, 2].map((serial) => signLink(id, key, serial))).size).toBe(3);
});

test.each([0, 1])("a link cut by one letter, or with any one letter changed, opens nothing (serial %i)", (serial) => {
  const token = signLink(v4(), key, serial);
  expect(readLink(token.slice(0, -1), key)).toBeNull();
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (let at = 0; at < token.length; at += 1) {
    for (const letter of alphabet) {
      if (letter === token[at]) continue;
      expect(readLink(token.slice(0, at) + letter + token.slice(at + 1), key)).toBeNull();
    }
  }
});

test("a link signed with another secret opens nothing", () => {
  expect(readLink(signLink(v4(), "another secret of thirty-two letters"), key)).toBeNull();
});

test("whatever is typed as a link, the answer is no and never an error", () => {
  fc.assert(fc.property(fc.string(), (text) => readLink(text, key) === null));
});
