import type { FieldFailure } from "@/lib/platform/result";
import { addDays, endOfDay } from "@/lib/platform/time.rules";
import type { Action } from "@/lib/policy/sanctions.contract";
import type { ChosenSanction } from "./choice.contract";
import type { SanctionPreview } from "./contract";
import { dsaChoices, dsaValueOf, restrictsOf } from "./dsa-values.rules";
import { labelOf } from "./localised.rules";
import type { SanctionTarget } from "./standing.rules";

/** A sanction as it will be imposed, with what only the server needs. */
export type PlannedSanction = SanctionPreview & {
  target: SanctionTarget;
  barsReEntry: boolean;
  /** The length that the platform states; null where it states none. */
  days: number | null;
  /** Null while nobody has said what an open measure does: nothing may be told of it yet. */
  restricts: boolean | null;
  /** Done once and lasting by its nature: what is deleted needs no word about an end. */
  isDoneOnce: boolean;
};

/** `decisionDay`: the day of the decision in the platform's zone, from which terms are counted. */
export type Moment = { decisionDay: string; effectiveAt: Date; zone: string; infringements: number };

/** What it touches, in the words of the register: a point is on the record, a referral is an authority's. */
export function targetOf(action: Action): SanctionTarget {
  if (action.effect === "point") return "points";
  return action.target === "authorities" ? "authority" : action.target;
}

/**
 * One chosen action with its dates (Q47): a stated term runs to the close of its last day in the platform's zone; what
 * the platform leaves open is neither dated nor called permanent (Q38); a term that it does not state is typed or left
 * open by the moderator, never filled in here (DESIGN 3.5).
 */
export function planSanction(
  action: Action,
  chosen: ChosenSanction,
  moment: Moment,
  isFollowOn = false,
): PlannedSanction {
  const endsOn =
    action.durationDays === null
      ? action.termNotStated
        ? (chosen.endsOn ?? null)
        : null
      : addDays(moment.decisionDay, action.durationDays);
  const points = (action.points ?? 0) * (action.perInfringement ? moment.infringements : 1);
  const value = dsaValueOf(action, chosen.dsaValue);
  const needsStatement = action.needsStatement === "depends" ? Boolean(value) : action.needsStatement;
  return {
    action: action.id,
    label: labelOf(action, chosen.describe),
    target: targetOf(action),
    startsAt: moment.effectiveAt.toISOString(),
    endsOn,
    endsAt: endsOn === null ? null : endOfDay(endsOn, moment.zone).toISOString(),
    indefinite: action.indefinite || (action.termNotStated && endsOn === null && chosen.openEnded === true),
    permanent: action.permanent,
    points,
    isFollowOn,
    needsStatement,
    // A measure outside the Union's law (a Korean order) has a value, but no statement is owed for it.
    dsaValue: needsStatement ? (value ?? null) : null,
    needsTerm: action.termNotStated && chosen.endsOn === undefined && chosen.openEnded !== true,
    dsaChoices: dsaChoices(action),
    barsReEntry: action.reEntryBarred,
    days: action.durationDays,
    restricts: restrictsOf(action, chosen.dsaValue),
    isDoneOnce: action.effect === "remove",
  };
}

/** What is wrong with one chosen sanction by itself: a missing or invented term, a value that is not to be chosen. */
export function sanctionProblems(
  action: Action,
  chosen: ChosenSanction,
  index: number,
  moment: Moment,
): FieldFailure[] {
  const field = (name: string) => `sanctions.${index}.${name}`;
  const problems: FieldFailure[] = [];
  if (action.termNotStated) {
    if (chosen.endsOn !== undefined && chosen.openEnded === true)
      problems.push({ field: field("openEnded"), reason: "term_both" });
    else if (chosen.endsOn === undefined && chosen.openEnded !== true)
      problems.push({ field: field("endsOn"), reason: "term_needed" });
    if (chosen.endsOn !== undefined && chosen.endsOn < moment.decisionDay)
      problems.push({ field: field("endsOn"), reason: "term_past" });
  } else if (chosen.endsOn !== undefined || chosen.openEnded === true) {
    problems.push({ field: field(chosen.endsOn === undefined ? "openEnded" : "endsOn"), reason: "term_stated" });
  }
  if (dsaValueOf(action, chosen.dsaValue) === undefined) {
    problems.push({
      field: field("dsaValue"),
      reason: chosen.dsaValue === undefined ? "dsa_value_needed" : "dsa_value_unknown",
    });
  }
  if (action.effect === "other" && !chosen.describe?.trim())
    problems.push({ field: field("describe"), reason: "describe_needed" });
  return problems;
}
