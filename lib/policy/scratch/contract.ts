import type { VersionChoice } from "../compare/contract";
import type { Localised, ShownAction } from "../library.contract";
import { FindingName } from "../pack.contract";

/** Findings that somebody ticks; the others are numbers, letters and words. */
export const ticks = FindingName.options;
export const priorStatuses = ["confirmed", "overturned", "pending"] as const;
export type PriorStatus = (typeof priorStatuses)[number];

export type ScratchPrior = { clause: string; day: string; status: PriorStatus };

/** A made-up case as it stands in an address: everything as it was typed, empty where nothing was. */
export type ScratchAsked = {
  /** Empty: the version that governs the content's day. */
  version: string;
  role: string;
  clause: string;
  alsoBreaks: string;
  contentDate: string;
  decisionDate: string;
  jurisdiction: string;
  priors: ScratchPrior[];
  ticked: FindingName[];
  severityEvidence: string;
  exception: string;
  conditions: "" | "no";
  malice: "" | "no";
  repeatCount: string;
  infringements: string;
  reporter: string;
};

export type ScratchProblem = {
  field: string;
  reason: "clause_needed" | "role_needed" | "clause_unknown" | "date_unreadable" | "number_unreadable" | "unreadable";
  value: string;
};

export type ScratchAnswer = {
  version: { ref: string; label: Localised } | null;
  textAvailable: boolean;
  violation: boolean | null;
  basis: "rule" | "discretion" | "none";
  recommended: ShownAction[] | null;
  alternatives: ShownAction[][];
  followOn: ShownAction[];
  count: { before: number; count: number; threshold: number } | null;
  points: { added: number; total: number } | null;
  endDay: string | null;
  decisionDay: string;
  why: string[];
  warnings: string[];
  notOffered: { label: Localised; why: string }[];
  /** Of the earlier violations, in their order: whether the counter counted each. */
  counted: boolean[];
};

export type ScratchView = {
  platform: { id: string; name: Localised; zone: string };
  versions: VersionChoice[];
  roles: string[];
  clauses: { ref: string; title: Localised }[];
  asked: ScratchAsked;
  problem: ScratchProblem | null;
  /** Nothing was asked yet, or it could not be read. */
  answer: ScratchAnswer | null;
};
