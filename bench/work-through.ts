import { spawn } from "node:child_process";
import { createReadStream, createWriteStream, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { putDatabase } from "@/db/client";
import { openDatabase } from "@/db/open";
import { outboxHandlers } from "@/lib/boot/handlers";
import { endDueSanctions, startDueSanctions } from "@/lib/decisions/sanction.command";
import { suggestPending } from "@/lib/intake/suggest.store";
import { ensureDemoPeople } from "@/lib/people/demo.store";
import { verifyAudit } from "@/lib/platform/audit-verify";
import { drainOutbox } from "@/lib/platform/outbox-lanes";
import type { Person } from "@/lib/platform/permissions.rules";
import { inQueue, type Tally, workThrough } from "./work";

const usage = `usage: node --conditions=react-server --import tsx bench/work-through.ts FOLDER [--count 1000]

Takes labelled texts (dev_*.jsonl.gz in FOLDER) as reports into a database of its own, looks whether they are in the queue of
the right platform, and works through them as a moderator. Prints counts and rates, no text. With DATABASE_URL it uses
that database, which must be empty; else an embedded one in a temporary folder.
`;

const typescript = ["--conditions=react-server", "--import", "tsx"];

/** Runs one of the product's own programs, from a file or into one. */
function ran(args: string[], { from, to }: { from?: string; to: string }): Promise<number | null> {
  const child = spawn(process.execPath, [...typescript, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  if (from) createReadStream(from).pipe(child.stdin);
  else child.stdin.end();
  child.stdout.pipe(createWriteStream(to));
  return new Promise((done) => child.on("close", done));
}

type Line = { platform: string; items: { location: string }[] };

/** How many reports and how many items of each platform the lines hold. */
function expectedOf(file: string): Record<string, { cases: number; reports: number }> {
  const places = new Map<string, Set<string>>();
  const reports = new Map<string, number>();
  for (const text of readFileSync(file, "utf8").trim().split("\n")) {
    const { platform, items }: Line = JSON.parse(text);
    const known = places.get(platform) ?? new Set<string>();
    for (const { location } of items) known.add(location);
    places.set(platform, known);
    reports.set(platform, (reports.get(platform) ?? 0) + items.length);
  }
  return Object.fromEntries(
    [...places].map(([platform, { size }]) => [platform, { cases: size, reports: reports.get(platform) ?? 0 }]),
  );
}

const percent = (part: number, whole: number) => `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
const at = (sorted: readonly number[], share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0);

function report(tally: Tally): void {
  const each = [...tally.each].sort((a, b) => a - b);
  console.log(
    `worked through: ${tally.cases} cases in ${tally.seconds.toFixed(1)} s, ${(tally.cases / tally.seconds).toFixed(1)} a second; ${at(each, 0.5)} ms in the middle, ${at(each, 0.95)} ms at 95 %`,
  );
  console.log(`  a confident suggestion: ${tally.confident} (${percent(tally.confident, tally.cases)})`);
  console.log(
    `  violation by it, with the recommended set: ${tally.violation} (${percent(tally.violation, tally.cases)})`,
  );
  console.log(`  no violation: ${tally.noViolation} (${percent(tally.noViolation, tally.cases)})`);
  for (const [platform, { cases, violation }] of Object.entries(tally.byPlatform))
    console.log(`  ${platform}: ${cases} cases, ${violation} violations`);
  for (const [reason, times] of Object.entries(tally.notDecided))
    console.log(`  suggested, but a person must say more (${reason}): ${times}`);
}

async function timed<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  const began = performance.now();
  const value = await work();
  console.log(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return value;
}

async function allSuggested(db: Parameters<typeof suggestPending>[0]): Promise<number> {
  for (let made = 0; ; ) {
    const more = await suggestPending(db, new Date(), 50);
    if (more === 0) return made;
    made += more;
  }
}

async function main(): Promise<number> {
  const options = { count: { type: "string", default: "1000" } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [folder] = positionals;
  if (!folder) {
    process.stderr.write(usage);
    return 2;
  }
  const scratch = mkdtempSync(join(tmpdir(), "recourse-bench-"));
  process.env.DATA_DIR = scratch;
  const [lines, answers] = [join(scratch, "notices.ndjson"), join(scratch, "answers.ndjson")];
  try {
    const sources = readdirSync(folder).filter((name) => /^dev_.*\.jsonl(\.gz)?$/.test(name));
    const files = sources.sort().map((name) => resolve(folder, name));
    const made = await ran(["bench/real-texts.ts", ...files, "--count", values.count], { to: lines });
    if (made !== 0) return 1;
    const imported = await timed("imported through `cli notice import`", () =>
      ran(["cli/main.ts", "notice", "import"], { from: lines, to: answers }),
    );
    if (imported !== 0) throw new Error("some lines were not taken");
    const opened = await openDatabase();
    putDatabase(opened);
    const { db } = opened;
    const [expected, found] = [expectedOf(lines), await inQueue(db)];
    for (const [platform, wanted] of Object.entries(expected)) {
      const there = found[platform];
      console.log(`${platform}: ${there?.cases} cases of ${there?.reports} reports in the queue`);
      if (there?.cases !== wanted.cases || there.reports !== wanted.reports)
        throw new Error(`${platform}: ${wanted.cases} cases of ${wanted.reports} reports were sent`);
    }
    const people = await ensureDemoPeople(db, new Date());
    const demo = people.find(({ key }) => key === "mei");
    if (!demo) throw new Error("the demo has a moderator");
    const mei: Person = {
      kind: "person",
      id: demo.id,
      name: demo.name,
      role: demo.role,
      locale: "en",
      sessionId: "bench",
    };
    console.log(`suggestions: ${await timed("suggested clauses", () => allSuggested(db))} cases`);
    report(
      await workThrough(
        db,
        mei,
        () => new Date(),
        (done) => done % 100 === 0 && process.stderr.write(`${done} cases\n`),
      ),
    );
    const later = new Date(Date.now() + 3_600_000);
    console.log(
      `sanctions: ${await startDueSanctions(db, later)} in force, ${await endDueSanctions(db, later)} ended; messages: ${await timed("sent", () => drainOutbox(db, outboxHandlers, later))}`,
    );
    const audit = await timed("verified the log", () => verifyAudit(db, { now: later }));
    console.log(
      `log: ${audit.entries} entries in ${audit.chains.length} chains, ${audit.ok ? "whole" : `${audit.faultCount} FAULTS`}`,
    );
    await opened.close();
    return audit.ok ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

process.exitCode = await main();
