import type { Place } from "./contract";

/** Each is a sentence of the catalogue `policyEdit.problems`, and whether a version that has it may be published. */
export const problemCodes = {
  broken: "blocks",
  twice: "blocks",
  circle: "blocks",
  clauseNoCategory: "blocks",
  clauseNoKeyword: "blocks",
  clauseUnknownValue: "blocks",
  clauseOtherKeyword: "warns",
  clauseNoSeverity: "warns",
  clauseNoSanction: "warns",
  clauseRoleWithoutRow: "warns",
  clauseUnknownSurface: "warns",
  clauseNotEnforceableInTable: "warns",
  clauseNoChinese: "warns",
  platformNoChinese: "warns",
  rowNoRole: "blocks",
  roleUnknown: "blocks",
  rowNoFirstStep: "warns",
  ladderFalls: "warns",
  cellNotForRole: "warns",
  cellNotPenalty: "blocks",
  stepHidesOthers: "warns",
  stepCannotOpen: "blocks",
  actionUnknownValue: "blocks",
  actionNoRestriction: "blocks",
  actionWordsOnly: "warns",
  actionUnused: "warns",
  actionNoTerm: "warns",
  actionNoChinese: "warns",
  counterCountsNothing: "blocks",
  counterUnused: "warns",
  counterAlways: "warns",
  setUnopened: "warns",
  setNoChinese: "warns",
  versionOverlap: "blocks",
  versionGap: "blocks",
  versionNoStart: "blocks",
  versionEnds: "blocks",
  countsRestart: "warns",
  versionAnnouncedLate: "warns",
  versionNoClauses: "blocks",
  versionNoChinese: "warns",
} as const satisfies Record<string, "blocks" | "warns">;
export type ProblemCode = keyof typeof problemCodes;

/** What is inconsistent in a draft, where, and with which values its sentence is filled. */
export type Problem = {
  code: ProblemCode;
  severity: "blocks" | "warns";
  place: Place;
  values: Record<string, string | number>;
};

/** A version of the same platform that the draft must meet: no day with two, none without. */
export type OtherVersion = {
  id: string;
  label: string;
  documents: readonly string[];
  effectiveFrom: string | null;
  effectiveTo: string | null;
};

/** What of the platform lies outside the draft. */
export type Surroundings = {
  /** Published versions, and those that are scheduled. */
  others: readonly OtherVersion[];
  /** References of clauses in other documents: naming them is no mistake. */
  refsElsewhere: ReadonlySet<string>;
  /** Of every version: each counts under its own versions only. */
  /** Where the platform says that content appears; empty or not given: it does not say. */
  surfaces?: readonly string[];
  /** Roles that the platform names; empty or not given: those of the version count. */
  roles?: readonly string[];
  counters?: readonly { id: string; versions: readonly string[] }[];
};

export function problem(code: ProblemCode, place: Place, values: Problem["values"] = {}): Problem {
  return { code, severity: problemCodes[code], place, values };
}
