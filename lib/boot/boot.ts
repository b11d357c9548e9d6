import "server-only";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataDir } from "@/lib/platform/env";
import { plainError } from "@/lib/platform/plain-error.rules";
import { endOnSignals } from "./signals";
import { startProduct } from "./start";

/** Where commands of this machine's terminal reach the app; APP_URL may be a public name with a proxy before us. */
function ownAddress(): string {
  const host = process.env.HOST ?? "";
  const reachable = host === "" || host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${process.env.PORT || 3000}`;
}

/** Opens the database, loads what a first start needs, starts the worker; a plain sentence and exit when it cannot. */
export async function boot(): Promise<void> {
  try {
    await startProduct();
    endOnSignals();
    writeFileSync(join(dataDir(), "address"), `${ownAddress()}\n`, { mode: 0o600 });
  } catch (error) {
    console.error(plainError(error));
    process.exit(1);
  }
}
