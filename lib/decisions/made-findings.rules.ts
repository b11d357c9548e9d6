import type { PolicyPack } from "@/lib/policy/contract";
import { exceptionLines } from "./localised.rules";
import type { MadeException, MadeFinding } from "./made.contract";

/** Told elsewhere in the decision: the exceptions with their words, the other clauses by their references. */
const toldElsewhere: ReadonlySet<string> = new Set(["exception", "alsoBreaks"]);

/** The findings that a decision stores, in the order in which they were asked, those that were answered. */
export function madeFindings(stored: Record<string, unknown>): MadeFinding[] {
  return Object.entries(stored).flatMap(([key, value]) => {
    const isAnswer = typeof value === "boolean" || typeof value === "number" || typeof value === "string";
    return isAnswer && value !== "" && !toldElsewhere.has(key) ? [{ key, value }] : [];
  });
}

/** The exceptions that were considered, in the words of the rules in use; of a clause that is gone, in the words then stored. */
export function madeExceptions(
  stored: readonly { letter: string; text: string; applies: boolean; why: string }[],
  pack: PolicyPack | null,
  clauseRef: string | null,
): MadeException[] {
  const clause = pack?.clauses.find(({ ref }) => ref === clauseRef);
  const known = pack && clause ? exceptionLines(pack, clause) : [];
  return stored.map(({ letter, text, applies, why }) => {
    const now = known.find((line) => line.letter === letter)?.text;
    // Words that have changed since are not put into the mouth of who decided.
    return { letter, text: now?.en === text ? now : { en: text }, applies, why };
  });
}
