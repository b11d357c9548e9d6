import "server-only";
import { isBuiltIn, readBuiltInPack } from "@/lib/policy/built-in.store";
import { buildMatcher, type Matcher } from "./build.rules";
import { readLexicon } from "./lexicon.store";

const built = new Map<string, Matcher>();

/** The matcher of a platform that comes with the product, built when it is first asked for; null for any other slug. */
export function builtInMatcher(slug: string): Matcher | null {
  const known = built.get(slug);
  if (known || !isBuiltIn(slug)) return known ?? null;
  const matcher = buildMatcher(readBuiltInPack(slug), readLexicon(slug));
  built.set(slug, matcher);
  return matcher;
}
