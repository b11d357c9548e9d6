// The quick part of the tests: types, lint and walls, unit tests without a database. Under a minute.
import { spawnSync } from "node:child_process";
import { requireNode } from "./environment.mjs";
import { testsByKind } from "./test-files.mjs";

requireNode();
const npx = process.platform === "win32" ? "npx.cmd" : "npx";
const steps = [
  ["types", ["tsc", "--noEmit"]],
  ["lint and walls", ["biome", "check", "."]],
  ["unit tests", ["vitest", "run", "--reporter=dot", ...testsByKind().pure]],
];
for (const [name, args] of steps) {
  const began = Date.now();
  const { status } = spawnSync(npx, args, { stdio: "inherit" });
  if (status !== 0) {
    console.error(`${name}: failed`);
    process.exit(1);
  }
  console.log(`${name}: fine (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}
