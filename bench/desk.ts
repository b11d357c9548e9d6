import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { measureKeys, reportsFor } from "./desk-keys";
import { at, decideAndTime, emptyInPage, openDesk, quietness, said } from "./desk-page";
import { reportLines } from "./desk-reports";

const program = ["--conditions=react-server", "--import", "tsx"];
const warmUp = 10;

/** Times of one kind, in milliseconds. */
type Times = { painted: number[]; card: number[] /** Of an empty route. */; empty: number[] };

function inFull(command: string[], env: NodeJS.ProcessEnv, lines: Iterable<string> = []): Promise<void> {
  const child = spawn(process.execPath, [...program, "cli/main.ts", ...command], {
    env,
    stdio: ["pipe", "ignore", "inherit"],
  });
  child.stdin.end([...lines].map((line) => `${line}\n`).join(""));
  return new Promise((done, failed) =>
    child.on("close", (code) => (code === 0 ? done() : failed(new Error(`${command.join(" ")} ended with ${code}`)))),
  );
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

/** Starts the built app and answers how to stop it, once it serves. */
async function start(env: NodeJS.ProcessEnv, address: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, [resolve("scripts/start.mjs")], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = new Promise<void>((done) => child.on("close", () => done()));
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  const serves = () =>
    fetch(`${address}/api/v1/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await serves())) {
    if (hasEnded) throw new Error("the app ended before it served");
    await new Promise((done) => setTimeout(done, 250));
  }
  return () => {
    child.kill("SIGTERM");
    return ended;
  };
}

/** `reading`: each case is read until what was under way has come; otherwise the key follows the painted case at once. */
async function shift(page: Page, decisions: number, reading: boolean): Promise<Times> {
  const quiet = quietness(page);
  await quiet();
  const times: Times = { painted: [], card: [], empty: [] };
  for (let decided = 0; decided < decisions + warmUp; decided += 1) {
    if (reading) await quiet();
    const { painted, card } = await decideAndTime(page, "n");
    const isWarm = decided >= warmUp;
    if (isWarm) times.painted.push(painted);
    if (isWarm) times.card.push(card);
    if (reading) await quiet();
    if (reading && isWarm) times.empty.push(await page.evaluate<number>(emptyInPage));
  }
  await quiet();
  return times;
}

/** So many keys in a row, each as soon as the case before was painted. */
const burst = 3;

/** After a moment in which a case is read, some quick keys in a row, again and again: what several plain cases are like. */
async function bursts(page: Page, decisions: number): Promise<Times> {
  const quiet = quietness(page);
  const times: Times = { painted: [], card: [], empty: [] };
  while (times.painted.length < decisions) {
    await quiet();
    for (let pressed = 0; pressed < burst; pressed += 1) {
      const { painted, card } = await decideAndTime(page, "n");
      times.painted.push(painted);
      times.card.push(card);
    }
  }
  await quiet();
  return times;
}

async function measure(page: Page, address: string, cases: number, decisions: number): Promise<void> {
  await openDesk(page, address);
  const loaded = cases > 0 ? `${cases} cases loaded` : "the database as it was";
  const read = await shift(page, decisions, true);
  const quick = await bursts(page, Math.ceil(decisions / 2));
  const fast = await shift(page, Math.ceil(decisions / 4), false);
  console.log(`no violation by key, ${loaded}, ${read.painted.length} times, each read first:`);
  console.log(`  next case painted: ${said(read.painted)}`);
  console.log(`  and its consequence card: ${said(read.card)}`);
  console.log(`  an empty route, asked from the same page in between: ${said(read.empty)}`);
  const ratio = (share: number) => (at(read.painted, share) / at(read.empty, share)).toFixed(1);
  console.log(`  painted, as a multiple of the empty route: ${ratio(0.5)} in the middle, ${ratio(0.95)} at 95 %`);
  console.log(`${quick.painted.length} times, ${burst} quick keys in a row after a case that was read:`);
  console.log(`  next case painted: ${said(quick.painted)}`);
  console.log(`  and its consequence card: ${said(quick.card)}`);
  console.log(`${fast.painted.length} times, the key pressed as soon as the case before was painted:`);
  console.log(`  next case painted: ${said(fast.painted)}`);
  console.log(`  and its consequence card: ${said(fast.card)}`);
}

/** Each in a browser session of its own, so that nothing of one is laid ready in the other. */
async function inBrowser(work: ((page: Page) => Promise<void>)[]): Promise<void> {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH });
  try {
    for (const measured of work) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
      // A machine with other work takes long to open the first page; nothing of that is measured.
      page.setDefaultTimeout(180_000);
      await measured(page);
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

/**
 * Fills the database: first rules and people, then the reports of which the desk is sure, then the rest of the load, which
 * reads every case that nothing has read yet, those reports' as well.
 */
async function load(cases: number, decisions: number, env: NodeJS.ProcessEnv): Promise<void> {
  const reports = reportsFor(decisions);
  console.log(`loading ${Math.max(cases, 2)} cases, and ${reports} whose suggestion the desk is sure of …`);
  await inFull(["db", "seed", "--load", "1"], env);
  await inFull(["notice", "import"], env, reportLines(reports, new Date()));
  await inFull(["db", "seed", "--load", String(Math.max(1, cases - 1))], env);
}

/** A small load is there to try the measurement, and is decided on half as often. */
const decisionsFor = (cases: number) => (cases > 0 && cases < 20_000 ? 100 : 200);

/**
 * A moderator's keyboard on a full desk: key to next case painted, in a real Chromium, with `cases` made-up cases loaded into
 * the database (the one of DATABASE_URL, empty or loaded before, or an embedded one of its own); 0 takes it as it is, but for
 * two cases more and the reports for the three keys. `onlyKeys`: one key beside three alone.
 */
export async function benchDesk(cases: number, onlyKeys = false): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "recourse-bench-"));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATA_DIR: folder,
    PORT: String(port),
    APP_URL: address,
    RECOURSE_MODE: "demo",
    SMTP_URL: "",
  };
  const decisions = decisionsFor(cases);
  const three = Math.ceil(decisions / 2);
  try {
    await load(cases, three, env);
    const stop = await start(env, address);
    try {
      const keys = (page: Page) => measureKeys(page, address, three);
      // First, while the reports for it are all there: the other one takes from the whole queue, and of them as well.
      await inBrowser(onlyKeys ? [keys] : [keys, (page) => measure(page, address, cases, decisions)]);
      console.log(
        `load of the machine by then: ${loadavg()
          .map((one) => one.toFixed(1))
          .join(", ")}`,
      );
    } finally {
      await stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
