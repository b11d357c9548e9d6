import { parseArgs } from "node:util";
import { builtInPlatforms, isBuiltIn, readBuiltInPack } from "@/lib/policy/built-in.store";
import { versionOf, versionText } from "@/lib/policy/import/version-file.rules";
import type { Io } from "./io";

const usage = "usage: npm run -s cli -- policy export --platform SLUG --version ID\n";

/**
 * `policy export`: one version of a platform's policy as one line of JSON, the same bytes for the same rules (DESIGN.md
 * section 5). `policy import` reads it again. Versions that come with the product need no database; others are asked of
 * the running app or, if none runs, of the database.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const options = optionsOf(args, io);
  if (!options) return 2;
  const builtIn = isBuiltIn(options.platform) ? versionOf(readBuiltInPack(options.platform), options.version) : null;
  if (builtIn) {
    io.output.write(`${versionText(builtIn)}\n`);
    return 0;
  }
  try {
    const stored = await storedVersion(options);
    if (stored.ok) io.output.write(`${stored.text}\n`);
    else io.errors.write(`${stored.message} ${builtInKnown(options.platform)}\n`);
    return stored.ok ? 0 : 2;
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** What can be exported without a database. */
function builtInKnown(platform: string): string {
  if (!isBuiltIn(platform)) return `With the product come ${builtInPlatforms.join(", ")}.`;
  const versions = readBuiltInPack(platform).versions.map(({ id }) => id);
  return `With the product come its versions ${versions.join(", ")}.`;
}

type Options = { platform: string; version: string };
type Stored = { ok: true; text: string } | { ok: false; message: string };

async function storedVersion({ platform, version }: Options): Promise<Stored> {
  const { openDataDoor } = await import("@/lib/platform/client-of-app");
  const door = await openDataDoor();
  try {
    if (door.kind === "app") {
      const answer = await door.app.send(`/api/cli/policy/export?${new URLSearchParams({ platform, version })}`);
      const said = await answer.json();
      return answer.ok ? { ok: true, text: said.text } : { ok: false, message: said.detail };
    }
    const { exportVersion } = await import("@/lib/policy/drafts/export.queries");
    const { problemOf } = await import("@/lib/platform/http");
    const found = await exportVersion(door.db, platform, version);
    return found.ok ? { ok: true, text: found.value.text } : { ok: false, message: problemOf(found).detail };
  } finally {
    await door.close();
  }
}

function optionsOf(args: string[], io: Io): Options | null {
  const text = { type: "string" } as const;
  try {
    const { platform, version } = parseArgs({ args, options: { platform: text, version: text } }).values;
    if (platform && version) return { platform, version };
  } catch (error) {
    io.errors.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  io.errors.write(usage);
  return null;
}
