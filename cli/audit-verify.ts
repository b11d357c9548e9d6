import { createReadStream } from "node:fs";
import { parseArgs } from "node:util";
import { ChainLine } from "@/lib/platform/audit-chain.contract";
import { type ChainHead, type ChainReport, chainVerifier } from "@/lib/platform/audit-chain.rules";
import { objectsIn, readAnchors } from "./anchors";
import type { Io } from "./io";
import { LineProblem, writeLine } from "./ndjson";

const usage = "usage: npm run -s cli -- audit verify [--file EXPORT] [--anchors HEADS]\n";

/**
 * `audit verify`: checks every hash, link and column of the log and prints one line
 * `{ok, entries, chains: [{chain, position, hash, entries}], faultCount, faults: [{chain, position, fault, detail}]}`.
 * Asks the running app, or opens the database if none runs; with `--file` it reads an export and needs neither.
 * `--anchors` is an earlier answer kept elsewhere: its heads must still be in the log. Exit code 1 when the log is not whole.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const options = readArgs(args);
  if (!options) {
    io.errors.write(usage);
    return 2;
  }
  try {
    const anchors = options.anchors ? await readAnchors(options.anchors) : [];
    const report = options.file ? await verifyFile(options.file, anchors) : await verifyData(anchors, io);
    await writeLine(io.output, report);
    return report.ok ? 0 : 1;
  } catch (error) {
    const code = error instanceof LineProblem ? error.code : "failed";
    const message = error instanceof Error ? error.message : String(error);
    io.errors.write(`${message}\n`);
    await writeLine(io.output, { error: { code, message } });
    return 1;
  }
}

function readArgs(args: string[]): { file?: string; anchors?: string } | null {
  try {
    return parseArgs({ args, options: { file: { type: "string" }, anchors: { type: "string" } } }).values;
  } catch {
    return null;
  }
}

async function verifyFile(file: string, anchors: readonly ChainHead[]): Promise<ChainReport> {
  const heads: ChainHead[] = [];
  let verifier: ReturnType<typeof chainVerifier> | undefined;
  for await (const { value, line } of objectsIn(createReadStream(file), file)) {
    const parsed = ChainLine.safeParse(value);
    if (!parsed.success) throw new LineProblem("invalid_line", `Line ${line} of ${file} is not part of an export.`);
    if ("head" in parsed.data) {
      if (verifier) throw new LineProblem("invalid_line", `Line ${line} of ${file} is a head after the entries began.`);
      heads.push(parsed.data.head);
      continue;
    }
    verifier ??= chainVerifier(heads, anchors);
    verifier.take(parsed.data);
  }
  return (verifier ?? chainVerifier(heads, anchors)).report();
}

/** The database part is loaded only here: `--file` works where no database can. */
async function verifyData(anchors: readonly ChainHead[], io: Io): Promise<ChainReport> {
  const { openDataDoor } = await import("@/lib/platform/client-of-app");
  const door = await openDataDoor();
  const progress = (entries: number) => io.errors.write(`${entries} entries\n`);
  try {
    if (door.kind === "database") {
      const { checkAudit } = await import("@/lib/platform/audit-check");
      const { terminal } = await import("@/lib/platform/cli-route");
      const checked = await checkAudit(terminal, new Date(), { anchors, onProgress: progress });
      if (!checked.ok) throw new LineProblem(checked.code, checked.reason);
      return checked.value;
    }
    return await verifyByApp(
      await door.app.send("/api/cli/audit/verify", { method: "POST", body: JSON.stringify({ anchors }) }),
      progress,
    );
  } finally {
    await door.close();
  }
}

type Said = { entries?: number; report?: ChainReport };

async function verifyByApp(response: Response, progress: (entries: number) => void): Promise<ChainReport> {
  if (!response.ok || !response.body)
    throw new LineProblem("app_refused", `The running app answered ${response.status}.`);
  const { Readable } = await import("node:stream");
  for await (const { value } of objectsIn(Readable.from(response.body), "the answer")) {
    const said = value as Said;
    if (said.report) return said.report;
    if (said.entries) progress(said.entries);
  }
  throw new LineProblem("app_stopped", "The running app stopped before it had an answer.");
}
