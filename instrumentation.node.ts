import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startProduct } from "@/lib/boot/start";
import { dataDir } from "@/lib/platform/env";

/** Opens the database, loads what a first start needs, starts the worker; a plain sentence and exit when it cannot. */
export async function boot(): Promise<void> {
  try {
    await startProduct();
    writeFileSync(join(dataDir(), "address"), process.env.APP_URL ?? "", { mode: 0o600 });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
