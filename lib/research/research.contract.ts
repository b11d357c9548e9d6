import { z } from "zod";
import { neededLine, typedLine } from "@/lib/platform/text.rules";

/** The longest term of one grant, in days: a longer project asks again. */
export const longestTermDays = 730;

/** Who may read, for what, until which day (within, UTC). */
export const GrantResearch = z.object({
  holder: z.string().trim().pipe(neededLine(120)),
  institution: z.string().trim().pipe(neededLine(160)),
  purpose: z.string().trim().min(20).max(2000),
  /** None means every platform. */
  platformIds: z.array(neededLine(60)).max(50).default([]),
  until: z.iso.date(),
});
export type Granted = { grantId: string; keyId: string; key: string };

const day = z.iso.date().optional();
/** Which decisions: of one platform or all that the key may read, made from the first day to the last (both within, UTC). */
const wanted = { platform: typedLine(60).optional(), from: day, to: day };
export const ResearchDecisionsRequest = z.object({
  ...wanted,
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ResearchDecisionsRequest = z.infer<typeof ResearchDecisionsRequest>;
export const ResearchExportRequest = z.object({
  ...wanted,
  format: z.enum(["ndjson", "csv"]).default("ndjson"),
  /** Compressed: `1` or `0`. */
  gzip: z.enum(["0", "1"]).default("0"),
});
export type ResearchExportRequest = z.infer<typeof ResearchExportRequest>;

/** A decision as research may read it: no person, no account, no content, no PUID; the texts are those of the cleaned copy. */
export const ResearchDecision = z.object({
  id: z.uuid(),
  platform: z.string(),
  decidedAt: z.iso.datetime(),
  state: z.enum(["in_force", "reversed", "superseded"]),
  clause: z.string().nullable(),
  policyVersion: z.string().nullable(),
  sanctions: z.array(z.string()),
  /** The fields of the Transparency Database's API, in English. */
  statement: z.record(z.string(), z.unknown()),
});
export type ResearchDecision = z.infer<typeof ResearchDecision>;
export const ResearchDecisions = z.object({ decisions: z.array(ResearchDecision), next: z.string().nullable() });

export type GrantRow = {
  id: string;
  keyId: string;
  holder: string;
  institution: string;
  purpose: string;
  platformIds: string[];
  grantedBy: string;
  grantedAt: string;
  until: string;
  state: "open" | "ended" | "revoked";
};
export type ExportRow = {
  id: string;
  holder: string;
  institution: string;
  format: "page" | "ndjson" | "csv";
  platform: string;
  from: string | null;
  until: string | null;
  startedAt: string;
  endedAt: string | null;
  rows: number | null;
};
