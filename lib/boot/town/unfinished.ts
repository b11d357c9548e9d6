import "server-only";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataDir } from "@/lib/platform/env";

const file = () => join(dataDir(), "town-unfinished");

/** Whether a filling of the demo town began and did not end: its process was stopped in the middle. */
export function isUnfinished(): boolean {
  return existsSync(file());
}

export function rememberUnfinished(now: Date): void {
  mkdirSync(dataDir(), { recursive: true, mode: 0o700 });
  writeFileSync(file(), `${now.toISOString()}\n`, { mode: 0o600 });
}

export function forgetUnfinished(): void {
  rmSync(file(), { force: true });
}
