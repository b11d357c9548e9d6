import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { test as base, type Kept } from "./steps";

/** A desk of a worker's own whose clock a test moves; everything else in it runs as it is. */
export type Clock = {
  /** The time stands at this moment until it is told otherwise. */
  standsAt: (moment: Date) => Promise<void>;
  /** The time runs on from this moment. */
  runsFrom: (moment: Date) => Promise<void>;
};

// Beside the port of the run itself; the one after that is taken by whoever stands in for others.
const port = Number(process.env.E2E_PORT ?? 3217) + 20_000;
const address = `http://127.0.0.1:${port}`;

function started(dataDir: string): ChildProcess {
  const clock = fileURLToPath(new URL("moved-clock.mjs", import.meta.url));
  return spawn(process.execPath, ["--import", clock, "scripts/start.mjs"], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      PORT: String(port),
      APP_URL: address,
      DATA_DIR: dataDir,
      DATABASE_URL: "",
      SMTP_URL: "",
      RECOURSE_MODE: "demo",
    },
  });
}

/** Resolves once it answers; a desk that ends before is told at once. Asked a few times a second: it needs the machine. */
async function isUp(server: ChildProcess): Promise<void> {
  const ended = new Promise<never>((_, failed) => {
    server.once("exit", (code) => failed(new Error(`the desk with a clock of its own ended with ${code}`)));
  });
  const health = async () => (await fetch(`${address}/api/v1/health`)).ok;
  const answers = async () => {
    await expect(async () => expect(await health()).toBe(true)).toPass({ timeout: 240_000, intervals: [250] });
  };
  await Promise.race([answers(), ended]);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((ended) => server.once("exit", ended));
  server.kill("SIGTERM");
  await gone;
}

const move = (server: ChildProcess, at: Date, stands: boolean) =>
  new Promise<void>((moved) => {
    server.once("message", () => moved());
    server.send({ at: at.getTime(), stands });
  });

export const test = base.extend<object, { kept: Kept; clock: Clock }>({
  // Nobody is signed in there, and no key of the other desk holds.
  kept: [async ({ browserName: _ }, use) => use({ sessions: new Map() }), { scope: "worker" }],
  clock: [
    async ({ browserName: _ }, use) => {
      const dataDir = mkdtempSync(join(tmpdir(), "recourse-clock-"));
      const server = started(dataDir);
      try {
        await isUp(server);
        await use({
          standsAt: (moment) => move(server, moment, true),
          runsFrom: (moment) => move(server, moment, false),
        });
      } finally {
        await end(server);
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
    { scope: "worker", auto: true, timeout: 300_000 },
  ],
  baseURL: async ({ browserName: _ }, use) => use(address),
});

/** The instant at which clocks in a zone show this day and time: `2027-05-28`, `23:59`. */
export function momentIn(zone: string, day: string, time: string): Date {
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const near = Date.parse(`${day}T${time}:00Z`);
  const quarters = Array.from({ length: 113 }, (_, index) => new Date(near + (index - 56) * 900_000));
  const found = quarters.find((each) => shown.format(each) === `${day} ${time}`);
  if (!found) throw new Error(`${day} ${time} is skipped in ${zone}`);
  return found;
}
