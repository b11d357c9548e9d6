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

/** The test files that open a database (they import test/database), and those that do not. */
export function testsByKind() {
  const database = [];
  const pure = [];
  for (const path of testFiles()) (/["'](@\/|[./]+)test\/(database|town)["']/.test(readFileSync(path, "utf8")) ? database : pure).push(path);
  return { database, pure };
}
