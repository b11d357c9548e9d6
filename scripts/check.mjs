// The quick part of the tests: types, lint and walls, unit tests without a database. Under a minute.
import { spawnSync } from "node:child_process";
import { requireNode } from "./environment.mjs";

requireNode();
const bin = (name) => (process.platform === "win32" ? `${name}.cmd` : name);
const steps = [
  ["types", bin("npx"), ["tsc", "--noEmit"]],
  ["lint and walls", bin("npx"), ["biome", "check", "."]],
  ["unit tests", bin("npx"), ["vitest", "run", "--reporter=dot", "--exclude", "**/*.db.test.ts"]],
];
for (const [name, command, args] of steps) {
  const began = Date.now();
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) {
    console.error(`${name}: failed`);
    process.exit(1);
  }
  console.log(`${name}: fine (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}
