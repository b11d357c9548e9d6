import { z } from "zod";

/** Invisible characters that no keyboard types; tab and line breaks are not among them. */
const typedControl = /(?![\t\n\r])\p{Cc}/u;
/** Reported content is kept as it was, old Windows punctuation in the C1 range too; but none of C0 is ever part of a text. */
const storedControl = /(?![\t\n\r\u0080-\u009f])\p{Cc}/u;
const lineBreak = /[\n\r\u2028\u2029]/u;
/** Overrides the direction of what follows: what is read is not what stands there. Isolates, which right-to-left writing needs, do not. */
const turned = /[\u202d\u202e]/u;
/** Takes no place on a screen: a text of nothing else is blank to whoever reads it. */
const invisible = /[\s\p{Cc}\p{Cf}\u2800\u3164\u115f\u1160]/gu;

/** Whether there is anything to see in a text. */
const isBlank = (text: string) => text.replace(invisible, "") === "";
/** Half of a surrogate pair: a text cut inside a character. It has no UTF-8 form and no database takes it. */
const halfCharacter = /\p{Cs}/u;

export const hasHalfCharacter = (text: string) => halfCharacter.test(text);
export const hasStoredControl = (text: string) => storedControl.test(text);

/** Whether a part of an address can be the name of anything: the database fails on a NUL and on half a character. */
export const isStorable = (text: string) => !storedControl.test(text) && !halfCharacter.test(text);

/** The beginning of a text, at most `most` UTF-16 units and never half a character. */
export const beginningOf = (text: string, most: number) => text.slice(0, most).replace(/[\ud800-\udbff]$/, "");

const whole = (text: z.ZodString) => text.refine((value) => !halfCharacter.test(value), "half_character");

/** Words that a person types over several lines, kept as typed. `max` counts UTF-16 units. */
export function typedText(max: number) {
  return whole(z.string().max(max)).refine(
    (value) => !typedControl.test(value) && !turned.test(value),
    "control_characters",
  );
}

/** Words on one line: a name, an address. */
export function typedLine(max: number) {
  return typedText(max).refine((value) => !lineBreak.test(value), "single_line");
}

/** The same, and not blank. */
export function neededText(max: number) {
  return typedText(max).refine((value) => !isBlank(value), "required");
}

export function neededLine(max: number) {
  return typedLine(max).refine((value) => !isBlank(value), "required");
}

/** Text of the reported content. */
export function contentText(max: number) {
  return whole(z.string().max(max)).refine((value) => !storedControl.test(value), "control_characters");
}
