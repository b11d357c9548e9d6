import { z } from "zod";
import { hasHalfCharacter, hasStoredControl } from "@/lib/platform/text.rules";

export {
  contentText,
  hasHalfCharacter,
  hasStoredControl,
  neededLine,
  neededText,
  typedLine,
  typedText,
} from "@/lib/platform/text.rules";

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
  .refine((value) => everyText(value, (text) => !hasHalfCharacter(text)), "half_character")
  .refine((value) => everyText(value, (text) => !hasStoredControl(text)), "control_characters");

function everyText(value: unknown, holds: (text: string) => boolean): boolean {
  if (typeof value === "string") return holds(value);
  if (Array.isArray(value)) return value.every((one) => everyText(one, holds));
  if (value === null || typeof value !== "object") return true;
  return Object.entries(value).every(([name, one]) => holds(name) && everyText(one, holds));
}
