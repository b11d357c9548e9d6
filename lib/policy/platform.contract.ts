import { z } from "zod";
import { reservedWords } from "./reserved.rules";
import { platformTiers } from "./tier.rules";

const name = z.string().trim().min(1, "required").max(100);
/** A list, or a line of words with commas or spaces. */
const words = (value: unknown) => (typeof value === "string" ? value.split(/[\s,;]+/).filter(Boolean) : value);
const slugs = z.preprocess(
  words,
  z
    .array(
      z
        .string()
        .trim()
        .max(60)
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug"),
    )
    .max(50)
    .default([])
    .transform((list) => [...new Set(list)]),
);

const zones = new Set(Intl.supportedValuesOf("timeZone"));

/** A service whose rules are kept here from now on. */
export const AddPlatform = z.object({
  id: z
    .string()
    .trim()
    .min(2, "required")
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug")
    .refine((id) => !reservedWords.includes(id), "reserved_word"),
  /** References of its cases begin with it. */
  prefix: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2,4}$/, "platform_prefix"),
  name: z.object({ en: name, hans: name, hant: name }),
  zone: z.string().refine((zone) => zone === "UTC" || zones.has(zone), "time_zone"),
  roles: slugs,
  surfaces: slugs,
  tier: z.enum(platformTiers),
  /** A box of a form is "on" or is not sent. */
  isMarketplace: z.preprocess((value) => (value === "on" ? true : value), z.boolean().default(false)),
});
