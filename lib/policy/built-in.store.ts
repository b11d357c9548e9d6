import "server-only";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PolicyPack } from "@/lib/policy/contract";
import { packProblems } from "@/lib/policy/pack.rules";
import { translated } from "@/lib/policy/translate.rules";
import { PackTranslation } from "@/lib/policy/translation.contract";

/** Slugs of the platforms whose packs come with the product. */
export const builtInPlatforms = ["aliexpress", "alibaba", "wechat", "taobao-weitao"] as const;
export type BuiltInPlatform = (typeof builtInPlatforms)[number];

const cache = new Map<string, PolicyPack>();

export function isBuiltIn(slug: string): slug is BuiltInPlatform {
  return builtInPlatforms.some((known) => known === slug);
}

/** The pack of a built-in platform with its Chinese wording, checked once a process. Throws if the file is damaged. */
export function readBuiltInPack(slug: BuiltInPlatform): PolicyPack {
  const known = cache.get(slug);
  if (known) return known;
  const pack = PolicyPack.parse(readJson(fileOf(`${slug}.json`)));
  const problems = packProblems(pack);
  if (problems.length > 0) throw new Error(`The pack of ${slug} cannot be used: ${problems.join(" ")}`);
  const whole = translate(pack, fileOf(join("zh-Hans", `${slug}.json`)));
  cache.set(slug, whole);
  return whole;
}

/** A translation is welcome but never needed: one that is missing or broken leaves the pack as it is. */
function translate(pack: PolicyPack, file: string): PolicyPack {
  if (!existsSync(file)) return pack;
  const words = PackTranslation.safeParse(readJson(file));
  return words.success ? translated(pack, words.data) : pack;
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The app and the CLI run from the project's root; a test may run from elsewhere. */
function fileOf(name: string): string {
  const fromRoot = join(/* turbopackIgnore: true */ process.cwd(), "db", "packs");
  const folder = existsSync(fromRoot)
    ? fromRoot
    : join(dirname(fileURLToPath(import.meta.url)), "..", "..", "db", "packs");
  return join(folder, name);
}
