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

function isAlive(holder: Holder, file: string): boolean {
  if (holder.host !== hostname()) return Date.now() - statSync(file).mtimeMs < foreignAliveMs;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return holder.started === "" || startOf(holder.pid) === "" || startOf(holder.pid) === holder.started;
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return null;
  }
}

export class FolderInUse extends Error {
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

/**
 * Takes the lock of a data folder, or throws FolderInUse. The embedded database has no lock of its own, and two
 * processes on one folder silently lose rows. The file appears whole (written aside, then linked), so a reader
 * never sees half of it; a dead holder's file is moved away first.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, "lock.json");
  const me: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  const mine = join(folder, `lock.${process.pid}.${Date.now()}.tmp`);
  writeFileSync(mine, JSON.stringify(me), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        linkSync(mine, file);
        return keep(file, me);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = readHolder(file);
      if (holder && isAlive(holder, file)) throw new FolderInUse(folder, holder);
      try {
        renameSync(file, `${mine}.stale`);
        rmSync(`${mine}.stale`, { force: true });
      } catch {
        // Somebody else moved the stale file first: try to link again.
      }
    }
    throw new FolderInUse(folder, readHolder(file) ?? { pid: 0, host: "unknown" });
  } finally {
    rmSync(mine, { force: true });
  }
}

function keep(file: string, me: Holder): () => void {
  const beat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch {
      // The folder was removed under us; the database will say so itself.
    }
  }, beatEveryMs);
  beat.unref();
  const release = () => {
    clearInterval(beat);
    const holder = readHolder(file);
    if (holder?.pid === me.pid && holder.started === me.started) rmSync(file, { force: true });
  };
  process.once("exit", release);
  return release;
}
