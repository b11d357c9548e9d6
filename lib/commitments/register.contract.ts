import { z } from "zod";
import { neededLine, neededText } from "@/lib/platform/text.rules";
import { indicatorKeys } from "./indicator-keys.rules";

const number = (max: number) => z.number().int().min(0).max(max);
/** Plain words, or one text a language. */
const words = (max: number) => {
  const text = neededText(max);
  return z
    .union([text, z.strictObject({ en: text, hans: text.optional() })])
    .transform((said) => (typeof said === "string" ? { en: said } : said));
};
const bound = z.number().min(0).max(1_000_000).nullable().default(null);
const bounds = {
  low: bound,
  high: bound,
  boundBasis: z.enum(["commitment", "target"]).default("target"),
  leastCount: number(1_000_000).default(1),
};

/** Measured by the product, or recorded by hand: then it says itself what it is. */
export const RegisterIndicator = z.union([
  z.strictObject({ key: z.enum(indicatorKeys as [string, ...string[]]), ...bounds }),
  z.strictObject({
    name: words(200),
    definition: words(1000),
    unit: z.enum(["share", "hours", "count"]),
    ...bounds,
  }),
]);
export type RegisterIndicator = z.infer<typeof RegisterIndicator>;

/** An address of the desk or of the web: what is linked is not fetched. */
const address = z
  .string()
  .max(500)
  .refine((text) => /^\/[a-z0-9][\w/.?=&%#-]*$/i.test(text) || isWeb(text), "not_url");
function isWeb(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username } = new URL(text);
  return protocol === "https:" && username === "";
}
export const webAddress = z.string().max(500).refine(isWeb, "not_url");

export const RegisterCommitment = z.strictObject({
  ref: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, "commitment_ref")
    // Their page is beside those of the commitments.
    .refine((ref) => ref.toLowerCase() !== "reports", "commitment_ref"),
  group: words(200),
  title: words(300),
  summary: words(2000),
  source: words(500),
  isModeration: z.boolean().default(true),
  reviewDays: z.number().int().min(1).max(1825).nullable().default(null),
  links: z
    .array(z.strictObject({ label: words(200), href: address }))
    .max(10)
    .default([]),
  indicators: z.array(RegisterIndicator).max(20).default([]),
});
export type RegisterCommitment = z.infer<typeof RegisterCommitment>;

const day = z.iso.date();
export const RegisterMilestone = z
  .strictObject({
    key: z.string().regex(/^[a-z0-9_]{1,40}$/, "commitment_milestone_key"),
    title: words(300),
    afterMonths: number(600).optional(),
    onDay: day.optional(),
  })
  .refine(
    ({ afterMonths, onDay }) => (afterMonths === undefined) !== (onDay === undefined),
    "commitment_milestone_place",
  );

/** A register as a file: the form that any set of commitments comes in. */
export const RegisterFile = z.strictObject({
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "commitment_slug"),
  title: words(300),
  /** The platform whose data is counted; null: all of them. */
  platform: z.string().max(60).nullable().default(null),
  source: words(1000),
  startsOn: day.nullable().default(null),
  years: z.number().int().min(1).max(50).default(5),
  marginMonths: number(240).default(12),
  reviewDays: z.number().int().min(1).max(1825).default(90),
  taskDays: z.number().int().min(1).max(365).default(14),
  milestones: z.array(RegisterMilestone).max(50).default([]),
  commitments: z.array(RegisterCommitment).min(1).max(500),
});
export type RegisterFile = z.infer<typeof RegisterFile>;

/** A register of some hundred commitments is small; this holds far more. */
export const longestRegister = 900_000;

/** `slug` and `title` name the register of a CSV, which has only commitments in it. */
export const ImportRegister = z.object({
  text: z.string().min(1, "required").max(longestRegister),
  slug: z.string().trim().max(60).default(""),
  title: z.union([z.literal(""), z.string().trim().pipe(neededLine(300))]).default(""),
});
export type RegisterImported = { registerId: string; slug: string; added: number; changed: number; gone: number };
