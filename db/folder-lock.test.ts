import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { aChild, aFolder } from "@/test/child";
import { FolderInUse, lockFolder } from "./folder-lock";

const lockOf = (folder: string) => join(folder, "lock.json");
const holding = (folder: string) => aChild(["test/children/hold-folder.ts"], { DATA_DIR: folder });

/** A process that has ended: nobody has its number any more. */
async function aDeadProcess(): Promise<number> {
  const child = await aChild(["-e", "0"]);
  await child.ended;
  return child.pid;
}

const writeLock = (folder: string, holder: object) => writeFileSync(lockOf(folder), JSON.stringify(holder));

test("of six processes that start at once on one folder one holds it, and five are told who", async () => {
  const folder = aFolder();
  const six = await Promise.all(Array.from({ length: 6 }, () => holding(folder)));
  const answers = await Promise.all(six.map((child) => child.until(/held|refused/)));
  expect(answers.filter((answer) => answer === "held")).toHaveLength(1);
  const holder = six[answers.indexOf("held")];
  expect(new Set(answers.filter((answer) => answer !== "held"))).toEqual(new Set([`refused ${holder?.pid}`]));
  await holder?.kill();
  const next = await Promise.all(Array.from({ length: 6 }, () => holding(folder)));
  const again = await Promise.all(next.map((child) => child.until(/held|refused/)));
  expect(
    again.filter((answer) => answer === "held"),
    "after kill -9 again one of six",
  ).toHaveLength(1);
  expect(readdirSync(folder), "nothing is left lying about").toEqual(["lock.json"]);
}, 120_000);

test("the lock is gone after a release and after an ordinary exit, and left behind by kill -9", async () => {
  const folder = aFolder();
  for (const [signal, isLeft] of [
    ["SIGTERM", false],
    ["SIGHUP", false],
    ["SIGKILL", true],
  ] as const) {
    const child = await holding(folder);
    await child.until(/held/);
    expect(JSON.parse(readFileSync(lockOf(folder), "utf8"))).toMatchObject({ pid: child.pid, host: hostname() });
    await child.kill(signal);
    expect([signal, existsSync(lockOf(folder))]).toEqual([signal, isLeft]);
  }
}, 60_000);

test("a lock left by kill -9 is taken over, also when its process number has been given to somebody else", async () => {
  const folder = aFolder();
  writeLock(folder, { pid: await aDeadProcess(), host: hostname(), started: "1" });
  lockFolder(folder)();
  // The test's own process lives, but it began at another time than the holder did.
  writeLock(folder, { pid: process.pid, host: hostname(), started: "1" });
  const release = lockFolder(folder);
  expect(JSON.parse(readFileSync(lockOf(folder), "utf8")).started).not.toBe("1");
  release();
  expect(existsSync(lockOf(folder))).toBe(false);
});

test("a lock that cannot be read is nobody's", () => {
  const folder = aFolder();
  writeFileSync(lockOf(folder), '{"pid": 1');
  lockFolder(folder)();
  expect(existsSync(lockOf(folder))).toBe(false);
});

test("a takeover that was itself killed in the middle does not lock everybody out", async () => {
  const folder = aFolder();
  const dead = { pid: await aDeadProcess(), host: hostname(), started: "1" };
  writeLock(folder, dead);
  writeFileSync(join(folder, "lock.takeover.json"), JSON.stringify(dead));
  lockFolder(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

test("a lock of another host holds while it is beaten, and falls twenty seconds after its last beat", () => {
  const folder = aFolder();
  writeLock(folder, { pid: process.pid, host: "container-7", started: "5" });
  expect(() => lockFolder(folder)).toThrow(/in use by process \d+ on container-7.*one process at a time/);
  const past = new Date(Date.now() - 25_000);
  utimesSync(lockOf(folder), past, past);
  lockFolder(folder)();
});

test("one process does not open the same folder twice", () => {
  const folder = aFolder();
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderInUse);
  release();
});

test("whoever slept while another took the folder over is told to stop writing", () => {
  vi.useFakeTimers();
  try {
    const folder = aFolder();
    const lost: string[] = [];
    const release = lockFolder(folder, (sentence) => lost.push(sentence));
    vi.advanceTimersByTime(11_000);
    expect(lost).toEqual([]);
    const other = JSON.stringify({ pid: 1, host: "container-7", started: "" });
    writeFileSync(lockOf(folder), other);
    vi.advanceTimersByTime(11_000);
    expect(lost).toEqual([`The data folder ${folder} was taken over by another process.`]);
    release();
    expect(readFileSync(lockOf(folder), "utf8"), "a release leaves the other's lock alone").toBe(other);
  } finally {
    vi.useRealTimers();
  }
});
