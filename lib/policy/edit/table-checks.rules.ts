import type { VersionFile } from "../import/version.contract";
import type { Action, PenaltyTable, Row } from "../sanctions.contract";
import { type Problem, problem } from "./checks.contract";
import type { Place } from "./contract";
import { isKnownRole } from "./roles.rules";

type Cells = Row["cells"][string];

/** The penalty table: rows that reach nobody, ladders that fall, cells that hold what their role cannot get. */
export function tableProblems({ sanctions }: VersionFile, roles: readonly string[]): Problem[] {
  const { table, actions, counters } = sanctions;
  if (!table) return [];
  const known = new Map(actions.map((action) => [action.id, action]));
  const items = new Map(counters.map((counter) => [counter.id, counter.items]));
  // Rows that share a cell have its problems once, where it is edited.
  const leaders = table.rows.filter((row) => row.cellsFrom === row.item);
  return [
    ...roleProblems(leaders, roles),
    ...stepProblems(table),
    ...table.steps
      .filter((step) => step.counter && items.get(step.counter)?.length === 0)
      .map((step) =>
        problem("stepCannotOpen", ["steps", step.id, "counter"], { step: step.id, counter: step.counter ?? "" }),
      ),
    ...leaders.flatMap((row) => rowProblems(table, row, known)),
  ];
}

/** A role that the platform does not know is nobody's: its cells are never read. Said once a role, with its rows. */
function roleProblems(rows: readonly Row[], known: readonly string[]): Problem[] {
  const unknown = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))].filter(
    (role) => !isKnownRole(role, known),
  );
  return unknown.flatMap((role) => {
    const those = rows.filter(({ cells }) => Object.values(cells[role] ?? {}).some(Boolean));
    const [first] = those;
    const items = those.map(({ item }) => item).join(", ");
    const values = { role, items, count: those.length, roles: known.join(", ") };
    return first ? [problem("roleUnknown", ["rows", String(first.item)], values)] : [];
  });
}

/** Of the steps that apply the last one decides: one that always applies leaves nothing to those before it. */
function stepProblems({ steps }: PenaltyTable): Problem[] {
  const always = steps.filter((step, index) => index > 0 && step.counter === null && step.finding === null);
  return always.map((step) => problem("stepHidesOthers", ["steps", step.id], { step: step.id }));
}

function rowProblems(table: PenaltyTable, row: Row, actions: ReadonlyMap<string, Action>): Problem[] {
  const at: Place = ["rows", String(row.item)];
  const roles = Object.entries(row.cells).filter(([, cells]) => Object.values(cells).some(Boolean));
  if (roles.length === 0) return [problem("rowNoRole", at, { item: row.item })];
  return roles.flatMap(([role, cells]) => [
    ...firstStep(table, cells, { row, role }),
    ...fallingSteps(table, cells, { row, role, actions }),
    ...Object.entries(cells).flatMap(([step, ids]) =>
      (ids ?? []).flatMap((id) => cellProblems(actions.get(id), role, [...at, "cells", role, step])),
    ),
  ]);
}

function firstStep(table: PenaltyTable, cells: Cells, { row, role }: { row: Row; role: string }): Problem[] {
  const ordinary = table.steps.filter((step) => step.counter === null && step.finding === null);
  if (ordinary.length === 0 || ordinary.some((step) => cells[step.id])) return [];
  const place = ["rows", String(row.item), "cells", role, ordinary[0]?.id ?? ""];
  return [problem("rowNoFirstStep", place, { item: row.item, role })];
}

type Ladder = { row: Row; role: string; actions: ReadonlyMap<string, Action> };

/** By the engine's own order: a step later in the list wins, so it must not be milder than one before it. */
function fallingSteps(table: PenaltyTable, cells: Cells, { row, role, actions }: Ladder): Problem[] {
  const gravity = (ids: readonly string[]) => Math.max(0, ...ids.map((id) => actions.get(id)?.editorial.gravity ?? 0));
  const problems: Problem[] = [];
  let before: { step: string; gravity: number; days: number } | null = null;
  for (const step of table.steps) {
    const ids = cells[step.id];
    if (!ids) continue;
    const now = { step: step.id, gravity: gravity(ids), days: daysOf(ids, actions) };
    if (before && isMilder(now, before)) {
      const place = ["rows", String(row.item), "cells", role, step.id];
      problems.push(problem("ladderFalls", place, { item: row.item, role, step: step.id, before: before.step }));
    }
    before = now;
  }
  return problems;
}

/** Of equal rank, a shorter term is the milder one. */
function isMilder(now: { gravity: number; days: number }, before: { gravity: number; days: number }): boolean {
  return now.gravity < before.gravity || (now.gravity === before.gravity && now.days < before.days);
}

/** The longest term; what has no end outlasts every other. */
function daysOf(ids: readonly string[], actions: ReadonlyMap<string, Action>): number {
  return Math.max(
    0,
    ...ids.map((id) => {
      const action = actions.get(id);
      return action?.permanent || action?.indefinite ? Number.POSITIVE_INFINITY : (action?.durationDays ?? 0);
    }),
  );
}

function cellProblems(action: Action | undefined, role: string, place: Place): Problem[] {
  if (!action) return [];
  const values = { action: action.id, role, item: place[1] ?? "" };
  return [
    ...(action.penalty ? [] : [problem("cellNotPenalty", place, values)]),
    ...(action.roles === null || action.roles.includes(role) ? [] : [problem("cellNotForRole", place, values)]),
  ];
}
