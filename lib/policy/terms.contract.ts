import { z } from "zod";
import { memberStates, summaryLanguages } from "./terms.rules";

const text = (most: number) => z.string().trim().min(1, "required").max(most);
const url = z.union([z.literal(""), z.url({ protocol: /^https?$/ }).max(500)]).default("");

/** The summary of a platform's terms in one language, with the remedies: both are compulsory (DSA Art. 14(5)). */
export const WriteTerms = z.object({
  platform: z.string().min(1).max(60),
  language: z.enum(summaryLanguages as [string, ...string[]]),
  summary: text(5000),
  remedies: text(3000),
  url,
});
/** The Member States that a platform serves, as a list or as letters with spaces; none: all. */
export const ServeStates = z.object({
  platform: z.string().min(1).max(60),
  states: z
    .union([z.array(z.string()), z.string().transform((line) => line.toUpperCase().split(/[\s,]+/))])
    .transform((states) => [...new Set(states.filter((state) => state !== ""))])
    .pipe(z.array(z.enum(memberStates as [string, ...string[]], "not_a_member_state")).max(memberStates.length)),
});

export type TermsText = { language: string; summary: string; remedies: string; url: string; writtenAt: string };
export type PlatformTerms = {
  platform: string;
  name: { en: string; hans: string; hant: string };
  zone: string;
  states: string[];
  texts: TermsText[];
  missing: string[];
};
