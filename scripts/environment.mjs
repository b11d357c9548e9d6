import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

/** The sentence for a Node that is too old, or null. */
export function nodeProblem(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > 20 || (major === 20 && minor >= 19)
    ? null
    : `Recourse needs Node 20.19 or newer; this is ${version}. See https://nodejs.org for a newer one.`;
}

/** Stops with one plain sentence when this Node is too old. */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (problem) stop(problem);
}

/** Prints a sentence to standard error and ends. */
export function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** The variables of a `.env` text: KEY=value lines, quotes around a value, comments on their own or after a value. */
export function variablesIn(text) {
  const found = {};
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/.exec(line);
    if (!match) continue;
    const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(match[2]);
    // A secret may have a # in it; a comment has a space before it.
    found[match[1]] = quoted ? quoted[2] : match[2].replace(/(^|\s)#.*$/, "").trim();
  }
  return found;
}

/** Reads `.env` without overwriting what the shell has set. */
export function readDotEnv() {
  if (!existsSync(".env")) return;
  for (const [name, value] of Object.entries(variablesIn(readFileSync(".env", "utf8")))) process.env[name] ??= value;
}

/** Settles port, address, data folder and mode for every way of starting. A variable set to nothing counts as not set. */
export function settleEnvironment() {
  readDotEnv();
  const { env } = process;
  env.RECOURSE_MODE ||= env.NODE_ENV === "production" && env.DATABASE_URL ? "production" : "demo";
  env.PORT ||= "3000";
  if (!/^\d+$/.test(env.PORT) || Number(env.PORT) > 65_535)
    stop(`PORT is ${env.PORT}: it must be a number up to 65535.`);
  if (env.TRUSTED_PROXIES && !/^\d$/.test(env.TRUSTED_PROXIES))
    stop(`TRUSTED_PROXIES is ${env.TRUSTED_PROXIES}: it must be a number from 0, for no proxy in front, to 9.`);
  env.DATA_DIR = resolve(env.DATA_DIR || ".data");
  mkdirSync(env.DATA_DIR, { recursive: true, mode: 0o700 });
  env.HOST ||= env.RECOURSE_MODE === "production" ? "0.0.0.0" : "127.0.0.1";
  env.APP_URL ||= `http://127.0.0.1:${env.PORT}`;
  if (!URL.canParse(env.APP_URL))
    stop(`APP_URL is ${env.APP_URL}: it must be an address such as https://desk.example.org.`);
  env.NEXTAUTH_URL = env.APP_URL;
  env.NEXT_TELEMETRY_DISABLED = "1";
}

/** Stops with one plain sentence when another program has the port, before a minute is spent on building. */
export async function requireFreePort() {
  const { PORT, HOST } = process.env;
  const problem = await new Promise((answer) => {
    const probe = createServer().once("error", (error) => answer(error.code));
    probe.listen(Number(PORT), HOST, () => probe.close(() => answer(null)));
  });
  if (problem === "EADDRINUSE")
    stop(
      `Port ${PORT} is in use by another program. Stop it, or choose another one: PORT=${Number(PORT) + 1} npm start`,
    );
  if (problem) stop(`The server cannot listen on ${HOST}, port ${PORT} (${problem}).`);
}

/** The file that a package's command runs: calling Node with it is the same on every system, and quicker than npx. */
export const tools = {
  biome: join("node_modules", "@biomejs", "biome", "bin", "biome"),
  next: join("node_modules", "next", "dist", "bin", "next"),
  playwright: join("node_modules", "@playwright", "test", "cli.js"),
  tsc: join("node_modules", "typescript", "bin", "tsc"),
  vitest: join("node_modules", "vitest", "vitest.mjs"),
};
