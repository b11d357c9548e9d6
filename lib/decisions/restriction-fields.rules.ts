import type { RestrictionFacts } from "./statement.contract";

/** From the mildest to the gravest: where several of one kind apply, the database takes one value, and the gravest is told. */
const gravity = [
  "DECISION_MONETARY_OTHER",
  "DECISION_MONETARY_SUSPENSION",
  "DECISION_MONETARY_TERMINATION",
  "DECISION_PROVISION_PARTIAL_SUSPENSION",
  "DECISION_PROVISION_TOTAL_SUSPENSION",
  "DECISION_PROVISION_PARTIAL_TERMINATION",
  "DECISION_PROVISION_TOTAL_TERMINATION",
  "DECISION_ACCOUNT_SUSPENDED",
  "DECISION_ACCOUNT_TERMINATED",
];
const singles = [
  { prefix: "DECISION_MONETARY_", field: "decision_monetary", end: "end_date_monetary_restriction" },
  { prefix: "DECISION_PROVISION_", field: "decision_provision", end: "end_date_service_restriction" },
  { prefix: "DECISION_ACCOUNT_", field: "decision_account", end: "end_date_account_restriction" },
] as const;

/**
 * The restriction fields of a payload (DSA.md 1.13, Q51): warnings and points give none. An end date is told only where
 * every restriction of its kind ends; then the longest. `clean` takes personal data out of the text of an "other" one.
 */
export function restrictionFields(
  restrictions: readonly RestrictionFacts[],
  clean: (field: string, text: string) => string,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const visible = ofKind(restrictions, "DECISION_VISIBILITY_");
  if (visible.length > 0) {
    fields.decision_visibility = [...new Set(visible.map(({ dsaDecision }) => dsaDecision))];
    fields.decision_visibility_other = otherText(visible, "decision_visibility_other", clean);
    fields.end_date_visibility_restriction = lastEnd(visible);
  }
  for (const { prefix, field, end } of singles) {
    const given = ofKind(restrictions, prefix);
    const gravest = [...given].sort((a, b) => rank(b) - rank(a))[0];
    if (!gravest) continue;
    const same = given.filter(({ dsaDecision }) => dsaDecision === gravest.dsaDecision);
    fields[field] = gravest.dsaDecision;
    fields[end] = lastEnd(same);
    if (field === "decision_monetary")
      fields.decision_monetary_other = otherText(same, "decision_monetary_other", clean);
  }
  return fields;
}

function ofKind(restrictions: readonly RestrictionFacts[], prefix: string): RestrictionFacts[] {
  return restrictions.filter(({ dsaDecision }) => dsaDecision?.startsWith(prefix));
}

function rank({ dsaDecision }: RestrictionFacts): number {
  return gravity.indexOf(dsaDecision ?? "");
}

/** Null where one of them has no end: absent means indefinite. */
function lastEnd(restrictions: readonly RestrictionFacts[]): string | null {
  const ends = restrictions.flatMap(({ term }) => (term.kind === "until" ? [term.endsOn] : []));
  if (ends.length < restrictions.length) return null;
  return ends.sort((a, b) => (a < b ? 1 : -1))[0] ?? null;
}

function otherText(
  restrictions: readonly RestrictionFacts[],
  field: string,
  clean: (field: string, text: string) => string,
): string | null {
  const others = restrictions.filter(({ dsaDecision }) => dsaDecision?.endsWith("_OTHER")).map(({ label }) => label);
  return others.length === 0 ? null : clean(field, others.join("; "));
}
