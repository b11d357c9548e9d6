import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

type Holder = { pid: number; host: string; started: string };

const beatEveryMs = 5_000;
/** A lock of another host (a container gone with its host name) counts as alive for this long after its last beat. */
const foreignAliveMs = 20_000;

/** When a process began, so that a reused pid is not taken for the holder; empty where the system does not tell. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isAlive(holder: Holder, file: string): boolean {
  if (holder.host !== hostname()) {
    const beaten = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - beaten < foreignAliveMs;
  }
  if (!isRunning(holder.pid)) return false;
  const began = startOf(holder.pid);
  return holder.started === "" || began === "" || began === holder.started;
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return null;
  }
}

export class FolderInUse extends Error {
  override name = "FolderInUse";
  constructor(
    readonly folder: string,
    readonly holder: { pid: number; host: string },
  ) {
    super(
      `The data folder ${folder} is in use by process ${holder.pid} on ${holder.host}. ` +
        "The embedded database allows one process at a time: stop that one, choose another DATA_DIR, or set DATABASE_URL.",
    );
  }
}

/** Appears whole or not at all (written aside, then linked), so a reader never sees half of it; false when it is there. */
function place(file: string, me: Holder): boolean {
  const aside = `${file}.${process.pid}.${Date.now()}.tmp`;
  writeFileSync(aside, JSON.stringify(me), { mode: 0o600 });
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Moves a dead process's mark away. Done only by who holds the mark above it, so nobody moves a living one's. */
function clear(file: string): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/**
 * Takes the lock of a data folder, or throws FolderInUse. The embedded database has no lock of its own, and two
 * processes on one folder silently lose rows. A dead holder's lock is taken over under a second mark: of several that
 * find it dead at the same moment, one moves it away, and the others cannot move the new one.
 * @param onLost what to do when the lock is somebody else's now: this process was asleep, and must not write any more
 */
export function lockFolder(folder: string, onLost: (sentence: string) => void = stopAtOnce): () => void {
  const file = join(folder, "lock.json");
  const takeover = join(folder, "lock.takeover.json");
  const me: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  const kept = () => keep(file, me, () => onLost(`The data folder ${folder} was taken over by another process.`));
  for (let attempt = 0; attempt < 50; attempt += 1) {
    if (place(file, me)) return kept();
    const holder = readHolder(file);
    if (holder && isAlive(holder, file)) throw new FolderInUse(folder, holder);
    if (!place(takeover, me)) {
      const taker = readHolder(takeover);
      if (taker && !isAlive(taker, takeover)) clear(takeover);
      pause(20);
      continue;
    }
    try {
      const still = readHolder(file);
      if (!still || !isAlive(still, file)) clear(file);
      if (place(file, me)) return kept();
    } finally {
      clear(takeover);
    }
  }
  throw new FolderInUse(folder, readHolder(file) ?? { pid: 0, host: "unknown" });
}

/** Waits without giving up the thread: opening is the first thing a process does. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function stopAtOnce(sentence: string): void {
  console.error(`${sentence} This one stops, so that nothing is lost.`);
  process.exit(1);
}

const same = (holder: Holder | null, me: Holder) =>
  holder?.pid === me.pid && holder.started === me.started && holder.host === me.host;

function keep(file: string, me: Holder, onLost: () => void): () => void {
  const beat = setInterval(() => {
    const holder = readHolder(file);
    // No file at all: the folder was removed under us, and the database will say so itself.
    if (holder && !same(holder, me)) {
      clearInterval(beat);
      onLost();
      return;
    }
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // As above.
    }
  }, beatEveryMs);
  beat.unref();
  const release = () => {
    clearInterval(beat);
    process.off("exit", release);
    if (same(readHolder(file), me)) rmSync(file, { force: true });
  };
  process.once("exit", release);
  return release;
}
