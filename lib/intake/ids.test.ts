import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { idsAt, pooled } from "./ids.rules";

const now = new Date("2026-03-01T10:00:00Z");

test("ids of one moment rise, differ, and carry that moment", () => {
  const id = idsAt(now, pooled(randomBytes, 64));
  const ids = Array.from({ length: 5000 }, id);
  expect(ids.every((one, i) => i === 0 || one > (ids[i - 1] ?? ""))).toBe(true);
  expect(Number.parseInt(ids[0]?.replace("-", "").slice(0, 12) ?? "", 16)).toBe(now.getTime());
  expect(new Set([...ids, ...Array.from({ length: 5000 }, idsAt(now, randomBytes))]).size).toBe(10_000);
});

test("a pool gives each of its bytes once", () => {
  let next = 0;
  const counted = pooled((bytes) => Uint8Array.from({ length: bytes }, () => next++), 10);
  const given = [...counted(4), ...counted(4), ...counted(4), ...counted(20)];
  expect(new Set(given).size).toBe(given.length);
});
