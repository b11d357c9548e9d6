import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const skipped = new Set(["node_modules", ".next", ".git", ".data", "e2e"]);

function* testFiles(folder = ".") {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name) || entry.name.startsWith(".data")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* testFiles(path);
    else if (/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

/** Names of the files in test/ that a text imports: `@/test/town`, `../../test/town`, and `./town` in test/ itself. */
function helpersIn(text, isHelper = false) {
  const found = [...text.matchAll(/["'](?:@\/|[./]+)test\/([\w-]+)["']/g)];
  if (isHelper) found.push(...text.matchAll(/["']\.\/([\w-]+)["']/g));
  return found.map((match) => match[1]);
}

/** Helpers that open a database or start processes, themselves or through others. */
function slowHelpers() {
  const imports = new Map();
  for (const file of readdirSync("test").filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts")))
    imports.set(file.slice(0, -".ts".length), helpersIn(readFileSync(join("test", file), "utf8"), true));
  const slow = new Set(["database", "child"]);
  for (let before = -1; before !== slow.size; ) {
    before = slow.size;
    for (const [name, others] of imports) if (others.some((other) => slow.has(other))) slow.add(name);
  }
  return slow;
}

/**
 * The test files by how they run: those that open a database or start processes (by what they import), of these the
 * ones that put something else in the place of a module, which must not share their modules with others, and the rest.
 */
export function testsByKind() {
  const slow = slowHelpers();
  const database = [];
  const alone = [];
  const pure = [];
  for (const path of testFiles()) {
    const text = readFileSync(path, "utf8");
    const isSlow = /["']@\/db\/(open|folder-lock)["']/.test(text) || helpersIn(text).some((helper) => slow.has(helper));
    const replacesModules = /\bvi\.(mock|doMock|resetModules)\(/.test(text);
    (isSlow ? (replacesModules ? alone : database) : pure).push(path);
  }
  return { database, alone, pure };
}
