import { afterEach, expect, test, vi } from "vitest";
import { addressOf } from "./rate-limit";

afterEach(() => void vi.unstubAllEnvs());

const from = (headers: Record<string, string>) => addressOf(new Headers(headers));
const spoofed = { "x-forwarded-for": "6.6.6.6", "x-recourse-peer": "198.51.100.4" };

test("where nobody said that there is a proxy, the connection counts, as our own server tells it", () => {
  vi.stubEnv("RECOURSE_PEER", "told");
  for (const proxies of [undefined, "", "0", "none"]) {
    vi.stubEnv("TRUSTED_PROXIES", proxies);
    expect(from(spoofed)).toBe("198.51.100.4");
  }
});

test("behind one proxy what it appended counts, and whoever comes past it counts as who they are", () => {
  vi.stubEnv("RECOURSE_PEER", "told");
  vi.stubEnv("TRUSTED_PROXIES", "1");
  expect(from({ ...spoofed, "x-forwarded-for": "6.6.6.6, 203.0.113.7" })).toBe("203.0.113.7");
  expect(from({ "x-recourse-peer": "198.51.100.4" })).toBe("198.51.100.4");
});

test("in a server that is not ours nobody writes their own address", () => {
  vi.stubEnv("RECOURSE_PEER", undefined);
  vi.stubEnv("TRUSTED_PROXIES", "0");
  expect(from(spoofed)).toBe("direct");
});
