import { z } from "zod";
import { contentText, typedLine, typedText } from "@/lib/intake/text.rules";

/** Why somebody left the penalty table (DESIGN 3.5): counted, audited, shown in quality. */
export const deviationCodes = [
  "milder_first_contact",
  "milder_context",
  "stricter_harm",
  "stricter_evasion",
  "table_silent",
  "legal_order",
  "other",
] as const;

/** Words of the content or of a notice that show one element of the clause. Offsets in UTF-16 units. */
export const BoundEvidence = z.object({
  in: z.enum(["text", "title", "explanation"]),
  noticeId: z.uuid().optional(),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  text: contentText(2000).min(1),
  element: typedText(500).default(""),
});

export const Findings = z.object({
  conditionsMet: z.boolean().optional(),
  exception: z.union([typedLine(10), z.literal(true)]).optional(),
  severe: z.boolean().optional(),
  severityEvidence: typedText(2000).optional(),
  repeated: z.boolean().optional(),
  malicious: z.boolean().optional(),
  maliciousWhy: typedText(2000).optional(),
  infringements: z.number().int().min(1).max(1000).optional(),
  repeatCount: z.number().int().min(0).max(100_000).optional(),
  alsoBreaks: z.array(typedLine(80)).max(20).optional(),
  hasRecipient: z.boolean().optional(),
  crimeSuspected: z.boolean().optional(),
  legallyRequired: z.boolean().optional(),
  unlawful: z.boolean().optional(),
  interoperability: z.boolean().optional(),
  detectedAutomatically: z.boolean().optional(),
  reporterRelation: z
    .enum(["self", "parent", "guardian", "executor", "representative", "rights-holder", "stranger"])
    .optional(),
});
export type Findings = z.infer<typeof Findings>;

/** A chosen sanction. `endsOn` only where the platform states no term: then the moderator types it or leaves it open. */
export const ChosenSanction = z.object({
  action: typedLine(80).min(1),
  endsOn: z.iso.date().optional(),
  openEnded: z.boolean().optional(),
  /** Which Transparency Database value, where the platform's action stands for several. */
  dsaValue: typedLine(80).optional(),
  /** What was done, for an action the platform leaves open ("other enforcement action"). */
  describe: typedLine(300).trim().optional(),
});
export type ChosenSanction = z.infer<typeof ChosenSanction>;
