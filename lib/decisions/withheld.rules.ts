import type { FieldFailure } from "@/lib/platform/result";
import type { Choice } from "./choice.rules";
import type { CaseMaterial, CaseNotice } from "./material.rules";
import type { Withheld } from "./statement.contract";
import type { StatementGap } from "./statement-gaps.rules";

type Contact = Pick<CaseNotice, "contactName" | "contactEmail">;

/**
 * The names that a statement of reasons tells, each once: of those who two people agreed must be named, where the decision
 * is on the ground of law; without an illegality there is nothing that a name could identify (S6).
 */
export function revealedNames({ notices }: Pick<CaseMaterial, "notices">, ground: Choice["ground"]): string[] {
  if (ground === "terms") return [];
  const names = notices.flatMap(({ isRevealed, contactName }) =>
    isRevealed && contactName ? [contactName.trim()] : [],
  );
  return [...new Set(names)];
}
type Account = NonNullable<CaseMaterial["account"]>;

/** Who must not be named to anybody: those who reported, and the person who decides (DESIGN 3.11). */
export function withheldNames({ notices }: { notices: readonly Contact[] }, deciderName: string): Withheld {
  return [...notices.flatMap(({ contactName, contactEmail }) => [contactName, contactEmail]), deciderName].filter(
    (name): name is string => Boolean(name?.trim()),
  );
}

/** Whom the database must not be told of: of the person concerned, too, neither name nor address (B2). */
export function namesForDatabase(
  { notices, account }: { notices: readonly Contact[]; account: Pick<Account, "handle" | "email"> | null },
  deciderName: string,
): Withheld {
  const theirs = [account?.handle, account?.email].filter((name): name is string => Boolean(name?.trim()));
  return [...withheldNames({ notices }, deciderName), ...theirs];
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
