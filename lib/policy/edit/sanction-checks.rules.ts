import { restrictionValues } from "@/lib/platform/statement-values.rules";
import type { VersionFile } from "../import/version.contract";
import type { Action, Effect, SanctionSet } from "../sanctions.contract";
import { type Problem, problem } from "./checks.contract";
import { namingAction, namingCounter } from "./naming.rules";

/** Sanctions, counters and sets: what could not be reported, is never used, or never ends a question. */
export function sanctionProblems({ sanctions }: VersionFile): Problem[] {
  return [
    ...sanctions.actions.flatMap((action) => [
      ...actionProblems(action),
      ...(action.penalty && namingAction(sanctions, action.id).length === 0
        ? [problem("actionUnused", ["actions", action.id], { action: action.id })]
        : []),
    ]),
    ...sanctions.counters.flatMap((counter) => {
      const at = (...field: string[]) => ["counters", counter.id, ...field];
      const values = { counter: counter.id };
      return [
        ...(counter.items.length + counter.clauses.length === 0
          ? [problem("counterCountsNothing", at("clauses"), values)]
          : []),
        ...(namingCounter(sanctions, counter.id).length === 0 ? [problem("counterUnused", at(), values)] : []),
        ...(counter.threshold === 1 && counter.includesCurrent
          ? [problem("counterAlways", at("threshold"), values)]
          : []),
      ];
    }),
    ...sanctions.sets.flatMap(setProblems),
  ];
}

/** A penalty that is still only words: each decision asks anew what is done, unless somebody says it here for all. */
function isWordsOnly({ effect, penalty }: Action): boolean {
  return penalty && effect === "other";
}

/** What restricts somebody, and what may and is still only words, must be reported under one of the values of the Transparency Database, or under a chosen one. */
const restricting: readonly Effect[] = ["label", "hide", "remove", "suspend", "close", "expel"];

const knownRestrictions: ReadonlySet<string> = new Set(restrictionValues);

function actionProblems(action: Action): Problem[] {
  const at = (field: string) => ["actions", action.id, field];
  const values = { action: action.id };
  const problems: Problem[] = [];
  const mayRestrict = action.needsStatement === true || (isWordsOnly(action) && action.needsStatement === "depends");
  const restricts = restricting.includes(action.effect) || mayRestrict;
  if (isWordsOnly(action)) problems.push(problem("actionWordsOnly", at("effect"), values));
  if (restricts && action.dsa.length === 0 && !action.dsaDepends)
    problems.push(problem("actionNoRestriction", at("dsa"), values));
  for (const value of action.dsa)
    if (!knownRestrictions.has(value)) problems.push(problem("actionUnknownValue", at("dsa"), { ...values, value }));
  const { durationDays, termNotStated, indefinite, permanent } = action;
  if (action.effect === "suspend" && durationDays === null && !termNotStated && !indefinite && !permanent)
    problems.push(problem("actionNoTerm", at("durationDays"), values));
  if (!action.labelZh && !action.zh) problems.push(problem("actionNoChinese", at("zh"), values));
  return problems;
}

/** A set that asks for something that nothing can give is never offered. */
function setProblems(set: SanctionSet): Problem[] {
  const { requires, zh, id } = set;
  const isShut = requires !== null && requires.anyOf.length === 0 && requires.counter === null;
  return [
    ...(isShut ? [problem("setUnopened", ["sets", id, "requires"], { set: id })] : []),
    ...(zh?.trigger ? [] : [problem("setNoChinese", ["sets", id, "zh"], { set: id })]),
  ];
}
