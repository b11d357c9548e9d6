import { z } from "zod";
import { sourceEnum } from "@/db/schema";
import { typedLine, typedText } from "@/lib/intake/text.rules";
import type { HarmClass } from "@/lib/platform/harm.rules";
import { neededText } from "@/lib/platform/text.rules";

const answer = {
  outcome: z.enum(["violation", "no_violation"]),
  /** Any of them is right; the first is the one that is told. */
  clauses: z.array(typedLine(80).min(1)).max(10).default([]),
  /** All the measures that may be chosen. */
  sanctions: z.array(typedLine(80).min(1)).max(30).default([]),
  reason: z.string().trim().pipe(neededText(2000)),
};

const Report = z.object({
  source: z.enum(sourceEnum.enumValues).default("guest"),
  legalClaim: z.boolean().default(false),
  category: typedLine(60).nullable().default(null),
  legalReference: typedLine(300).nullable().default(null),
  explanation: typedText(5000).trim().min(1),
  detail: typedText(1000).default(""),
});

/** One golden item with its settled answer: a line of an import. */
export const AddGolden = z.object({
  platform: typedLine(60).min(1),
  title: typedText(500).default(""),
  text: typedText(50_000).trim().min(1),
  language: typedLine(35).min(2),
  role: typedLine(40).nullable().default(null),
  surface: typedLine(40).nullable().default(null),
  location: typedLine(2000).min(1),
  contentAt: z.iso.datetime({ offset: true }),
  /** Made up: refused where somebody on the platform is called so. */
  account: z
    .object({
      handle: typedLine(200).min(1),
      kind: z.enum(["business", "private"]).nullable().default(null),
      jurisdiction: typedLine(10).nullable().default(null),
    })
    .nullable()
    .default(null),
  reports: z.array(Report).min(1).max(20),
  tags: z.array(typedLine(40)).max(10).default([]),
  ...answer,
});
export type AddGolden = z.infer<typeof AddGolden>;

/** The same from a decided case: what was reported is copied, who wrote it is made up anew, who reported it is not kept. */
export const GoldenFromCase = z.object({ caseId: z.uuid(), ...answer });
export type GoldenAnswer = Pick<AddGolden, "outcome" | "clauses" | "sanctions" | "reason">;

export const OneGolden = z.object({ itemId: z.uuid() });
export const Disagree = z.object({ answerId: z.uuid(), why: z.string().trim().pipe(neededText(2000)) });

/** The settled answer stands after a disagreement; who disagreed reads why. */
export const KeepGolden = z.object({ answerId: z.uuid(), why: z.string().trim().pipe(neededText(2000)) });

export type GoldenState = "draft" | "in_use" | "contested" | "retired";
type Words = { en: string; hans?: string; hant?: string };

/** A golden item as supervisors and auditors read it. */
export type GoldenRow = {
  itemId: string;
  state: GoldenState;
  platform: Words;
  language: string;
  excerpt: string;
  /** Classes its reader is not given now: then `excerpt` is empty. */
  notShown: HarmClass[];
  outcome: string;
  clauses: { ref: string; title: Words }[];
  sanctions: Words[];
  reason: string;
  versionRef: string | null;
  madeBy: string;
  madeAt: string;
  confirmedBy: string | null;
  answers: number;
  matching: number;
  disagreements: { answerId: string; by: string; why: string; at: string; keptWhy: string | null }[];
  mayConfirm: boolean;
  mayRetire: boolean;
};
export type GoldenRows = { rows: GoldenRow[]; next: string | null };

/** What is told to who answered, once it is told. */
export type OwnGolden = {
  answerId: string;
  reference: string;
  excerpt: string;
  /** As in a list of items. */
  notShown: HarmClass[];
  at: string;
  yours: { outcome: string; clause: string | null };
  settled: { outcome: string; clause: string | null };
  otherClauses: string[];
  measures: Words[];
  reason: string;
  sameFinding: boolean;
  sameSanctions: boolean;
  disagreedWhy: string | null;
  keptWhy: string | null;
};

/** What came of an import; `line` counts from 1. */
export type Imported = { kept: number; failed: { line: number; reason: string; field?: string }[] };
