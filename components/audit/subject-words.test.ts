import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import english from "@/messages/en/audit.json";
import chinese from "@/messages/zh-Hans/audit.json";

/** What entries of the log can be about, as the code that writes them names it. */
function subjectKinds(): string[] {
  const root = join(process.cwd(), "lib");
  const code = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.includes(".test."))
    .map((name) => readFileSync(join(root, name), "utf8"));
  const named = /(?:\bkind: "([a-z_]+)",\s*id\b|\bsubjectKind: "([a-z_]+)")/g;
  const found = code.flatMap((text) => [...text.matchAll(named)].map(([, kind, other]) => kind ?? other ?? ""));
  return [...new Set(found)];
}

test("whatever an entry of the log is about has words, so that the filter shows no code", () => {
  const kinds = subjectKinds();
  expect(kinds).toEqual(expect.arrayContaining(["api", "case", "clocks", "model", "research_export"]));
  expect(kinds.length).toBeGreaterThan(50);
  for (const { subjects } of [english, chinese])
    expect(kinds.filter((kind) => !Object.hasOwn(subjects, kind))).toEqual([]);
});

test("no two kinds have the same words: the filter tells them apart", () => {
  for (const { subjects } of [english, chinese])
    expect(new Set(Object.values(subjects)).size).toBe(Object.keys(subjects).length);
});
