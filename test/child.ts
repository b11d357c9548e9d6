import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { tidyLater } from "./tidy";

export type Child = {
  pid: number;
  /** Everything printed so far, line by line. */
  said: string[];
  complained: string[];
  /** Waits for a printed line, also one from before. @throws when the process ends without it */
  until: (pattern: RegExp) => Promise<string>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill: (signal?: NodeJS.Signals) => Promise<void>;
};

/** A folder of its own for one test, gone after the file's tests. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "recourse-child-"));
  tidyLater(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a terminal knows, and nothing of this test run. */
const terminal: Record<string, string | undefined> = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  TMPDIR: process.env.TMPDIR,
  TZ: "UTC",
};

const cacheFolder = join(process.cwd(), "node_modules", ".cache", "recourse", "children");
const bundled = new Map<string, Promise<string>>();

/** One file of JavaScript, so that a process is up in a second: what a test child does, with packages left outside. */
function bundleOf(file: string): Promise<string> {
  const outfile = join(cacheFolder, `${process.pid}-${basename(file, ".ts")}.mjs`);
  const known = bundled.get(file);
  if (known) return known;
  const made = build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    external: ["server-only"],
    alias: { "@": process.cwd() },
    logLevel: "error",
  }).then(() => outfile);
  bundled.set(file, made);
  process.once("exit", () => rmSync(outfile, { force: true }));
  return made;
}

/**
 * Starts a process in the project's root. `test/children/*.ts` is bundled first; other TypeScript, which may load more
 * files by their address, runs as it is: `await aChild(["cli/main.ts", "audit", "verify"], { DATA_DIR })`.
 */
export async function aChild(
  args: string[],
  env: Record<string, string> = {},
  { stdin = "", cwd = process.cwd() } = {},
): Promise<Child> {
  const [file = "", ...rest] = args;
  const isOurs = file.startsWith("test/children/");
  const typescript = file.endsWith(".ts") ? ["--import", "tsx", file] : [file];
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", ...(isOurs ? [await bundleOf(file)] : typescript), ...rest],
    { env: { ...terminal, ...env } as NodeJS.ProcessEnv, cwd, stdio: ["pipe", "pipe", "pipe"] },
  );
  tidyLater(() => child.kill("SIGKILL"));
  child.stdin.end(stdin);
  const said: string[] = [];
  const complained: string[] = [];
  const heard = new Set<() => void>();
  const collect = (stream: NodeJS.ReadableStream, lines: string[]) => {
    let rest = "";
    stream.setEncoding("utf8").on("data", (text: string) => {
      const parts = (rest + text).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
      for (const listener of heard) listener();
    });
    stream.on("end", () => rest && lines.push(rest));
  };
  collect(child.stdout, said);
  collect(child.stderr, complained);
  let isOver = false;
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) => {
    child.on("close", (code, signal) => {
      isOver = true;
      done({ code, signal });
      for (const listener of heard) listener();
    });
  });
  const until = (pattern: RegExp) =>
    new Promise<string>((found, lost) => {
      const look = () => {
        const line = said.find((text) => pattern.test(text));
        if (line === undefined && !isOver) return;
        heard.delete(look);
        if (line !== undefined) found(line);
        else lost(new Error(`the process ended without ${pattern}: ${[...said, ...complained].join("\n")}`));
      };
      heard.add(look);
      look();
    });
  const kill = async (signal: NodeJS.Signals = "SIGKILL") => {
    child.kill(signal);
    await ended;
  };
  return { pid: child.pid ?? 0, said, complained, until, ended, kill };
}

/** Runs to the end. */
export async function ran(
  args: string[],
  env: Record<string, string> = {},
  more: { stdin?: string; cwd?: string } = {},
) {
  const child = await aChild(args, env, more);
  const { code } = await child.ended;
  return { code, said: child.said, complained: child.complained };
}

/** No stack traces where a person is meant to read. */
export function isPlain(lines: readonly string[]): boolean {
  return lines.every((line) => !/^\s+at |node:internal|Error: |throw /.test(line));
}
