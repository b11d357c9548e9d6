import { parseArgs } from "node:util";
import { builtInPlatforms, isBuiltIn, readBuiltInPack } from "@/lib/policy/built-in.store";
import { versionOf, versionText } from "@/lib/policy/import/version-file.rules";
import type { Io } from "./io";

const usage = "usage: npm run -s cli -- policy export --platform SLUG --version ID\n";

/**
 * `policy export`: one version of a built-in platform's policy as one line of JSON, the same bytes for the same rules
 * (DESIGN.md section 5). `policy import` reads it again. Needs no database.
 */
export async function run(args: string[], io: Io): Promise<number> {
  const options = optionsOf(args, io);
  if (!options) return 2;
  if (!isBuiltIn(options.platform)) {
    io.errors.write(
      `platform: "${options.platform}" is not a platform here. There are ${builtInPlatforms.join(", ")}.\n`,
    );
    return 2;
  }
  const pack = readBuiltInPack(options.platform);
  const version = versionOf(pack, options.version);
  if (!version) {
    const known = pack.versions.map(({ id }) => id).join(", ");
    io.errors.write(`version: ${options.platform} has no version "${options.version}". There are ${known}.\n`);
    return 2;
  }
  io.output.write(`${versionText(version)}\n`);
  return 0;
}

function optionsOf(args: string[], io: Io): { platform: string; version: string } | null {
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
