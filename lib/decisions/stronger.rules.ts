import type { FieldFailure } from "@/lib/platform/result";
import type { Action } from "@/lib/policy/sanctions.contract";

export const subjectKinds = ["seller", "affiliate", "buyer"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** Whom a penalty is for, by the role that the platform's rules name: a partner of the affiliate programme has a row of its own (AE5). */
export function subjectKindOf(role: string | null): SubjectKind {
  if (role === "affiliate") return "affiliate";
  return role === "merchant" || role === "seller" ? "seller" : "buyer";
}

/** How grave an action is, as the desk's own notes to the pack rank it; what is not ranked is the mildest. */
export const gravityOf = (action: Pick<Action, "editorial"> | undefined): number => action?.editorial?.gravity ?? 0;

export type Step = { step: number; action: string };

/** The least for this time: the step of that number, the last one from there on; null where there is none. */
export function stepFor(steps: readonly Step[], time: number): Step | null {
  const reached = steps.filter(({ step }) => step <= time).sort((a, b) => b.step - a.step);
  return reached[0] ?? null;
}

/**
 * What is wrong with a row of stronger penalties, or null (AE5): every step is an action of the platform, none is milder
 * than the one before it, and who does it again gets more in the end.
 */
export function stepsProblem(
  steps: readonly string[],
  actions: readonly Action[],
): "stronger_action_unknown" | "stronger_falls" | "stronger_no_rise" | null {
  const known = steps.map((id) => actions.find((action) => action.id === id && action.penalty));
  if (known.includes(undefined)) return "stronger_action_unknown";
  const gravities = known.map(gravityOf);
  if (gravities.some((gravity, at) => gravity < (gravities[at - 1] ?? 0))) return "stronger_falls";
  const isLevel = gravities.length > 1 && (gravities.at(-1) ?? 0) <= (gravities[0] ?? 0);
  return isLevel ? "stronger_no_rise" : null;
}

export type Weighing = {
  /** What was chosen, and what the platform's own table leads to for the same finding. */
  chosen: readonly string[];
  general: readonly string[];
  steps: readonly Step[];
  /** Which time it is for this account, this one included. */
  time: number;
  actions: readonly Action[];
  hasDeviation: boolean;
};

/**
 * Whether what was chosen for a scheme of hidden links is strong enough (AE5): at least the general step, and at least
 * ours. Leaving that takes the same coded reason as leaving the table.
 */
export function strongerProblem(weighing: Weighing): FieldFailure | null {
  const { chosen, general, steps, time, actions, hasDeviation } = weighing;
  const byId = (id: string) => actions.find((action) => action.id === id);
  const ours = stepFor(steps, time);
  if (!ours) return null;
  const gravest = (ids: readonly string[]) => Math.max(0, ...ids.map((id) => gravityOf(byId(id))));
  const floor = Math.max(gravityOf(byId(ours.action)), gravest(general));
  if (hasDeviation || gravest(chosen) >= floor) return null;
  return {
    field: "sanctions",
    reason: "stronger_penalty_needed",
    values: { id: ours.action, action: byId(ours.action)?.label ?? ours.action },
  };
}
