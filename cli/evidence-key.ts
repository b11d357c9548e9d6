import type { Io } from "./io";
import { writeLine } from "./ndjson";

/**
 * `evidence key`: prints `{algorithm, keyId, publicKey}` of the key that signs archives, so that whoever checks one can
 * know it from here and not from the archive. Needs the secrets of the installation, and no database.
 */
export async function run(args: string[], io: Io): Promise<number> {
  if (args.length > 0) {
    io.errors.write("usage: npm run -s cli -- evidence key\n");
    return 2;
  }
  try {
    const { instanceKey } = await import("@/lib/platform/instance-key");
    await writeLine(io.output, instanceKey());
    return 0;
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}
