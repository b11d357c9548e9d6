import { countedIn } from "./counting-words.rules";
import { isPenal, measuresNamed, sentencesOf } from "./penal-sentence.rules";
import { countingStep } from "./step-words.rules";

/** The measures of the sentences that punish, by the number of violations that each of them names. */
export function openedIn(text: string) {
  const opened = new Map<string, { opening: { step: string; withinDays: number | null }; actions: string[] }>();
  for (const sentence of sentencesOf(text).filter(isPenal)) {
    const counted = countedIn(sentence);
    const opening = counted ? countingStep(counted) : { step: "base", withinDays: null };
    const key = `${opening.step} ${opening.withinDays}`;
    const actions = [...(opened.get(key)?.actions ?? []), ...measuresNamed(sentence)];
    if (actions.length > 0) opened.set(key, { opening, actions });
  }
  return [...opened.values()];
}
