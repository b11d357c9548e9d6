import { spawn } from "node:child_process";
import { tools } from "./environment.mjs";

/**
 * Runs Next's development server in a process of its own and ends as it ends: 0 when it was told to stop (SIGINT,
 * SIGTERM, a closed terminal), else its own code, and 1 when it was killed.
 */
export function runDevelopment() {
  const { HOST, PORT } = process.env;
  const server = spawn(process.execPath, [tools.next, "dev", "-H", HOST, "-p", PORT], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  let isAsked = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      isAsked = true;
      server.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
    });
  }
  server.on("exit", (code) => process.exit(isAsked ? 0 : (code ?? 1)));
}
