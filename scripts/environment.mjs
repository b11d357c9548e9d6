import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** Stops with one plain sentence when this Node is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Recourse needs Node 20.19 or newer; this is ${process.versions.node}.`);
  }
}

/** Prints a sentence to standard error and ends. */
export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Reads `.env` (KEY=value lines) without overwriting what the shell has set. */
export function readDotEnv() {
  if (!existsSync(".env")) return;
  for (const line of readFileSync(".env", "utf8").split(/\r?\n/)) {
    const match = /^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    if (match && process.env[match[1]] === undefined) process.env[match[1]] = match[2].replace(/^(["'])(.*)\1$/, "$2");
  }
}

/** Settles port, address, data folder and mode for every way of starting. */
export function settleEnvironment() {
  readDotEnv();
  const asked = process.env.NODE_ENV;
  process.env.RECOURSE_MODE ??= asked === "production" && process.env.DATABASE_URL ? "production" : "demo";
  process.env.PORT ??= "3000";
  process.env.DATA_DIR = resolve(process.env.DATA_DIR ?? ".data");
  mkdirSync(process.env.DATA_DIR, { recursive: true, mode: 0o700 });
  process.env.HOST ??= process.env.RECOURSE_MODE === "production" ? "0.0.0.0" : "127.0.0.1";
  process.env.APP_URL ??= `http://127.0.0.1:${process.env.PORT}`;
  process.env.NEXTAUTH_URL = process.env.APP_URL;
  process.env.NEXT_TELEMETRY_DISABLED = "1";
}
