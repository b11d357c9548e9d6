import "server-only";
import type { PolicyPack } from "@/lib/policy/contract";
import { buildMatcher, type Matcher } from "./build.rules";
import { readLexicon } from "./lexicon.store";

const matchers = new Map<string, Matcher>();

/** The matcher of a pack in use; built once, and again when another pack of the platform is loaded. */
export function matcherFor(pack: PolicyPack): Matcher {
  const known = matchers.get(pack.platform);
  if (known?.pack === pack) return known;
  const built = buildMatcher(pack, readLexicon(pack.platform));
  matchers.set(pack.platform, built);
  return built;
}
