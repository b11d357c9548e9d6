import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium, type Page } from "@playwright/test";

const program = ["--conditions=react-server", "--import", "tsx"];
const warmUp = 10;

/** Times of one kind, in milliseconds. */
type Times = { painted: number[]; card: number[] };

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
const watchInPage = `new Promise((done, failed) => {
  const began = performance.now();
  const heading = () => document.querySelector("h1")?.textContent ?? "";
  const before = heading();
  let pressed = 0;
  let painted = 0;
  addEventListener("keydown", (event) => (pressed ||= event.timeStamp), { once: true, capture: true });
  const look = () => {
    const now = performance.now();
    if (pressed > 0 && painted === 0 && heading() !== before && heading() !== "") painted = now - pressed;
    if (painted > 0 && document.querySelector("[aria-busy='true']") === null) return done({ painted, card: now - pressed });
    if (now - began > 10_000) return failed(new Error("no next case after ten seconds: " + document.querySelector("main")?.innerText));
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

/**
 * Presses a key on the open case and answers how long it took, in the page's own clock, from the press until the next
 * case was on screen (its reference in the heading, and a frame painted), and until its consequence card answered what
 * is chosen.
 */
async function decideAndTime(page: Page, key: string): Promise<{ painted: number; card: number }> {
  const timed = page.evaluate<{ painted: number; card: number }>(watchInPage);
  await page.keyboard.press(key);
  return timed;
}

async function shift(address: string, decisions: number): Promise<Times> {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
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
    const times: Times = { painted: [], card: [] };
    for (let decided = 0; decided < decisions + warmUp; decided += 1) {
      // Nobody decides in the frame in which a case appears.
      await page.waitForTimeout(300);
      const { painted, card } = await decideAndTime(page, "n");
      if (decided < warmUp) continue;
      times.painted.push(painted);
      times.card.push(card);
    }
    return times;
  } finally {
    await browser.close();
  }
}

/**
 * A moderator's keyboard on a full desk: key to next case painted, in a real Chromium, with `cases` made-up cases in the
 * database (the one of DATABASE_URL, which must be empty or loaded, or an embedded one of its own).
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
    console.log(`loading ${cases} cases …`);
    await inFull([...program, "cli/main.ts", "db", "seed", "--load", String(cases)], env);
    const stop = await start(env, address);
    try {
      const { painted, card } = await shift(address, decisions);
      const said = (times: number[]) =>
        `${Math.round(at(times, 0.5))} ms in the middle, ${Math.round(at(times, 0.95))} ms at 95 %, ${Math.round(at(times, 1))} ms at most`;
      console.log(`no violation by key, ${painted.length} times with ${cases} cases in the database:`);
      console.log(`  next case painted: ${said(painted)}`);
      console.log(`  and its consequence card: ${said(card)}`);
    } finally {
      await stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
