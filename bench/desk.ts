import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Page, type Request } from "@playwright/test";

const program = ["--conditions=react-server", "--import", "tsx"];
const warmUp = 10;

/** Times of one kind, in milliseconds. */
type Times = { painted: number[]; card: number[] /** Of an empty route. */; empty: number[] };

const at = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;

function inFull(command: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, command, { env, stdio: ["ignore", "ignore", "inherit"] });
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

/** Text and not a function: what compiles this file would name things in it that the page does not know. */
const watchInPage = `void (globalThis.timed = new Promise((done, failed) => {
  const began = performance.now();
  const heading = () => document.querySelector("h1")?.textContent ?? "";
  const before = heading();
  let pressed = 0;
  let painted = 0;
  addEventListener("keydown", (event) => (pressed ||= event.timeStamp), { once: true, capture: true });
  const look = () => {
    const now = performance.now();
    if (pressed > 0 && painted === 0 && heading() !== before && heading() !== "") painted = now - pressed;
    if (painted > 0 && document.querySelector("fieldset [aria-busy='true']") === null) return done({ painted, card: now - pressed });
    if (now - began > 20_000) return failed(new Error("no next case after twenty seconds: " + document.querySelector("main")?.innerText));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}))`;

/** One round trip to a route that does nothing: it refuses the method before it looks at anything. */
const emptyInPage = `(async () => {
  const began = performance.now();
  await (await fetch("/api/v1/health", { method: "PUT", cache: "no-store" })).text();
  return performance.now() - began;
})()`;

/**
 * Presses a key on the open case and answers how long it took, in the page's own clock, from the press until the next
 * case was on screen (its reference in the heading, and a frame painted), and until its consequence card answered what
 * is chosen.
 */
async function decideAndTime(page: Page, key: string): Promise<{ painted: number; card: number }> {
  // The page watches before the key comes: asked for at the same time, a quick next case was there before it looked.
  await page.evaluate(watchInPage);
  await page.keyboard.press(key);
  return page.evaluate<{ painted: number; card: number }>("globalThis.timed");
}

/** Resolves when the page waits for no answer of the app any more. */
function quietness(page: Page): () => Promise<void> {
  const underWay = new Set<Request>();
  let onQuiet = () => {};
  const ended = (request: Request) => {
    underWay.delete(request);
    if (underWay.size === 0) onQuiet();
  };
  page.on("request", (request) => request.url().includes("/api/") && underWay.add(request));
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  return async () => {
    // What an answer leads to is asked for in the frame after it.
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    while (underWay.size > 0) {
      await new Promise<void>((done) => {
        onQuiet = done;
      });
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }
  };
}

async function openDesk(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.getByRole("button", { name: "Sign in as Mei Lin" }).click();
  await page.waitForURL(/\/queue/);
  await page
    .getByRole("button", { name: /take the next/i })
    .first()
    .click();
  await page.waitForURL(/\/cases\//);
  await page
    .getByRole("button", { name: /no violation/i })
    .first()
    .waitFor();
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

async function measure(address: string, cases: number, decisions: number): Promise<void> {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
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
  } finally {
    await browser.close();
  }
}

const said = (times: number[]) =>
  `${Math.round(at(times, 0.5))} ms in the middle, ${Math.round(at(times, 0.95))} ms at 95 %, ${Math.round(at(times, 1))} ms at most`;

/**
 * A moderator's keyboard on a full desk: key to next case painted, in a real Chromium, with `cases` made-up cases loaded into
 * the database (the one of DATABASE_URL, empty or loaded before, or an embedded one of its own); 0 takes it as it is.
 */
export async function benchDesk(cases: number, decisions = 200): Promise<void> {
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
  try {
    if (cases > 0) {
      console.log(`loading ${cases} cases …`);
      await inFull([...program, "cli/main.ts", "db", "seed", "--load", String(cases)], env);
    }
    const stop = await start(env, address);
    try {
      await measure(address, cases, decisions);
    } finally {
      await stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
