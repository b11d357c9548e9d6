import type { ConsequenceCard } from "@/lib/decisions/contract";

/**
 * Sentences to show at their fields now: what is wrong at once, what is only not there yet once somebody has tried to decide.
 * The list of what is missing names both all the time.
 */
export function saidAtFields(
  problems: Readonly<Record<string, string>>,
  missing: ConsequenceCard["missing"],
  hasTried: boolean,
): Record<string, string> {
  const isEmptyStill = (field: string) =>
    missing.find((one) => one.field === field)?.reason.endsWith("_needed") === true;
  return Object.fromEntries(Object.entries(problems).filter(([field]) => hasTried || !isEmptyStill(field)));
}

/** Where on the screen a field of the decision is, by its id, so that a missing one can be reached with one press. */
export function fieldIdOf(field: string, card: ConsequenceCard | null): string {
  const sanction = /^sanctions\.(\d+)\.(\w+)$/.exec(field);
  if (sanction) {
    const chosen = (card?.sanctions ?? []).filter((each) => !each.isFollowOn)[Number(sanction[1])];
    return chosen ? `${chosen.action}-${sanction[2]}` : "accept-row";
  }
  const finding = /^findings\.(\w+)/.exec(field);
  if (finding) return `finding-${finding[1]}`;
  if (field.startsWith("exceptionsConsidered")) return "exceptions";
  if (field.startsWith("deviation")) return field === "deviation.why" ? "deviationWhy" : "deviationCode";
  if (field === "exemption.why") return "exemptWhy";
  const fixed: Record<string, string> = {
    clause: "accept-clause",
    sanctions: "accept-row",
    evidence: "facts",
    ground: "ground",
    "legal.ground": "legalGround",
    "legal.explanation": "legalExplanation",
  };
  return fixed[field] ?? field;
}
