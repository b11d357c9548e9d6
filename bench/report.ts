import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Db, putDatabase } from "@/db/client";
import { openDatabase } from "@/db/open";
import { givenPacks } from "@/test/town";
import { fillDecisions, halfYear } from "./report-load";

const Said = z.object({ code: z.literal(0), peak: z.number(), work: z.number() });
type Measured = { seconds: number; peak: number; work: number; told: number };

/** `report transparency` in a process of its own, as at a terminal. */
function reportOf({ from, to }: typeof halfYear): Measured {
  const out = mkdtempSync(join(tmpdir(), "recourse-bench-"));
  const child = fileURLToPath(new URL("report-child.ts", import.meta.url));
  const flags = ["--conditions=react-server", "--import", "tsx"];
  const args = ["--platform", "aliexpress", "--from", from, "--to", to, "--out", out];
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, child, ...args], { encoding: "utf8" });
  const seconds = (performance.now() - began) / 1000;
  rmSync(out, { recursive: true });
  if (status !== 0) throw new Error(`The process that was to be measured ended with ${status}: ${stderr}`);
  const { peak, work } = Said.parse(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? ""));
  return { seconds, peak, work, told: stderr.split("\n").filter((line) => line.includes("steps counted")).length };
}

/** The measures of the period by category, as somebody at psql would ask: what the database cannot be spared. */
async function plainQuery(db: Db): Promise<number> {
  const began = performance.now();
  await db.execute(sql`select d.dsa_category, d.dsa_keyword, s.dsa_value, count(*) from sanctions s
    join decisions d on d.id = s.decision_id
    where s.platform_id = 'aliexpress' and s.starts_at >= ${halfYear.from} and s.starts_at < '2026-01-01'
    group by 1, 2, 3`);
  return (performance.now() - began) / 1000;
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const line = (name: string, { seconds, peak, work, told }: Measured) =>
  console.log(
    `${name}: ${seconds.toFixed(1)} s, ${work.toFixed(1)} s of it work here, at most ${megabytes(peak)}, ${told} lines of progress`,
  );

/**
 * The transparency report of a half-year with so many decisions, beside that of an empty one: how long, and how much
 * memory our process takes at most. DATABASE_URL names an empty PostgreSQL: what it is filled with stays.
 */
export async function benchReport(wanted: number): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url)
    throw new Error("DATABASE_URL names the PostgreSQL to measure on: an empty one, for decisions are added to it");
  const opened = await openDatabase();
  putDatabase(opened);
  try {
    await givenPacks(opened.db);
    const began = performance.now();
    const count = await fillDecisions(opened.db, wanted, (what) => process.stderr.write(`${what}\n`));
    console.log(`${count} decisions made in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    const empty = reportOf({ from: "2024-07-01", to: "2024-12-31" });
    const full = reportOf(halfYear);
    const plain = Math.min(await plainQuery(opened.db), await plainQuery(opened.db));
    line("an empty half-year", empty);
    line(`${count} decisions`, full);
    console.log(`memory beside an empty half-year: ratio ${(full.peak / empty.peak).toFixed(2)}`);
    console.log(
      `the measures alone, grouped in one plain query: ${plain.toFixed(1)} s; the report beside it: ratio ${(Math.max(0, full.seconds - empty.seconds) / plain).toFixed(1)}`,
    );
  } finally {
    await opened.close();
  }
}
