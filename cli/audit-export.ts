import { once } from "node:events";
import { Readable } from "node:stream";
import type { Io } from "./io";

/**
 * `audit export`: the whole log as NDJSON on stdout, heads of the chains first, for keeping elsewhere and for
 * `audit verify --file`. That it was taken out is written into the log.
 */
export async function run(args: string[], io: Io): Promise<number> {
  if (args.length > 0) {
    io.errors.write("usage: npm run -s cli -- audit export > audit.ndjson\n");
    return 2;
  }
  const { openDataDoor } = await import("@/lib/platform/client-of-app");
  try {
    const door = await openDataDoor();
    try {
      const source =
        door.kind === "app" ? await fromApp(await door.app.send("/api/cli/audit/export")) : await fromDatabase();
      for await (const part of source) if (!io.output.write(part)) await once(io.output, "drain");
      return 0;
    } finally {
      await door.close();
    }
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function fromApp(response: Response): Promise<AsyncIterable<Uint8Array>> {
  if (!response.ok || !response.body) throw new Error(`The running app answered ${response.status}.`);
  return Readable.from(response.body);
}

async function fromDatabase(): Promise<AsyncIterable<Uint8Array>> {
  const { exportAudit } = await import("@/lib/platform/audit-check");
  const { terminal } = await import("@/lib/platform/cli-route");
  const exported = await exportAudit(terminal, new Date());
  if (!exported.ok) throw new Error(exported.reason);
  return Readable.from(exported.value);
}
