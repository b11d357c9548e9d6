import { existsSync } from "node:fs";
import { readDotEnv } from "../scripts/environment.mjs";
import type { Io } from "./io";

type Command = { run: (args: string[], io: Io) => Promise<number> };

/** Every command and what it is for. Each is cli/<noun>-<verb>.ts, loaded only when called: none waits for another's imports. */
const commands: Record<string, string> = {
  "policy match": "ranked clauses for a text",
  "policy recommend": "what follows from breaking a clause",
  "policy evaluate": "learn from one file, predict another, measure",
  "policy import": "the draft that a guideline document would become",
  "policy export": "one version of a policy as JSON",
  "statement validate": "check payloads for the Transparency Database",
  "report transparency": "the transparency report of a period, as CSV and XLSX",
  "report trustee": "the report of a register of commitments, sealed, as HTML, PDF, JSON and CSV",
  "notice import": "content and reports in bulk",
  "audit verify": "check the chain of the audit log",
  "audit export": "the audit log as NDJSON, for keeping elsewhere",
  "evidence verify": "check the archive of a case, offline",
  "evidence key": "the key that signs archives of cases",
  "people add": "add a person who may sign in",
  "db backup": "everything into a folder, to keep elsewhere",
  "db restore": "a backup into an empty database",
  "db seed": "load the demo town, or a load of made-up cases",
};

async function main(args: string[], io: Io): Promise<number> {
  const [noun, verb, ...rest] = args;
  const name = `${noun} ${verb}`;
  if (!Object.hasOwn(commands, name) || !existsSync(fileOf(name))) {
    io.errors.write(usage());
    return noun === "--help" || noun === "-h" ? 0 : 2;
  }
  const command: Command = await import(fileOf(name).href);
  return command.run(rest, io);
}

function fileOf(name: string): URL {
  return new URL(`./${name.replace(" ", "-")}.ts`, import.meta.url);
}

function usage(): string {
  const known = Object.entries(commands).filter(([name]) => existsSync(fileOf(name)));
  const lines = known.map(([name, purpose]) => `  ${name.padEnd(22)}${purpose}\n`);
  return `usage: npm run -s cli -- <noun> <verb> [options]\n\n${lines.join("")}`;
}

// A reader that has seen enough, such as head, closes the pipe: no reason for a stack trace.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

// The same database, data folder and secrets as the app's.
readDotEnv();
process.exitCode = await main(process.argv.slice(2), {
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
});
process.stdin.unref?.();
