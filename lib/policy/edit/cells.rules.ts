import type { VersionFile } from "../import/version.contract";
import type { Action } from "../sanctions.contract";
import type { CellSanction, Edit, Place, Terms } from "./contract";
import { refuseEdit } from "./refuse.rules";
import { ofRow, rolesOf, rowIn, stepIn, tableOf, withTable } from "./table.rules";

/** Rows that share a printed cell share what is put into it. */
export function setCell(file: VersionFile, edit: Edit<"cell.set">): VersionFile {
  const table = tableOf(file);
  const row = rowIn(table, edit.item);
  const place: Place = [...ofRow(edit.item), "cells", edit.role, edit.step];
  if (row.cellsFrom !== row.item) refuseEdit("shares_cells", place, { item: row.item, from: row.cellsFrom });
  stepIn(table, edit.step);
  if (!rolesOf(table).includes(edit.role)) refuseEdit("role_missing", place, { role: edit.role });
  const { actions, ids } =
    edit.sanctions === null ? { actions: file.sanctions.actions, ids: null } : taken(file, edit.sanctions, place);
  const rows = table.rows.map((other) =>
    other.item !== row.item && other.cellsFrom !== row.item
      ? other
      : { ...other, cells: { ...other.cells, [edit.role]: { ...other.cells[edit.role], [edit.step]: ids } } },
  );
  return withTable({ ...file, sanctions: { ...file.sanctions, actions } }, { ...table, rows });
}

/** The sanctions of a cell by their ids; one with other terms is found among those there are, or made beside its like. */
function taken(file: VersionFile, sanctions: readonly CellSanction[], place: Place) {
  let actions = file.sanctions.actions;
  const ids: string[] = [];
  for (const { action, terms } of sanctions) {
    const base = actions.find(({ id }) => id === action) ?? refuseEdit("action_missing", place, { action });
    if (!base.penalty) refuseEdit("not_a_penalty", place, { action });
    let id = base.id;
    if (terms !== null) {
      const wanted = { ...withTerms(base, terms), versions: base.versions && [file.version.id] };
      refuseTermsClash(wanted, place);
      const same = actions.find((other) => sameMeasure(other, wanted));
      id = same?.id ?? freeId(actions, wanted);
      if (!same) actions = actions.flatMap((other) => (other === base ? [other, { ...wanted, id }] : [other]));
    }
    if (ids.includes(id)) refuseEdit("action_twice", place, { action: id });
    ids.push(id);
  }
  return { actions, ids };
}

/** The document's Chinese label states the old terms, so it is not kept; ours is given anew. */
function withTerms(base: Action, terms: Terms): Action {
  return { ...base, ...terms, labelZh: null };
}

function sameMeasure(one: Action, other: Action): boolean {
  const bare = ({ id: _, label: __, labelZh: ___, zh: ____, note: _____, ...measure }: Action) =>
    JSON.stringify(Object.entries(measure).sort());
  return bare(one) === bare(other);
}

/** What sanctions that differ in their terms alone are called by: they share it, and the first of them has its plain id. */
export function stemOf(id: string): string {
  return id.replace(/-(\d+d|permanently|open|\d+p)$/, "");
}

function freeId(actions: readonly Action[], { id, durationDays, permanent, indefinite, points }: Action): string {
  const base = stemOf(id);
  const term = durationDays
    ? `-${durationDays}d`
    : permanent
      ? "-permanently"
      : indefinite
        ? "-open"
        : points
          ? `-${points}p`
          : "";
  const taken = new Set(actions.map((action) => action.id));
  let free = `${base}${term}`.slice(0, 70);
  for (let number = 2; taken.has(free); number += 1) free = `${base}${term}`.slice(0, 70).concat(`-${number}`);
  return free;
}

/** Of the ways in which a measure may end, the document says one. */
export function refuseTermsClash(
  { id, durationDays, termNotStated, indefinite, permanent }: Action,
  place: Place,
): void {
  const said = [durationDays !== null, termNotStated, indefinite, permanent].filter(Boolean).length;
  if (said > 1) refuseEdit("terms_clash", place, { action: id });
}
