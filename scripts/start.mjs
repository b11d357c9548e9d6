import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildIfNeeded } from "./build.mjs";
import { requireNode, settleEnvironment, stop } from "./environment.mjs";

requireNode();
settleEnvironment();
try {
  buildIfNeeded();
} catch (error) {
  stop(error.message);
}
console.log("Starting …");
const next = join("node_modules", "next", "dist", "bin", "next");
const server = spawn(process.execPath, [next, "start", "-H", process.env.HOST, "-p", process.env.PORT], {
  stdio: ["ignore", "pipe", "inherit"],
  env: { ...process.env, NODE_ENV: "production" },
});
// Next's own banner names an address that may not be ours; the app prints the right one once it is ready.
server.stdout.on("data", (chunk) => {
  const text = chunk
    .toString()
    .split("\n")
    .filter((line) => !/^\s*(▲|- Local|- Network|✓|Next\.js|\s*$)/.test(line))
    .join("\n");
  if (text.trim()) process.stdout.write(`${text.replace(/\n+$/, "")}\n`);
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
