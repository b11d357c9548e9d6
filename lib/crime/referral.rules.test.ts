import { expect, test } from "vitest";
import { addresseesFor, endingRefusal, mayActOn } from "./referral.rules";
import { tarOf } from "./tar.rules";

test("K2: where the country is not known only the state of establishment, Europol, or both can be told", () => {
  expect(addresseesFor(null)).toEqual(["establishment", "europol", "establishment_and_europol"]);
  expect(addresseesFor("DE")).toEqual(["state_concerned"]);
});

test("K1: anybody may tell the authority at once; refusing needs somebody else than who recorded the suspicion", () => {
  const open = { state: "open", openedBy: "mei" } as const;
  expect(mayActOn(open, "mei")).toEqual({ send: true, refuse: false });
  expect(mayActOn(open, "jonas")).toEqual({ send: true, refuse: true });
  expect(endingRefusal("refuse", open, "mei")).toBe("referral_needs_second_person");
  expect(endingRefusal("send", { ...open, state: "refused" }, "jonas")).toBe("referral_ended");
});

test("an archive holds each file behind a header whose sum is right, and ends with two empty blocks", () => {
  const bytes = new TextEncoder().encode("evidence\n");
  const tar = tarOf([{ name: "evidence.json", bytes }], new Date("2026-01-02T03:04:05Z"));
  const words = (from: number, to: number) => new TextDecoder().decode(tar.subarray(from, to)).replaceAll("\0", "");
  expect(tar.byteLength).toBe(4 * 512);
  expect([words(0, 100), words(124, 136), words(257, 263)]).toEqual(["evidence.json", "00000000011", "ustar"]);
  const unsummed = tar.slice(0, 512).fill(32, 148, 156);
  expect(Number.parseInt(words(148, 154), 8)).toBe(unsummed.reduce((total, byte) => total + byte, 0));
  expect(words(512, 1024)).toBe("evidence\n");
});
