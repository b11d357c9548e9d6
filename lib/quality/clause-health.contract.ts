import type { HarmClass } from "@/lib/platform/harm.rules";
import type { ClauseHealthRow, HealthCount } from "./clause-health.rules";
import type { Localised } from "./suggestions.contract";

/** Periods to choose from, in days. */
export const healthDays = [30, 90, 180, 365] as const;
export type HealthDays = (typeof healthDays)[number];

export type HealthAsked = {
  days: HealthDays;
  clause: string;
  language: string;
  source: string;
  count: HealthCount | null;
  after: string;
};

export type HealthCase = {
  decisionId: string;
  caseId: string;
  reference: string;
  decidedAt: string;
  /** What was found, and what stood first. */
  decided: string[];
  first: string | null;
  excerpt: string;
  notShown: HarmClass[];
};

export type ClauseHealthView = {
  platform: { id: string; name: Localised };
  days: HealthDays;
  /** Decisions that were looked at, and whether the period had more: then they are the newest. */
  looked: number;
  most: number;
  isCut: boolean;
  /** The first of those looked at. */
  since: string | null;
  rows: (ClauseHealthRow & { title: Localised; version: string | null })[];
  titles: Record<string, Localised>;
  /** The cases behind the number that was asked for; null where none was, or this role sees no cases. */
  behind: { cases: HealthCase[]; next: string | null } | null;
};
