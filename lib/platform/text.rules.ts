import { z } from "zod";

/** Invisible characters that no keyboard types; tab and line breaks are not among them. */
const typedControl = /(?![\t\n\r])\p{Cc}/u;
/** Neither the part of an address nor anything else that names has one; old Windows punctuation in the C1 range is none. */
const storedControl = /(?![\t\n\r\u0080-\u009f])\p{Cc}/u;
const lineBreak = /[\n\r\u2028\u2029]/u;
/** No database keeps it in a text. */
const unkept = "\u0000";
/** Overrides the direction of what follows: what is read is not what stands there. Isolates, which right-to-left writing needs, do not. */
const turned = /[\u202d\u202e]/u;
/** All that can carry a direction past the words it stands in: embeddings, overrides, isolates, and their ends. */
const turning = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Takes no place on a screen: a text of nothing else is blank to whoever reads it. */
const invisible = /[\s\p{Cc}\p{Cf}\u2800\u3164\u115f\u1160]/gu;

/** Whether there is anything to see in a text. */
const isBlank = (text: string) => text.replace(invisible, "") === "";
/** Half of a surrogate pair: a text cut inside a character. It has no UTF-8 form and no database takes it. */
const halfCharacter = /\p{Cs}/u;

export const hasHalfCharacter = (text: string) => halfCharacter.test(text);
/** Whether a text holds what no database keeps: a NUL. */
export const hasUnkept = (text: string) => text.includes(unkept);
/** Somebody's words inside our sentences: what turns the direction of reading would turn our words too, and goes. */
export const withoutTurns = (text: string) => text.replace(turning, "");

/** Whether a part of an address can be the name of anything: the database fails on a NUL and on half a character. */
export const isStorable = (text: string) => !storedControl.test(text) && !halfCharacter.test(text);

/** The beginning of a text, at most `most` UTF-16 units and never half a character. */
export const beginningOf = (text: string, most: number) => text.slice(0, most).replace(/[\ud800-\udbff]$/, "");

const whole = (text: z.ZodString) => text.refine((value) => !halfCharacter.test(value), "half_character");

/**
 * Words that a person of the desk types over several lines, kept as typed. `max` counts UTF-16 units. What turns the
 * direction of reading may stand in them, for they quote what was reported: screens mark it, letters leave it out.
 */
export function typedText(max: number) {
  return whole(z.string().max(max)).refine((value) => !typedControl.test(value), "control_characters");
}

/** Words on one line: a name, an address. Turned around, it would be taken for another; nobody can see why, so it says so. */
export function typedLine(max: number) {
  return typedText(max)
    .refine((value) => !turned.test(value), "turned_around")
    .refine((value) => !lineBreak.test(value), "single_line");
}

/** The same, and not blank. */
export function neededText(max: number) {
  return typedText(max).refine((value) => !isBlank(value), "required");
}

export function neededLine(max: number) {
  return typedLine(max).refine((value) => !isBlank(value), "required");
}

/**
 * Reported content, and what is said by those who report and appeal: kept as it came, tricks and all, for nobody sees what
 * hides in a text they pasted, and it may be what they report. Only what no database keeps is refused.
 */
export function contentText(max: number) {
  return whole(z.string().max(max)).refine((value) => !hasUnkept(value), "control_characters");
}

/** The same, and not blank. */
export function neededContent(max: number) {
  return contentText(max).refine((value) => !isBlank(value), "required");
}

/** The same on one line: what a picture is said to show. */
export function contentLine(max: number) {
  return contentText(max).refine((value) => !lineBreak.test(value), "single_line");
}
