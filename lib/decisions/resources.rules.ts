import { harmsAmong } from "@/lib/platform/harm.rules";
import { type Help, helpFor, helpTopicsFor, type OwnHelp } from "@/lib/platform/help.rules";
import type { Clause } from "@/lib/policy/pack.contract";

type HelpClause = Pick<Clause, "ref" | "editorial" | "elements">;

type Suggested = { ref: string; evidence: readonly { text: string }[] };

/**
 * Where help is, for what the suggested clauses and the notices are about (Q88); of every country: a moderator may ask for
 * either. `suggestions` say by which words each clause was found.
 */
export function resourcesFor(
  { clauses, suggestions }: { clauses: readonly HelpClause[]; suggestions: readonly Suggested[] },
  own: readonly OwnHelp[],
  harms: readonly string[],
): Help[] {
  const foundFor = (clause: HelpClause) =>
    suggestions.flatMap(({ ref, evidence }) => (ref === clause.ref ? evidence.map(({ text }) => text) : []));
  const topics = helpTopicsFor(
    clauses.map((clause) => ({ ...clause, found: foundFor(clause) })),
    harmsAmong(harms),
  );
  return helpFor(topics, own);
}
