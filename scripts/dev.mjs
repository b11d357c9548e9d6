import { spawn } from "node:child_process";
import { join } from "node:path";
import { requireNode, settleEnvironment } from "./environment.mjs";

requireNode();
settleEnvironment();
const next = join("node_modules", "next", "dist", "bin", "next");
const server = spawn(process.execPath, [next, "dev", "-H", process.env.HOST, "-p", process.env.PORT], {
  stdio: "inherit",
  env: process.env,
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code) => process.exit(code ?? 0));
