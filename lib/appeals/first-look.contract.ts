import { z } from "zod";
import { typedLine, typedText } from "@/lib/intake/text.rules";
import { reasonsLeast } from "./answer.rules";
import type { Localised } from "./contract";
import { type FindingKind, findingKinds, type LookKnown } from "./first-look.rules";

/** What the reviewer finds in the evidence before the decision is shown. `clause` belongs to `finding: "clause"`. */
export const LookAtAppeal = z.object({
  appealId: z.uuid(),
  version: z.number().int().nonnegative(),
  finding: z.enum(findingKinds),
  clause: typedLine(80).min(1).nullable().default(null),
  why: typedText(4000).trim().pipe(z.string().min(reasonsLeast)),
});
export type LookAtAppeal = z.infer<typeof LookAtAppeal>;
/** The same for an appeal that is answered with another: `withAppealId`, whose evidence was looked at. */
export const LookAlike = LookAtAppeal.extend({ withAppealId: z.uuid() });

export type OfferedClause = { ref: string; title: Localised };

/** A report as it was written, without who wrote it. */
export type ReportRead = { id: string; text: string; language: string; receivedAt: string };

export type GivenLook = {
  kind: FindingKind;
  clauseRef: string | null;
  why: string;
  by: string;
  at: string;
  /** Why it was not blind, or null; `withReference`: the appeal that was looked at instead. */
  known: LookKnown | null;
  withReference: string | null;
  /** It found what the decision had found. */
  agrees: boolean;
};

/**
 * The first look at an appeal. `asked`: the reader is one who may answer and has not looked yet, so nothing of the decision
 * is in their view; `isLetPast`: it was, before an admin let them past their tie; `hasReadBefore`: they opened its case
 * since it was decided. `open`: they know it, or never answer it.
 */
export type FirstLookView =
  | { state: "asked"; clauses: OfferedClause[]; isLetPast: boolean; hasReadBefore: boolean }
  | { state: "open"; given: GivenLook[] };
