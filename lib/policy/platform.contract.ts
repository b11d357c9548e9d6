import { z } from "zod";

const name = z.string().trim().min(1, "required").max(100);
const slugs = z
  .array(
    z
      .string()
      .trim()
      .max(60)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug"),
  )
  .max(50)
  .default([])
  .transform((list) => [...new Set(list)]);

export const platformTiers = ["hosting", "online_platform", "very_large"] as const;

const zones = new Set(Intl.supportedValuesOf("timeZone"));

/** A service whose rules are kept here from now on. */
export const AddPlatform = z.object({
  id: z
    .string()
    .trim()
    .min(2, "required")
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "slug"),
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
});
