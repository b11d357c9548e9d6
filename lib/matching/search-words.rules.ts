import type { PolicyPack } from "@/lib/policy/contract";
import { type Lexicon, withSame } from "./build.rules";
import type { SharedLexicon } from "./lexicon.contract";
import { normalise } from "./normalise.rules";
import { namesIn } from "./signals.rules";

/** A theme that speaks for a clause with less than this is not what the clause is about. */
const leastWeight = 0.7;

/**
 * What the lexicon calls the matter of each clause, by reference: the terms of the groups that its main themes begin with,
 * folded (lower case, simplified), one a line. Groups that say nothing alone ("for sale") are left out.
 */
export function searchWords(pack: PolicyPack, { shared, platform }: Lexicon): Map<string, string> {
  const ofGroup = new Map<string, string>();
  return new Map(
    pack.clauses.map(({ ref }) => {
      const { themes, signals } = withSame(ref, platform);
      const main = Object.entries(themes).flatMap(([name, weight]) =>
        weight >= leastWeight ? (shared.themes[name] ?? []) : [],
      );
      const groups = new Set(
        [...main, ...signals].flatMap(([source, points]) => (points > 0 ? (namesIn(source).parts[0] ?? []) : [])),
      );
      return [ref, [...groups].map((name) => termsOf(name, shared, ofGroup)).join("\n")];
    }),
  );
}

function termsOf(name: string, { groups }: SharedLexicon, ofGroup: Map<string, string>): string {
  const known = ofGroup.get(name);
  if (known !== undefined) return known;
  const group = groups[name];
  const terms = group && !group.part ? [...group.en, ...group.zh] : [];
  // The weight of a term (`^0.5`) and the signs of its syntax are no words.
  const folded = normalise(
    terms.map((term) => term.replace(/\^[\d.]+$/, "").replace(/[=*]|\.\./g, " ")).join("\n"),
  ).text;
  ofGroup.set(name, folded);
  return folded;
}
