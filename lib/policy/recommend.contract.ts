import { z } from "zod";
import { ReporterRelation } from "./pack.contract";

const date = z.string().trim().min(1).max(64);
const clauseRef = z.string().trim().min(1).max(200);
const role = z.string().trim().min(1).max(60);
const yes = z.boolean().nullish();
const count = z.number().int().min(0).max(1_000_000).nullish();

/** An earlier violation of the same account. What is not given (role, platform, version) is the same as now. */
export const Prior = z.object({
  clause: clauseRef,
  contentDate: date,
  decisionDate: date.nullish(),
  status: z.enum(["confirmed", "overturned", "pending"]),
  role: role.nullish(),
  platform: z.string().trim().min(1).nullish(),
  version: z.string().trim().min(1).nullish(),
  points: z.number().int().min(0).nullish(),
  /** Decided together with this one. */
  sameCase: yes,
});
export type Prior = z.infer<typeof Prior>;

/** What the moderator found. Not given means: as the clause says. */
export const Findings = z.object({
  conditionsMet: yes,
  /** true: one applies; a string: its letter. */
  exception: z.union([z.boolean(), z.string().max(500)]).nullish(),
  severe: yes,
  severityEvidence: z
    .union([z.string(), z.boolean(), z.array(z.string()), z.record(z.string(), z.unknown())])
    .nullish(),
  repeated: yes,
  malicious: yes,
  /** How many infringements this decision is about, for points. */
  infringements: z.number().int().min(1).max(1_000_000).nullish(),
  /** Similar messages found. */
  repeatCount: count,
  alsoBreaks: z.array(clauseRef).max(100).nullish(),
  hasRecipient: yes,
  crimeSuspected: yes,
  legallyRequired: yes,
  unlawful: yes,
  interoperability: yes,
  detectedAutomatically: yes,
  reporterRelation: ReporterRelation.nullish(),
});
export type Findings = z.infer<typeof Findings>;

export const RecommendInput = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  platform: z.string().trim().min(1),
  role,
  clause: clauseRef,
  /** A day in the platform's zone or an instant with offset; not given: today there. */
  contentDate: date.nullish(),
  decisionDate: date.nullish(),
  jurisdiction: z.string().trim().min(2).max(10).nullish(),
  priors: z.array(Prior).max(100_000).nullish(),
  findings: Findings.nullish(),
});
export type RecommendInput = z.infer<typeof RecommendInput>;

/** A sentence as code and values; the catalogue `policy` has its words in each language. */
export type Said = { code: string; values: Record<string, string | number> };

/** How a counter came to its number. `before` and `count` differ by the present violation where that counts. */
export type Tally = {
  counter: string;
  before: number;
  count: number;
  threshold: number;
  /** Positions in `priors`. */
  counted: number[];
  notCounted: { prior: number; reason: string }[];
};

export type Recommendation = {
  id?: string | number;
  /** The version that governs the content's date for the cited clause's document; null: none is recorded. */
  version: string | null;
  textAvailable: boolean;
  basis: "rule" | "discretion" | "none";
  violation: boolean | null;
  outOfScope: boolean;
  count: number | null;
  allowed: string[];
  recommended: string[] | null;
  alternatives: string[][];
  notOffered: { action: string; why: string; whyCode: Said }[];
  durationDays: number | null;
  /** The day in the platform's zone that lies `durationDays` after the decision; the measure runs to its close. */
  endDate: string | null;
  indefinite: boolean;
  permanent: boolean;
  points: number;
  pointsTotal: number;
  followOn: string[];
  reEntryBarred: boolean;
  warnings: string[];
  warningCodes: Said[];
  why: string[];
  whyCodes: Said[];
  /** Rows and step of the penalty table that set the result; null where no table did. */
  rows: number[];
  step: string | null;
  tally: Tally | null;
  contentDay: string;
  decisionDay: string;
};

/** Input that names something that does not exist or cannot be read. `field` is its path, such as `priors[0].contentDate`. */
export class PolicyProblem extends Error {
  override name = "PolicyProblem";
  constructor(
    readonly code: string,
    readonly field: string,
    /** The message without the field before it. */
    readonly sentence: string,
  ) {
    super(`${field}: ${sentence}`);
  }
}
