import { z } from "zod";

/** Invisible characters that no keyboard types; tab and line breaks are not among them. */
const typedControl = /(?![\t\n\r])\p{Cc}/u;
/** Reported content is kept as it was, old Windows punctuation in the C1 range too; but none of C0 is ever part of a text. */
const storedControl = /(?![\t\n\r\u0080-\u009f])\p{Cc}/u;
const lineBreak = /[\n\r\u2028\u2029]/u;
/** Half of a surrogate pair: a text cut inside a character. It has no UTF-8 form and no database takes it. */
const halfCharacter = /\p{Cs}/u;

export const hasHalfCharacter = (text: string) => halfCharacter.test(text);
export const hasStoredControl = (text: string) => storedControl.test(text);

/** Whether a part of an address can be the name of anything: the database fails on a NUL and on half a character. */
export const isStorable = (text: string) => !storedControl.test(text) && !halfCharacter.test(text);

const whole = (text: z.ZodString) => text.refine((value) => !halfCharacter.test(value), "half_character");

/** Words that a person types over several lines, kept as typed. `max` counts UTF-16 units. */
export function typedText(max: number) {
  return whole(z.string().max(max)).refine((value) => !typedControl.test(value), "control_characters");
}

/** Words on one line: a name, an address. */
export function typedLine(max: number) {
  return typedText(max).refine((value) => !lineBreak.test(value), "single_line");
}

/** The same, and not blank. */
export function neededText(max: number) {
  return typedText(max).refine((value) => value.trim() !== "", "required");
}

export function neededLine(max: number) {
  return typedLine(max).refine((value) => value.trim() !== "", "required");
}

/** Text of the reported content. */
export function contentText(max: number) {
  return whole(z.string().max(max)).refine((value) => !storedControl.test(value), "control_characters");
}
