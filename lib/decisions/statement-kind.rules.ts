import type { StatementFacts } from "./statement.contract";

/** That a trader's data is not what the law asks for (Art. 30): nothing that the person published is illegal by that. */
export function isForTrader({ addressee, outcome, ground, content }: StatementFacts): boolean {
  return addressee === "affected" && outcome === "violation" && ground === "law" && content.record === "trader";
}

/** Measures by which a platform ends what it has with an account. */
const endings: readonly (string | null)[] = ["DECISION_ACCOUNT_TERMINATED", "DECISION_PROVISION_TOTAL_TERMINATION"];

/** Whether a partner of the affiliate programme is told that the partnership ends (AE6). */
export function endsPartnership({ addressee, content, restrictions }: StatementFacts): boolean {
  const ends = restrictions.some(({ dsaDecision }) => endings.includes(dsaDecision));
  return addressee === "affected" && content.record === "affiliate" && ends;
}
