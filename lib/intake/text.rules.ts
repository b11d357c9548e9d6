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

const tag = /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/;

/** A BCP 47 language tag: zh-Hans, en. */
export const LanguageTag = z
  .string()
  .max(35)
  .refine((value) => tag.test(value), "not_language");

/** An IANA time zone that this runtime knows. */
export const Zone = z.string().max(60).refine(isZone, "not_zone");

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** A slug of the platform's: a surface, a role. */
const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const Slug = z
  .string()
  .max(60)
  .refine((value) => slug.test(value), "not_slug");

/** ISO 3166 code of a country. */
export const Country = z.string().refine((value) => /^[A-Z]{2}$/.test(value), "not_country");

const contextLimit = 20_000;

/** What a surface shows beside the text; plain JSON, at most 20,000 characters of it. */
export const ContentContext = z
  .record(z.string().max(100), z.json())
  .refine((value) => JSON.stringify(value).length <= contextLimit, { error: "too_long", params: { max: contextLimit } })
  .refine((value) => everyText(value, (text) => !halfCharacter.test(text)), "half_character")
  .refine((value) => everyText(value, (text) => !storedControl.test(text)), "control_characters");

function everyText(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === "string") return holds(value);
  if (Array.isArray(value)) return value.every((one) => everyText(one, holds));
  if (value === null || typeof value !== "object") return true;
  return Object.entries(value).every(([name, one]) => holds(name) && everyText(one, holds));
}
