import type { ImportProblem } from "./contract";
import { countedIn } from "./counting-words.rules";
import { type Node, walk } from "./node.rules";
import { isPenal, sentencesOf } from "./penal-sentence.rules";

const whole =
  /\b(?:these|this|our|the|its|any|all)(?: of (?:these|our|the))? (?:\p{L}+ ){0,2}?(?:rules|polic(?:y|ies)|guidelines|standards|terms|agreement|code of conduct)\b/iu;

/**
 * Sentences that punish a number of violations "of these rules". Their counter counts breaches of the clause that holds the
 * sentence, for a counter of everything would punish more than was read for certain: a person says what else it counts.
 */
export function countsOfWhole(documents: readonly Node[], refs: ReadonlyMap<Node, string>): ImportProblem[] {
  return documents.flatMap((document) =>
    [...walk(document)].flatMap((at): ImportProblem[] => {
      if (at.type === "document" || at.scheme === "row") return [];
      const counts = sentencesOf(at.text).some(
        (sentence) => isPenal(sentence) && countedIn(sentence) !== null && whole.test(sentence),
      );
      return counts ? [{ code: "counts_whole", lines: [at.from, at.to], values: { ref: refs.get(at) ?? "" } }] : [];
    }),
  );
}
