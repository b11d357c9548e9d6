import type { AppealState } from "./rules";

export type Qualification = { validFrom: Date; validUntil: Date | null };

/** Who would answer. A key, a schedule or a visitor is not a person, whatever it may do otherwise (A8). */
export type Reviewer = {
  id: string;
  kind: "person" | "key" | "system" | "public";
  role: string | null;
  isDisabled: boolean;
  /** For cases of child safety. */
  isCleared: boolean;
  /** The name of their team; null: of none. */
  team: string | null;
  qualifications: readonly Qualification[];
};
/** `letPast`: whom an admin has named to answer it in spite of a tie. */
export type AppealUnderReview = {
  state: AppealState;
  assignedTo: string | null;
  filedBy: string | null;
  letPast: readonly string[];
};
/**
 * `reviewedBy`: everyone who checked or approved the decision before it went out. `team`: the decider's, where the setting
 * keeps it from answering; else null.
 */
export type ContestedDecision = {
  decidedBy: string | null;
  reviewedBy: readonly string[];
  team: string | null;
  isChildSafety: boolean;
};

/** Ties to the decision. A named override may let somebody past them (DSA.md A9); nothing lets past the rest. */
export const ties = ["appeal_own_decision", "appeal_own_review", "appeal_own_appeal", "appeal_own_team"] as const;
export type Tie = (typeof ties)[number];

export type IndependenceRefusal =
  | "appeal_service_account"
  | "appeal_person_disabled"
  | "appeal_wrong_role"
  | Tie
  | "appeal_not_qualified"
  | "appeal_not_cleared"
  | "appeal_assigned_to_other"
  | "appeal_not_open";

/** Whether the person is appropriately qualified today (Art. 20(6)). */
export function isQualified(qualifications: readonly Qualification[], now: Date): boolean {
  return qualifications.some(
    ({ validFrom, validUntil }) => validFrom <= now && (validUntil === null || now < validUntil),
  );
}

/**
 * Whether this person may decide this appeal now (Art. 20(6), A8, A9, DESIGN 3.7): a person, not a service; a
 * supervisor; not who made the decision, nor who reviewed it; qualified today, and cleared where the case is one of child safety. From a tie a person may be let past by name, from nothing else.
 */
export function mayDecideAppeal(
  { appeal, decision, person }: { appeal: AppealUnderReview; decision: ContestedDecision; person: Reviewer },
  now: Date,
): { ok: true } | { ok: false; reason: IndependenceRefusal } {
  if (person.kind !== "person") return { ok: false, reason: "appeal_service_account" };
  // Closeness first: it is the reason that no qualification can cure.
  const isLetPast = appeal.letPast.includes(person.id);
  const tie = isLetPast ? null : tieOf({ appeal, decision, person });
  const refusal = tie ?? personRefusal(person, decision, now);
  if (refusal) return { ok: false, reason: refusal };
  if (appeal.state !== "received" && appeal.state !== "assigned") return { ok: false, reason: "appeal_not_open" };
  if (appeal.assignedTo !== null && appeal.assignedTo !== person.id) {
    return { ok: false, reason: "appeal_assigned_to_other" };
  }
  return { ok: true };
}

/** The same for being assigned: what another person holds is not in the way. */
export function mayBeAssigned(
  { appeal, decision, person }: { appeal: AppealUnderReview; decision: ContestedDecision; person: Reviewer },
  now: Date,
): { ok: true } | { ok: false; reason: IndependenceRefusal } {
  return mayDecideAppeal({ appeal: { ...appeal, assignedTo: null }, decision, person }, now);
}

function personRefusal(person: Reviewer, decision: ContestedDecision, now: Date): IndependenceRefusal | null {
  if (person.isDisabled) return "appeal_person_disabled";
  if (person.role !== "supervisor") return "appeal_wrong_role";
  if (decision.isChildSafety && !person.isCleared) return "appeal_not_cleared";
  return isQualified(person.qualifications, now) ? null : "appeal_not_qualified";
}

/** What ties this person to the decision or the appeal, or null. */
export function tieOf({
  appeal,
  decision,
  person,
}: {
  appeal: AppealUnderReview;
  decision: ContestedDecision;
  person: Pick<Reviewer, "id" | "team">;
}): Tie | null {
  if (decision.decidedBy === person.id) return "appeal_own_decision";
  if (decision.reviewedBy.includes(person.id)) return "appeal_own_review";
  if (appeal.filedBy === person.id) return "appeal_own_appeal";
  return isSameTeam(decision.team, person.team) ? "appeal_own_team" : null;
}

function isSameTeam(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toLowerCase() === other.toLowerCase();
}
