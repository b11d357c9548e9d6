import { z } from "zod";
import type { FactsSection, ReportState } from "@/db/schema/reports";
import type { Cell } from "./report.contract";
import { languages, states, tiers } from "./report-scopes.rules";
import { template } from "./report-template.generated";

const slug = z.string().min(1).max(60);
const day = z.iso.date();

/** Asks for a version of a report: two days of the platform's zone, both within the period, or instants. */
export const RequestReport = z.object({
  platform: slug,
  from: z.string().trim().min(1).max(40),
  to: z.string().trim().min(1).max(40),
  /** The day that stands on the first sheet; empty: what was entered for the platform. */
  publicationDay: z.union([z.literal(""), day]).default(""),
  /** Compulsory where the period has a version already: what changed, and why. */
  changeNote: z.string().trim().max(2000).default(""),
});

export const PublishReport = z.object({ versionId: z.uuid() });

/** Why another version was made, the cells that differ, and from what to what; null is blank. */
export type CellChange = { sheet: string; row: string; column: string; before: Cell; after: Cell };

export type VersionRow = {
  id: string;
  platformId: string;
  platform: { en: string; hans: string; hant: string };
  firstDay: string;
  lastDay: string;
  state: ReportState;
  number: number | null;
  changeNote: string;
  requestedBy: string;
  requestedAt: string;
  stepsDone: number;
  stepsAll: number;
  failedWhy: string | null;
  madeAt: string | null;
  publishedAt: string | null;
};

/** A number as a form sends it: an empty field is blank, which is not 0. Anything but plain digits is refused. */
const typed = (value: unknown) => {
  if (value === null) return undefined;
  const text = typeof value === "string" ? value.trim() : value;
  if (text === "") return undefined;
  return typeof text === "string" && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
};
const most = 1e9;
const count = z.preprocess(typed, z.number().nonnegative().max(most).optional());
const whole = z.preprocess(typed, z.number().int().nonnegative().max(most).optional());

const names = (list: readonly string[]) => z.enum(list as [string, ...string[]]);

/** What a tool said of a sample and what was right; the shares are computed (report-facts.rules.ts). */
export const Sample = z.strictObject({ rightYes: whole, wrongYes: whole, rightNo: whole, wrongNo: whole });
export type Sample = z.infer<typeof Sample>;

/** What samples are of: all measures, those on our own initiative, notices; for very large platforms each language. */
export const sampleScopes = ["Total number", "Own-initiative", "NAM Total", "NAM Trusted Flagger", ...languages];
export const recipientScopes = ["TOTAL", ...states];
export const textIndicators = template.texts.map(([, indicator = ""]) => indicator.trim());

const dayOrNone = z.union([z.literal("").transform(() => undefined), day]).optional();

/** One part of what the product cannot know, as a form sends it. */
export const factsShapes = {
  identification: z.strictObject({
    tier: z.enum(tiers),
    provider: z.string().trim().max(500).default(""),
    previous: dayOrNone,
  }),
  people: z.strictObject({
    internal: count,
    external: count,
    total: count,
    byLanguage: z.partialRecord(names(languages), count).default({}),
  }),
  recipients: z.partialRecord(names(recipientScopes), whole),
  accuracy: z.partialRecord(names(sampleScopes), Sample),
  texts: z.partialRecord(names(textIndicators), z.string().trim().max(5000)),
} as const satisfies Record<FactsSection, z.ZodType>;

const part = <Section extends FactsSection>(section: Section) =>
  z.object({ platform: slug, section: z.literal(section), value: factsShapes[section] });

export const WriteFacts = z.discriminatedUnion("section", [
  part("identification"),
  part("people"),
  part("recipients"),
  part("accuracy"),
  part("texts"),
]);

export type FactsSections = { [Section in FactsSection]?: z.infer<(typeof factsShapes)[Section]> };
