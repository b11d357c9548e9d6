import { expect, test } from "vitest";
import { loosens } from "./loosens.rules";

test("what gives people less protection is asked about, and what gives them more is not", () => {
  expect(loosens("twoPersonPublish", true, false)).toBe(true);
  expect(loosens("twoPersonPublish", false, true)).toBe(false);
  expect(loosens("undoSeconds", 30, 0)).toBe(true);
  expect(loosens("undoSeconds", 30, 60)).toBe(false);
  expect(loosens("appealTargetHours", 336, 500)).toBe(true);
  expect(loosens("appealTargetHours", 336, 100)).toBe(false);
  expect(loosens("signInAttempts", 8, 50)).toBe(true);
  expect(loosens("signInWindowMinutes", 15, 1)).toBe(true);
  expect(loosens("sessionHours", 12, 12)).toBe(false);
  expect(loosens("leaseSeconds", 300, 30)).toBe(false);
});

test("decisions that are told to another address than before are asked about, and a first address is not", () => {
  expect(loosens("webhookUrl", "https://a.example", "https://b.example")).toBe(true);
  expect(loosens("webhookUrl", "https://a.example", "")).toBe(true);
  expect(loosens("webhookUrl", "", "https://a.example")).toBe(false);
});

test("an address that reported content is sent to is asked about, the first one too, and taking it away is not", () => {
  for (const key of ["modelUrl", "classifierUrl"] as const) {
    expect(loosens(key, "", "https://a.example/v1")).toBe(true);
    expect(loosens(key, "https://a.example/v1", "https://b.example/v1")).toBe(true);
    expect(loosens(key, "https://a.example/v1", "")).toBe(false);
  }
});
