import { actionsOf, type OfferContext, type OfferedSet } from "./offers.rules";
import type { Aim, Severity } from "./pack.contract";
import type { Action, Effect } from "./sanctions.contract";

/** Where a document leaves the choice: the mildest set that serves, and what else is in proportion. */
export type Choice = { recommended: string[] | null; alternatives: string[][]; severity: Severity };

const grades: readonly Severity[] = ["low", "medium", "high", "critical"];
/** The gravest rank that is in proportion to each grade: content measures, a feature, the account for a time, its end. */
const proportionate: Record<Severity, number> = { low: 4, medium: 5, high: 6, critical: 9 };
/** Never picked by themselves: they restrict nothing, or their content is for the moderator to describe. */
const notAlone: readonly Effect[] = ["refer", "other", "point", "label"];
type Rung = [Action["target"], Effect];
/** What serves, the first that is offered, by what the clause aims at. */
const ladders: Record<Aim, { grave: Rung[]; ordinary: Rung[] }> = {
  content: {
    grave: [
      ["content", "remove"],
      ["content", "hide"],
    ],
    ordinary: [
      ["content", "hide"],
      ["content", "remove"],
    ],
  },
  conduct: {
    grave: [
      ["feature", "suspend"],
      ["account", "suspend"],
    ],
    ordinary: [
      ["person", "warn"],
      ["feature", "suspend"],
    ],
  },
  person: {
    grave: [
      ["account", "suspend"],
      ["account", "close"],
    ],
    ordinary: [
      ["account", "suspend"],
      ["account", "close"],
    ],
  },
};

/**
 * The mildest set that serves: it must end the breach, so a warning alone serves only where there is no content to end.
 * Content is hidden where it can come back unharmed, and removed only when grave. Nothing here comes from the document,
 * so the engine never puts an account measure first except against a person who may not use the service at all. Where
 * several clauses are cited it must serve each, out of what is offered for that clause.
 */
export function mildestChoice(offer: OfferContext, sets: readonly OfferedSet[], allowed: readonly Action[]): Choice {
  const severity = gradeOf(offer);
  const each = offer.standing.flatMap((judgement) => {
    const offered = sets.filter((set) => set.judgement === judgement).flatMap(({ actions }) => actions);
    const pool = allowed.filter((action) => offered.includes(action));
    return serving(pool, judgement.clause.editorial.aim, severity) ?? [];
  });
  if (each.length === 0) return { recommended: null, alternatives: [], severity };
  const duties = allowed.filter((action) => isDuty(offer, action));
  const recommended = inOrder(allowed, [...each.filter((action) => !isCovered(action, each)), ...duties]);
  return { recommended, alternatives: others(offer, allowed, recommended, severity), severity };
}

/** Whether another measure that is chosen does what this one would: nobody needs content hidden that is removed. */
function isCovered(action: Action, chosen: readonly Action[]): boolean {
  return chosen.some((other) => {
    const earlier = chosen.indexOf(other) < chosen.indexOf(action);
    if (other.id === action.id) return false;
    if (action.effect === "warn") return other.effect !== "warn" || earlier;
    if (!isSameKind(action, other) && !(action.target === "feature" && other.target === "account")) return false;
    const graver = other.editorial.gravity - action.editorial.gravity;
    return graver > 0 || (graver === 0 && earlier);
  });
}

/** Referral that the law requires, by a finding that the action itself names. */
export function isDuty({ context }: OfferContext, action: Action): boolean {
  if (action.effect !== "refer" || context.findings.legallyRequired !== true) return false;
  return action.requires?.anyOf.includes("legallyRequired") === true;
}

/** Our grade of the gravest clause; "severe" on record makes it critical, a repetition one grade higher. */
function gradeOf({ context, standing }: OfferContext): Severity {
  const rank = Math.max(0, ...standing.map(({ clause }) => grades.indexOf(clause.editorial.severity ?? "low")));
  if (context.findings.severe === true) return "critical";
  return grades[Math.min(grades.length - 1, rank + (context.findings.repeated === true ? 1 : 0))] ?? "critical";
}

function serving(pool: readonly Action[], aim: Aim, severity: Severity): Action | null {
  const grave = severity === "critical" || (severity === "high" && aim !== "content");
  for (const [target, effect] of ladders[aim][grave ? "grave" : "ordinary"]) {
    const fitting = byGravity(pool).find((action) => action.target === target && action.effect === effect);
    if (fitting) return fitting;
  }
  return byGravity(pool).find((action) => !notAlone.includes(action.effect)) ?? null;
}

/**
 * Every other measure within proportion: a graver content measure instead of ours, anything else added to ours. What is
 * milder than ours does not serve, so it is no alternative.
 */
function others(
  offer: OfferContext,
  allowed: readonly Action[],
  recommended: string[],
  severity: Severity,
): string[][] {
  const chosen = actionsOf(offer.context, recommended);
  const replaced = (action: Action) =>
    chosen.filter(
      (other) =>
        isSameKind(action, other) ||
        (action.target === "account" && other.target !== "content" && other.effect !== "refer"),
    );
  const sets = byGravity(allowed)
    .filter((action) => !recommended.includes(action.id) && isProportionate(action, severity))
    .filter((action) => !replaced(action).some((other) => action.editorial.gravity < other.editorial.gravity))
    .map((action) => inOrder(allowed, [...chosen.filter((other) => !replaced(action).includes(other)), action]));
  return sets.filter((set, index) => sets.findIndex((other) => other.join() === set.join()) === index);
}

/** Both act on the content's being seen. */
function isSameKind(action: Action, other: Action): boolean {
  const visibility: readonly Effect[] = ["hide", "remove"];
  return visibility.includes(action.effect) && visibility.includes(other.effect);
}

/** A referral is offered only on its finding, so it is in proportion whenever it is allowed. */
function isProportionate(action: Action, severity: Severity): boolean {
  if (action.effect === "other" || action.effect === "point") return false;
  return action.effect === "refer" || action.editorial.gravity <= proportionate[severity];
}

function byGravity(actions: readonly Action[]): Action[] {
  return [...actions].sort((a, b) => a.editorial.gravity - b.editorial.gravity);
}

function inOrder(allowed: readonly Action[], chosen: readonly Action[]): string[] {
  return allowed.filter((action) => chosen.some((other) => other.id === action.id)).map((action) => action.id);
}
