import type { Analysis } from "./analyse.rules";
import { blendScores } from "./blend.rules";
import { calibrated } from "./calibration.rules";
import { type LearnedModel, predict, type Ranked } from "./learn.rules";

/** What the lexicon says of a text: the score (0..1) of each clause it found anything for, and the clauses that may be named. */
export type FromLexicon = { cold: ReadonlyMap<string, number>; clauses: Iterable<string> };

/** A content, and what was read of it already. */
export type Asked = { text: string; read?: Analysis | null | undefined };

/**
 * The one order of what may be suggested for a text, best first: for the desk, for `policy evaluate` and for what measures
 * them. With a lexicon each clause gets the mean of its score and the learned one; without, the learned one alone. A score
 * is the share of such suggestions that are right (`calibration.rules.ts`); null stands for "nothing matches".
 */
export function rankLearned(model: LearnedModel, asked: Asked, lexicon: FromLexicon | null): Ranked[] {
  const { tuning } = model;
  const ranked = mixed(scoresBeside(model, asked, lexicon), lexicon, tuning.share);
  return ranked.map(({ label, score }) => ({ label, score: calibrated(score, tuning) }));
}

/** What was learned, and what the lexicon says in a clause's favour, as chances that add up to one. */
export function scoresBeside(model: LearnedModel, asked: Asked, lexicon: FromLexicon | null): Ranked[] {
  // The content alone, whatever else is given: a model that read the notifiers' words would learn to follow them.
  const predicted = predict(model, { text: asked.text, read: asked.read });
  return lexicon ? blendScores(model, predicted, { labels: lexicon.clauses, cold: lexicon.cold }) : predicted;
}

/** The mean of learned and lexical scores, best first; not calibrated yet. */
export function mixed(learned: readonly Ranked[], lexicon: FromLexicon | null, share: number): Ranked[] {
  if (!lexicon) return learned.toSorted((one, other) => other.score - one.score);
  const nothing = nothingBy(lexicon);
  return learned
    .map(({ label, score }) => {
      const cold = label === null ? nothing : (lexicon.cold.get(label) ?? 0);
      return { label, score: (1 - share) * cold + share * score };
    })
    .sort((one, other) => other.score - one.score);
}

/** What the lexicon says for "nothing matches": a text that no clause has a word of is harmless, one that two may cover is not. */
function nothingBy({ cold }: FromLexicon): number {
  let best = 0;
  for (const score of cold.values()) best = Math.max(best, score);
  return (1 - best) ** 2;
}
