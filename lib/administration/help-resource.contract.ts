import { z } from "zod";
import { isCountry } from "@/lib/platform/countries.rules";
import { helpTopics } from "@/lib/platform/help.rules";
import { neededLine } from "@/lib/platform/text.rules";
import { helpLanguages, isHelpAddress, isHelpLanguage, isPhone } from "./help-resource.rules";

const unlessBlank = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);

/** One place of help as an admin names it: by telephone, by address, or both (REQUIREMENTS Q88). */
const place = z
  .object({
    organisation: z.string().trim().pipe(neededLine(120)),
    /** ISO 3166-1 code; null or blank: everywhere. */
    country: z.preprocess(
      unlessBlank,
      z.string().refine(isCountry, { message: "not_a_country" }).nullable().default(null),
    ),
    topics: z.array(z.enum(helpTopics)).min(1).max(helpTopics.length),
    phone: z.preprocess(
      unlessBlank,
      z.string().trim().max(40).refine(isPhone, { message: "help_phone" }).nullable().default(null),
    ),
    url: z.preprocess(
      unlessBlank,
      z.string().trim().max(500).refine(isHelpAddress, { message: "help_url" }).nullable().default(null),
    ),
    languages: z
      .array(z.string().refine(isHelpLanguage, { message: "help_language" }))
      .max(helpLanguages.length)
      .default([]),
  })
  .refine(({ phone, url }) => phone !== null || url !== null, { path: ["phone"], message: "help_unreachable" });

export const AddHelpResource = place;
/** `version` is the one on the admin's screen. */
export const ChangeHelpResource = place.and(
  z.object({ resourceId: z.uuid(), version: z.number().int().nonnegative() }),
);
export const RemoveHelpResource = z.object({ resourceId: z.uuid(), version: z.number().int().nonnegative() });

export type HelpPlace = z.infer<typeof place>;
export type HelpResourceRow = HelpPlace & { id: string; version: number; changedAt: Date; changedBy: string | null };
