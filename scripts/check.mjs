// The quick part of the tests: types, lint and walls, unit tests without a database. Under a minute.
import { spawnSync } from "node:child_process";
import { requireNode, tools } from "./environment.mjs";
import { testsByKind } from "./test-files.mjs";

requireNode();
const steps = [
  ["types", [tools.tsc, "--noEmit"]],
  ["lint and walls", [tools.biome, "check", "--error-on-warnings", "."]],
  ["unit tests", [tools.vitest, "run", "--reporter=dot", "--no-isolate", ...testsByKind().pure]],
];
for (const [name, args] of steps) {
  const began = Date.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  if (status !== 0) {
    console.error(`${name}: failed`);
    process.exit(1);
  }
  console.log(`${name}: fine (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}
