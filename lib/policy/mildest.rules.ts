import { actionsOf, type OfferContext } from "./offers.rules";
import type { Severity } from "./pack.contract";
import type { Action, Effect } from "./sanctions.contract";

/** Where a document leaves the choice: the mildest set that serves, and what else is in proportion. */
export type Choice = { recommended: string[] | null; alternatives: string[][]; severity: Severity };

const grades: readonly Severity[] = ["low", "medium", "high", "critical"];
/** The gravest rank that is in proportion to each grade: content measures, a feature, the account for a time, its end. */
const proportionate: Record<Severity, number> = { low: 4, medium: 5, high: 6, critical: 9 };
/** Never picked by themselves: they restrict nothing, or their content is for the moderator to describe. */
const notAlone: readonly Effect[] = ["refer", "other", "point", "label"];

/**
 * The mildest set that serves: it must end the breach, so a warning alone serves only where there is no content to end.
 * Content is hidden where it can come back unharmed, and removed only when grave. Nothing here comes from the document,
 * so the engine never puts an account measure first except against a person who may not use the service at all.
 */
export function mildestChoice(offer: OfferContext, allowed: readonly Action[]): Choice {
  const severity = gradeOf(offer);
  const first = serving(offer, allowed, severity);
  if (first === null) return { recommended: null, alternatives: [], severity };
  const duties = allowed.filter((action) => action.effect === "refer" && isDuty(offer, action));
  const recommended = inOrder(allowed, [first, ...duties]);
  return { recommended, alternatives: others(offer, allowed, recommended, severity), severity };
}

/** Referral that the law requires, by a finding that the action itself names. */
function isDuty({ context }: OfferContext, action: Action): boolean {
  return context.findings.legallyRequired === true && action.requires?.anyOf.includes("legallyRequired") === true;
}

/** Our grade of the gravest clause; "severe" on record makes it critical, a repetition one grade higher. */
function gradeOf({ context, standing }: OfferContext): Severity {
  const rank = Math.max(0, ...standing.map(({ clause }) => grades.indexOf(clause.editorial.severity ?? "low")));
  if (context.findings.severe === true) return "critical";
  return grades[Math.min(grades.length - 1, rank + (context.findings.repeated === true ? 1 : 0))] ?? "critical";
}

function serving({ standing }: OfferContext, allowed: readonly Action[], severity: Severity): Action | null {
  const aims = new Set(standing.map(({ clause }) => clause.editorial.aim));
  const grave = severity === "critical" || (severity === "high" && !aims.has("content"));
  const ladder: [Action["target"], Effect][] = aims.has("content")
    ? grave
      ? [
          ["content", "remove"],
          ["content", "hide"],
        ]
      : [
          ["content", "hide"],
          ["content", "remove"],
        ]
    : aims.has("person")
      ? [
          ["account", "suspend"],
          ["account", "close"],
        ]
      : grave
        ? [
            ["feature", "suspend"],
            ["account", "suspend"],
          ]
        : [
            ["person", "warn"],
            ["feature", "suspend"],
          ];
  for (const [target, effect] of ladder) {
    const fitting = byGravity(allowed).find((action) => action.target === target && action.effect === effect);
    if (fitting) return fitting;
  }
  return byGravity(allowed).find((action) => !notAlone.includes(action.effect)) ?? null;
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
  const main = chosen.find((action) => action.effect !== "refer");
  const replaces = (action: Action) =>
    sameKind(action, main) || (main?.target !== "content" && action.target === "account");
  const sets = byGravity(allowed)
    .filter((action) => !recommended.includes(action.id) && isProportionate(action, severity))
    .filter((action) => !(replaces(action) && action.editorial.gravity < (main?.editorial.gravity ?? 0)))
    .map((action) => inOrder(allowed, [...chosen.filter((other) => !(replaces(action) && other === main)), action]));
  return sets.filter((set, index) => sets.findIndex((other) => other.join() === set.join()) === index);
}

/** Both act on the content's being seen. */
function sameKind(action: Action, main: Action | undefined): boolean {
  const visibility: readonly Effect[] = ["hide", "remove"];
  return main !== undefined && visibility.includes(action.effect) && visibility.includes(main.effect);
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
