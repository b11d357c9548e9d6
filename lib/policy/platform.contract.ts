import { z } from "zod";
import { reservedWords } from "./reserved.rules";
import { platformTiers } from "./tier.rules";

const name = z.string().trim().min(1, "required").max(100);
const nameInChinese = z.string().trim().max(100).default("");
const longestWord = 60;
/** A list, or a line of names between commas (Chinese ones, semicolons and line breaks too); a name may be several words. */
const listed = (value: unknown) => (typeof value === "string" ? value.split(/[,，、;；\n\r]+/) : value);
/** The name as rules and programs write it: "Stall holder" is stall-holder. Null where more than that would be lost. */
function slugOf(name: string): string | null {
  const slug = name.toLowerCase().replaceAll(/\s+/g, "-");
  return slug.length <= longestWord && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) ? slug : null;
}
const slugs = z.preprocess(
  listed,
  z
    .array(z.string())
    .default([])
    .transform((list, ctx) => {
      const slugs = new Set<string>();
      for (const name of list.map((one) => one.trim()).filter(Boolean)) {
        const slug = slugOf(name);
        // Told of the whole field: the form has one line for all names.
        if (slug === null)
          ctx.addIssue({ code: "custom", message: "platform_word", params: { word: name.slice(0, longestWord) } });
        else slugs.add(slug);
      }
      return [...slugs];
    })
    .pipe(z.array(z.string()).max(50)),
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
  /** Where it has no Chinese name, its English one stands for it; one in either script stands for both. */
  name: z
    .object({ en: name, hans: nameInChinese, hant: nameInChinese })
    .transform(({ en, hans, hant }) => ({ en, hans: hans || hant || en, hant: hant || hans || en })),
  zone: z.string().refine((zone) => zone === "UTC" || zones.has(zone), "time_zone"),
  roles: slugs,
  surfaces: slugs,
  tier: z.enum(platformTiers),
  /** A box of a form is "on" or is not sent. */
  isMarketplace: z.preprocess((value) => (value === "on" ? true : value), z.boolean().default(false)),
});
