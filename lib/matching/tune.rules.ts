import { calibrated, calibrationFor, type Tuning, uncalibrated } from "./calibration.rules";
import type { Bounds, Example, LearnedModel, Ranked } from "./learn.rules";
import { learning, usualShare, widest } from "./learn.rules";
import type { LexicalReader } from "./lexical.rules";
import { confidentFrom } from "./match.rules";
import { type FromLexicon, mixed, scoresBeside } from "./rank-learned.rules";
import { rightLabels } from "./right-labels.rules";

/** What the lexicon says of a content, if there is a platform; `labels` are those that were learned. */
export type AskLexicon = (text: string, labels: readonly (string | null)[]) => FromLexicon;

/** Decisions are dealt into so many parts; a model of the others is asked about the decisions of one. */
const parts = 5;
/** So many answers are enough to tune by: with many decisions one part gives them, with few all parts are asked. */
const enoughAnswers = 400;
const mostOfOnePart = 1000;
const fewestAnswers = 20;
/**
 * Of texts that were found harmless so many may be flagged with confidence: half of what is promised (one in ten), for few
 * decisions tell only roughly, and what is reported tomorrow may look more like a breach than what was decided so far.
 */
const mostHarmlessFlagged = 0.05;
const fewestHarmless = 20;

type Answer = { learned: Ranked[]; lexicon: FromLexicon | null; right: (string | null)[] };

/**
 * Learns from nothing, as `learning` does, and tunes what it learned: whether the lexicon is of use beside it here, and how
 * often a suggestion of a score is right. Both are read off decisions that the model asked had not seen. Deterministic.
 */
export function* learningTuned(
  examples: readonly Example[],
  reader: LexicalReader | null,
  { ask = null, bounds = widest }: { ask?: AskLexicon | null; bounds?: Bounds } = {},
): Generator<void, LearnedModel> {
  const answers: Answer[] = [];
  const wanted = Math.min(parts, Math.ceil((enoughAnswers * parts) / Math.max(1, examples.length)));
  for (let part = 0; part < wanted; part += 1) {
    const others = examples.filter((_, at) => at % parts !== part);
    const model = yield* learning(others, reader, bounds);
    const held = examples.filter((_, at) => at % parts === part);
    const step = Math.ceil(held.length / mostOfOnePart);
    for (let at = 0; at < held.length; at += step) {
      const example = held[at];
      if (example) answers.push(answerOf(model, example, ask));
      yield;
    }
  }
  const model = yield* learning(examples, reader, bounds);
  return answers.length < fewestAnswers ? model : { ...model, tuning: tuningBy(answers, usualShare(model)) };
}

/** The same at once. */
export function learnTuned(...given: Parameters<typeof learningTuned>): LearnedModel {
  const steps = learningTuned(...given);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

function answerOf(model: LearnedModel, example: Example, ask: AskLexicon | null): Answer {
  const lexicon = ask?.(example.text, model.labels) ?? null;
  return { learned: scoresBeside(model, { text: example.text }, lexicon), lexicon, right: rightLabels(example) };
}

function tuningBy(answers: readonly Answer[], usual: number): Tuning {
  const share = isBetterAlone(answers, usual) ? 1 : usual;
  const first = answers.map(({ learned, lexicon, right }) => {
    const ranked = mixed(learned, lexicon, share);
    const clause = ranked.find(({ label }) => label !== null);
    const isNamed = clause !== undefined && clause === ranked[0];
    const isRight = clause !== undefined && right.includes(clause.label);
    return { score: clause?.score ?? 0, isNamed, isRight, isHarmless: right.includes(null) };
  });
  const calibration = first.some(({ isRight }) => isRight) ? calibrationFor(first) : uncalibrated;
  const harmless = first
    .filter(({ isHarmless }) => isHarmless)
    .map(({ score, isNamed }) => (isNamed ? calibrated(score, calibration) : 0))
    .sort((one, other) => other - one);
  return { ...calibration, share, confidentFrom: confidentAbove(harmless) };
}

/** The usual bar, or higher, so that of these scores of harmless texts (highest first) few reach it. */
function confidentAbove(harmless: readonly number[]): number {
  if (harmless.length < fewestHarmless) return confidentFrom;
  const next = harmless[Math.floor(mostHarmlessFlagged * harmless.length)] ?? 0;
  return Math.max(confidentFrom, Math.min(0.99, next + 0.001));
}

/**
 * Whether what was learned does better without the lexicon's half of the mean, by more than chance: where people decide by
 * other labels than the lexicon's clauses, or by their parents, it only stands in the way.
 */
function isBetterAlone(answers: readonly Answer[], usual: number): boolean {
  const gains = answers.map((answer) => placeOf(answer, 1) - placeOf(answer, usual));
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
  const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / gains.length;
  return mean > Math.sqrt(variance / gains.length);
}

/** One over the place of the first right label; 0: it is not there. */
function placeOf({ learned, lexicon, right }: Answer, share: number): number {
  const at = mixed(learned, lexicon, share).findIndex(({ label }) => right.includes(label));
  return at < 0 ? 0 : 1 / (at + 1);
}
