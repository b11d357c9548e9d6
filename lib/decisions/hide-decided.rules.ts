import { harmsOfClause } from "@/lib/platform/harm.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import type { DecideCase } from "./contract";

type Violation = Extract<DecideCase, { outcome: "violation" }>;

/** A naked child, where a person says so: a clause that lists it beside what adults wear has another grade (REQUIREMENTS, edge case 17). */
const nakedChild =
  /\b(naked|nude|undressed)\s+(\w+\s+)?(child|children|minor|minors|kid|kids|toddler|toddlers|boy|girl)\b|裸[体體]?的?(儿童|兒童|孩子|小孩|幼童|未成年)|(儿童|兒童|孩子|小孩|幼童|未成年人?)裸/i;

/** Whether the abuse of a child was found: under the clause that is cited, one that the content also breaks, or in so many words. */
export function isOfChildAbuse(
  { clauses }: Pick<PolicyPack, "clauses">,
  { clause: cited, findings, evidence, facts }: Pick<Violation, "clause" | "findings" | "evidence" | "facts">,
): boolean {
  const found = evidence.flatMap(({ text, element }) => [text, element]);
  const elements = evidence.map(({ element }) => element);
  if ([facts, ...elements].some((said) => nakedChild.test(said))) return true;
  return [cited, ...(findings.alsoBreaks ?? [])].some((ref) => {
    const clause = clauses.find((each) => each.ref === ref);
    return harmsOfClause(clause && { ...clause, found }).includes("child_abuse");
  });
}
