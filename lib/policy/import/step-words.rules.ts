import { type Counted, countedIn } from "./counting-words.rules";

const ordinals: [RegExp, string][] = [
  [/\b(?:first|1st)\b|首次|第一次/iu, "base"],
  [/\b(?:second|2nd)\b|第[二两兩]次/iu, "2"],
  [/\b(?:third|3rd)\b|第三次/iu, "3"],
  [/\b(?:fourth|4th)\b|第四次/iu, "4"],
  [/\brepeat|\bsubsequent|\bfurther/iu, "repeat"],
  [/\b(?:severe|serious|grave|aggravated)\b|[严嚴]重/iu, "severe"],
];

/** A step and, where it counts, the days within which it does. */
export type Opening = { step: string; withinDays: number | null };

/** The step that a heading names; null: none. */
export function stepOf(text: string): Opening | null {
  const counted = countedIn(text);
  if (counted) return countingStep(counted);
  const step = ordinals.find(([words]) => words.test(text))?.[1];
  return step === undefined ? null : { step, withinDays: null };
}

export function countingStep({ threshold, windowDays }: Counted): Opening {
  return { step: String(threshold), withinDays: windowDays };
}
