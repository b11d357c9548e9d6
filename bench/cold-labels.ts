import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Matcher } from "@/lib/matching/build.rules";
import { builtInMatcher } from "@/lib/matching/built-in.store";
import type { Ranked } from "@/lib/matching/learn.rules";
import { match } from "@/lib/matching/match.rules";

/** The platforms whose clauses the labels are mapped to. */
export const mappedPlatforms = ["wechat", "aliexpress"] as const;
export type MappedPlatform = (typeof mappedPlatforms)[number];

/** For each label the clauses that it stands for, with all clauses under them, and why these. */
const LabelClauses = z.record(
  z.string(),
  z.strictObject({ reason: z.string().min(1), wechat: z.array(z.string()), aliexpress: z.array(z.string()) }),
);

/** The name of no violation among the labels. */
const none = "none";
/** Today's rules: the texts have no date. */
const now = new Date("2026-01-15T00:00:00Z");

/** The labels each clause of a platform stands for, by its reference. Throws where a clause is named that is not there. */
export function labelsByClause(platform: MappedPlatform): Map<string, string[]> {
  const file = readFileSync(new URL("label-clauses.json", import.meta.url), "utf8");
  const map = LabelClauses.parse(JSON.parse(file));
  const { clauses } = matcherOf(platform).pack;
  const parentOf = new Map(clauses.map(({ ref, parent }) => [ref, parent]));
  const labels = new Map<string, string[]>(clauses.map(({ ref }) => [ref, []]));
  for (const [label, { [platform]: refs }] of Object.entries(map)) {
    const astray = refs.find((ref) => !parentOf.has(ref));
    if (astray) throw new Error(`${label}: ${platform} has no clause ${astray}.`);
    for (const { ref } of clauses) {
      let at: string | null = ref;
      while (at && !refs.includes(at)) at = parentOf.get(at) ?? null;
      if (at) labels.get(ref)?.push(label);
    }
  }
  return labels;
}

function matcherOf(platform: MappedPlatform): Matcher {
  const matcher = builtInMatcher(platform);
  if (!matcher) throw new Error(`${platform} is not a platform here`);
  return matcher;
}

/**
 * The cold ranker's answer in labels, best first: each suggestion as the labels its clause stands for, one that stands for
 * none as itself (so that it is wrong). Without confidence, that nothing matches comes first, as the desk would say it.
 */
export function coldRanker(platform: MappedPlatform): (text: string) => Ranked[] {
  const matcher = matcherOf(platform);
  const labels = labelsByClause(platform);
  return (text) => {
    const { matches, confident } = match(matcher, { platform, text }, now);
    const ranked = new Map<string, number>();
    for (const { ref, score } of matches) {
      const known = labels.get(ref) ?? [];
      for (const label of known.length > 0 ? known : [ref]) if (!ranked.has(label)) ranked.set(label, score);
    }
    const suggested = [...ranked].map(([label, score]) => ({ label, score }));
    const nothing = { label: none, score: 1 - (matches[0]?.score ?? 0) };
    return confident ? [...suggested, nothing] : [nothing, ...suggested];
  };
}
