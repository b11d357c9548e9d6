import type { FieldFailure } from "@/lib/platform/result";
import type { CaseMaterial } from "./material.rules";
import type { Withheld } from "./statement.contract";
import type { StatementGap } from "./statement-gaps.rules";

/** Who must not be named to anybody: those who reported, and the person who decides (DESIGN 3.11). */
export function withheldNames({ notices }: Pick<CaseMaterial, "notices">, deciderName: string): Withheld {
  return [...notices.flatMap(({ contactName, contactEmail }) => [contactName, contactEmail]), deciderName].filter(
    (name): name is string => Boolean(name?.trim()),
  );
}

const fields: Partial<Record<StatementGap["field"], string>> = {
  "legal.ground": "legalGround",
  "legal.explanation": "legalExplanation",
};

/** What a statement still lacks, as fields of the decision's form. The clause is judged by the pack, not here. */
export function gapProblems(gaps: readonly StatementGap[]): FieldFailure[] {
  return gaps
    .filter(({ field }) => field !== "redress.appealUrl" && field !== "clause")
    .map(({ field, problem }) => {
      const name = fields[field] ?? field;
      const reason = problem === "missing" ? "text_needed" : `text_${problem}`;
      return { field: name, reason: name === "facts" && problem === "blank" ? "facts_needed" : reason };
    });
}
