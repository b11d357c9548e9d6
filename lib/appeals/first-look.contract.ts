import { z } from "zod";
import { typedLine, typedText } from "@/lib/intake/text.rules";
import { reasonsLeast } from "./answer.rules";
import type { Localised } from "./contract";
import { type FindingKind, findingKinds } from "./first-look.rules";

/** What the reviewer finds in the evidence before the decision is shown. `clause` belongs to `finding: "clause"`. */
export const LookAtAppeal = z.object({
  appealId: z.uuid(),
  version: z.number().int().nonnegative(),
  finding: z.enum(findingKinds),
  clause: typedLine(80).min(1).nullable().default(null),
  why: typedText(4000).trim().pipe(z.string().min(reasonsLeast)),
});
export type LookAtAppeal = z.infer<typeof LookAtAppeal>;

export type OfferedClause = { ref: string; title: Localised };

/** A report as it was written, without who wrote it. */
export type ReportRead = { id: string; text: string; language: string; receivedAt: string };

export type GivenLook = {
  kind: FindingKind;
  clauseRef: string | null;
  why: string;
  by: string;
  at: string;
  /** It found what the decision had found. */
  agrees: boolean;
};

/**
 * The first look at an appeal. `asked`: the reader is one who may answer and has not looked yet, so nothing of the decision
 * is in their view. `open`: they know it, or never answer it.
 */
export type FirstLookView = { state: "asked"; clauses: OfferedClause[] } | { state: "open"; given: GivenLook[] };
