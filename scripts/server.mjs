import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { tools } from "./environment.mjs";

/** Next's own banner names an address that may not be ours; the app prints the right one once it is ready. */
const isBanner = (line) => /^\s*(▲|- Local|- Network|✓|Next\.js|$)/.test(line);

/**
 * Runs Next in a process of its own and ends as it ends: 0 when it was told to stop (SIGINT, SIGTERM, a closed
 * terminal), else its own code, and 1 when it was killed.
 */
export function runServer(kind, env) {
  const { HOST, PORT } = process.env;
  const server = spawn(process.execPath, [tools.next, kind, "-H", HOST, "-p", PORT], {
    stdio: ["ignore", kind === "start" ? "pipe" : "inherit", "inherit"],
    env: { ...process.env, ...env },
  });
  if (server.stdout) {
    createInterface({ input: server.stdout }).on("line", (line) => {
      if (!isBanner(line)) console.log(line);
    });
  }
  let isAsked = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      isAsked = true;
      server.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
    });
  }
  server.on("exit", (code) => process.exit(isAsked ? 0 : (code ?? 1)));
}
