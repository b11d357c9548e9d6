import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tools } from "./environment.mjs";

const sources = [
  "app",
  "components",
  "lib",
  "db",
  "i18n",
  "messages",
  "public",
  "next.config.mjs",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation.node.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

function addTo(hash, path) {
  if (!existsSync(path)) return;
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addTo(hash, join(path, name));
    return;
  }
  if (/\.test\.tsx?$/.test(path)) return;
  hash.update(path).update(readFileSync(path));
}

/** What the build was made from. Kept outside .next, because a build wipes that folder. */
export function sourceHash() {
  const hash = createHash("sha256");
  for (const path of sources) addTo(hash, path);
  return hash.digest("hex");
}

const stampFile = join("node_modules", ".cache", "recourse", "build-stamp");

/** Builds when the sources differ from those of the last build; returns whether it built. */
export function buildIfNeeded() {
  const stamp = sourceHash();
  const built =
    existsSync(stampFile) && existsSync(join(".next", "BUILD_ID")) && readFileSync(stampFile, "utf8") === stamp;
  if (built) return false;
  const began = Date.now();
  console.log("Building (once, about a minute on a small machine) …");
  const run = spawnSync(process.execPath, [tools.next, "build"], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status !== 0) {
    process.stdout.write(run.stdout ?? "");
    throw new Error("The build failed; what it printed is above.");
  }
  mkdirSync(join("node_modules", ".cache", "recourse"), { recursive: true });
  writeFileSync(stampFile, stamp);
  console.log(`Built in ${Math.round((Date.now() - began) / 1000)} s.`);
  return true;
}
