import "server-only";
import type { PolicyPack } from "@/lib/policy/contract";
import { buildMatcher, type Matcher } from "./build.rules";
import { readLexicon } from "./lexicon.store";

const matchers = new WeakMap<PolicyPack, Matcher>();

/** The matcher of a pack in use; built once a pack; of a platform whose clauses have editions, one for each that is asked about. */
export function matcherFor(pack: PolicyPack): Matcher {
  const built = matchers.get(pack) ?? buildMatcher(pack, readLexicon(pack.platform));
  matchers.set(pack, built);
  return built;
}
