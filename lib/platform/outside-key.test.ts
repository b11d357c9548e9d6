import { afterEach, expect, test, vi } from "vitest";
import { outsideKey, uselessKeys } from "./env";

afterEach(() => vi.unstubAllEnvs());

function given(origin: string) {
  vi.stubEnv("MODEL_KEY", "sk-1");
  vi.stubEnv("MODEL_KEY_ORIGIN", origin);
  vi.stubEnv("CLASSIFIER_KEY", "");
}

test("a key goes to its origin, whatever the path, and to no other host, port or scheme", () => {
  given("https://models.example/v1");
  expect(outsideKey("model", "https://models.example/other/chat/completions")).toBe("sk-1");
  for (const other of [
    "https://models.example.evil.example/v1",
    "https://models.example:8443/v1",
    "http://models.example/v1",
    "https://evil.example/models.example",
  ])
    expect([other, outsideKey("model", other)]).toEqual([other, null]);
  expect(outsideKey("classifier", "https://models.example"), "each reader has a key of its own").toBeNull();
});

test("a key without a readable origin goes nowhere, and the start says which variable is missing", () => {
  for (const origin of ["", "models.example"]) {
    given(origin);
    expect(outsideKey("model", "https://models.example/v1")).toBeNull();
    expect(uselessKeys()).toEqual(["MODEL_KEY_ORIGIN"]);
  }
  given("https://models.example");
  expect(uselessKeys()).toEqual([]);
});
