import type { CaseNotice } from "./material.rules";
import type { StatementFacts } from "./statement.contract";

type Sourced = Pick<CaseNotice, "source" | "legalClaim">;
const own = "own_detection";
const official: readonly string[] = ["authority", "court"];

/** Reports of people and organisations: everything but what we found ourselves. */
export function reportsOf<Notice extends Pick<CaseNotice, "source">>(notices: readonly Notice[]): Notice[] {
  return notices.filter(({ source }) => source !== own);
}

/**
 * What set the decision off, in the ways that a statement may say (S6, Art. 17(3)(b)): never who. Read from the reports
 * that this decision answers, whatever the case was opened by and in whatever order they came: "on our own initiative"
 * would be false as soon as one person reported. `caseSource` speaks only where no report is left to answer.
 */
export function statementSource(caseSource: string, notices: readonly Sourced[]): StatementFacts["source"] {
  const reports = reportsOf(notices);
  const sources = notices.length > 0 ? reports.map(({ source }) => source) : caseSource === own ? [] : [caseSource];
  if (sources.length === 0) return "own_initiative";
  if (sources.includes("trusted_flagger")) return "trusted_flagger";
  const people = reports.filter(({ source }) => !official.includes(source));
  if (sources.some((source) => official.includes(source)))
    return people.length > 0 ? "authority_and_report" : "authority";
  return people.some(({ legalClaim }) => legalClaim) ? "notice" : "other_report";
}
