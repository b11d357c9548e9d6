import { type PlaceholderProblem, placeholderProblem } from "./placeholder.rules";
import type { StatementFacts, Withheld } from "./statement.contract";
import { namesWithheld } from "./withhold.rules";

export type StatementGap = {
  field: "ground" | "clause" | "legal.ground" | "legal.explanation" | "facts" | "redress.appealUrl";
  problem: "missing" | "names_someone" | PlaceholderProblem;
};

/**
 * What a statement still lacks before it may be committed (S8, S9, S10, S11), or names whom it must not (S6). A quotation
 * that shows something may stand in for typed facts, and beside it a few words are enough. Empty means that it may go out.
 */
export function statementGaps(facts: StatementFacts, withheld: Withheld = []): StatementGap[] {
  const gaps: StatementGap[] = [];
  if (facts.outcome !== "no_violation") gaps.push(...groundGaps(facts));
  const ruleTexts = facts.clause ? [facts.clause.title, facts.clause.summary, facts.clause.original ?? ""] : [];
  const problem = placeholderProblem(facts.facts, ruleTexts);
  const shown = facts.evidence.some((item) => item.in === "text" && item.quote.trim() !== "");
  const isEnough = problem === null || (shown && (problem === "blank" || problem === "too_short"));
  if (!isEnough) gaps.push({ field: "facts", problem });
  if (facts.redress.appealUrl === null) gaps.push({ field: "redress.appealUrl", problem: "missing" });
  if (namesWithheld(facts.facts, withheld)) gaps.push({ field: "facts", problem: "names_someone" });
  if (facts.legal && namesWithheld(facts.legal.explanation, withheld)) {
    gaps.push({ field: "legal.explanation", problem: "names_someone" });
  }
  return gaps;
}

function groundGaps({ ground, clause, legal }: StatementFacts): StatementGap[] {
  if (ground === null) return [{ field: "ground", problem: "missing" }];
  const gaps: StatementGap[] = [];
  if (ground !== "law" && clause === null) gaps.push({ field: "clause", problem: "missing" });
  if (ground !== "terms") {
    if (!legal?.ground.trim()) gaps.push({ field: "legal.ground", problem: "missing" });
    const problem = placeholderProblem(legal?.explanation ?? "");
    if (problem) gaps.push({ field: "legal.explanation", problem: problem === "blank" ? "missing" : problem });
  }
  return gaps;
}
