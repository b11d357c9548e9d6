import "server-only";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Lexicon } from "./build.rules";
import { ClauseExamples, ExceptionLexicon, PlatformLexicon, SharedLexicon, type WordGroup } from "./lexicon.contract";

const part = SharedLexicon.partial({ groups: true, themes: true });
const Homophones = z.record(z.string(), z.string());

let shared: SharedLexicon | null = null;

/**
 * The editorial lexicon for one platform: what all share (db/lexicon/words/*.json), the clauses of its own
 * (db/lexicon/<slug>.json) examples of what they cover (db/lexicon/examples/<slug>.json) and
 * words that speak for their exceptions (db/lexicon/exceptions/<slug>.json). A platform that an admin added has no such file; its pack's keywords still count.
 * Throws if a file is damaged or two files define one name.
 */
export function readLexicon(slug: string): Lexicon {
  const read = <Value>(shape: z.ZodType<Value>, within: string[], none: Value): Value => {
    const file = /^[a-z0-9-]+$/.test(slug) ? join(folder(), ...within, `${slug}.json`) : "";
    return file && existsSync(file) ? shape.parse(readJson(file)) : none;
  };
  return {
    shared: readSharedLexicon(),
    platform: read(PlatformLexicon, [], {}),
    examples: read(ClauseExamples, ["examples"], {}),
    exceptions: read(ExceptionLexicon, ["exceptions"], {}),
  };
}

/** What all platforms share: word groups, themes, homophones. Throws if a file is damaged or two files define one name. */
export function readSharedLexicon(): SharedLexicon {
  shared ??= readShared();
  return shared;
}

function readShared(): SharedLexicon {
  const groups = new Map<string, WordGroup>();
  const themes = new Map<string, SharedLexicon["themes"][string]>();
  const at = join(folder(), "words");
  for (const file of readdirSync(at).sort()) {
    const read = part.parse(readJson(join(at, file)));
    addAll(groups, read.groups ?? {}, file);
    addAll(themes, read.themes ?? {}, file);
  }
  const homophones = Homophones.parse(readJson(join(folder(), "homophones.json")));
  return { groups: Object.fromEntries(groups), themes: Object.fromEntries(themes), homophones };
}

function addAll<Value>(known: Map<string, Value>, more: Record<string, Value>, file: string): void {
  for (const [name, value] of Object.entries(more)) {
    if (known.has(name)) throw new Error(`The lexicon defines "${name}" twice (again in ${file}).`);
    known.set(name, value);
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The app and the CLI run from the project's root; a test may run from elsewhere. */
function folder(): string {
  const fromRoot = join(/* turbopackIgnore: true */ process.cwd(), "db", "lexicon");
  return existsSync(fromRoot) ? fromRoot : join(dirname(fileURLToPath(import.meta.url)), "..", "..", "db", "lexicon");
}
