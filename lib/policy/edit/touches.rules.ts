import type { VersionFile } from "../import/version.contract";
import { stemOf } from "./cells.rules";
import type { Edit, EditKind, EditOperation, Place } from "./contract";

const within = (start: Place, fields: object): Place[] => Object.keys(fields).map((field) => [...start, field]);
const clause = (ref: string, ...field: string[]): Place => ["clauses", ref, ...field];
const row = (item: number, ...field: string[]): Place => ["rows", String(item), ...field];

const touched: { [Kind in EditKind]: (edit: Edit<Kind>) => Place[] } = {
  "clause.add": ({ clause: { ref } }) => [clause(ref)],
  "clause.change": ({ ref, change }) => within(clause(ref), change),
  "clause.rename": ({ ref, to }) => [clause(ref), clause(to)],
  "clause.move": ({ ref }) => [clause(ref, "parent")],
  "clause.split": ({ ref, parts }) => [clause(ref), ...parts.map((part) => clause(part.ref))],
  "clause.merge": ({ ref, into }) => [clause(ref), clause(into)],
  "clause.retire": ({ ref }) => [clause(ref)],
  "table.start": () => [["table"], ["rows"], ["steps"]],
  "table.end": () => [["table"], ["rows"], ["steps"]],
  "role.add": ({ role }) => [["table", "roles", role]],
  "role.remove": () => [["table", "roles"], ["rows"]],
  "role.rename": ({ to }) => [["table", "roles", to], ["rows"]],
  "row.add": ({ item, ref }) => [row(item), clause(ref, "rows")],
  "row.rename": ({ item, to }) => [row(item), row(to)],
  "row.change": ({ item, change: { ref, like } }) => [
    like === undefined ? row(item, "ref") : row(item),
    ...(ref === undefined ? [] : [clause(ref, "rows")]),
  ],
  "row.move": ({ item }) => [row(item, "place")],
  "row.remove": ({ item }) => [row(item)],
  "step.add": ({ step }) => [["steps", step.id]],
  "step.change": ({ id, change }) => within(["steps", id], change),
  "step.rename": ({ id, to }) => [["steps", id], ["steps", to], ["rows"]],
  "step.move": ({ id }) => [["steps", id, "place"]],
  "step.remove": ({ id }) => [["steps", id], ["rows"]],
  "cell.set": ({ item, role, step }) => [row(item, "cells", role, step)],
  "counter.add": ({ counter }) => [["counters", counter.id]],
  "counter.change": ({ id, change }) => within(["counters", id], change),
  "counter.remove": ({ id }) => [["counters", id]],
  "set.add": ({ set }) => [["sets", set.id]],
  "set.change": ({ id, change: { covers, ...own } }) => [
    ...within(["sets", id], own),
    ...within(["sets", id, "covers"], covers ?? {}),
  ],
  "set.remove": ({ id }) => [["sets", id]],
  "action.add": ({ action }) => [["actions", action.id]],
  "action.change": ({ id, change }) => within(["actions", id], change),
  "action.remove": ({ id }) => [["actions", id]],
  "version.change": ({ change }) => within(["version"], change),
  "version.rename": () => [["version", "id"]],
  "document.change": ({ id, change }) => within(["documents", id], change),
  "notice.change": ({ change }) => within(["notice"], change),
  restore: ({ parts, notice = [] }) => [
    ...parts.map(({ list, key }) => (list === "version" || list === "table" ? [list] : [list, key])),
    ...notice.map(({ language }) => ["notice", language]),
  ],
};

/** The parts that an operation changes by itself: two people who touch the same one may not have meant the same. */
export function touches(operation: EditOperation): Place[] {
  return touchedBy(operation);
}

function touchedBy<Kind extends EditKind>(edit: Edit<Kind> & { do: Kind }): Place[] {
  return touched[edit.do](edit);
}

/**
 * The parts that an operation takes over as they are: the row whose cells another one is to share, those that a row keeps
 * which shared them, the sanction that a cell varies. Who changes them at the same time changes what comes of it.
 */
export function leansOn(operation: EditOperation, file: VersionFile): Place[] {
  if (operation.do === "row.add") return operation.like === null ? [] : [row(operation.like, "cellsFrom")];
  if (operation.do === "row.change") {
    const { item, change } = operation;
    if (change.like !== item) return change.like === undefined ? [] : [row(change.like, "cellsFrom")];
    const shared = file.sanctions.table?.rows.find((other) => other.item === item)?.cellsFrom ?? item;
    return shared === item ? [] : [row(shared, "cells")];
  }
  if (operation.do !== "cell.set") return [];
  // Two that are made of one are told apart by a number, the first has none.
  return (operation.sanctions ?? []).flatMap(({ action, terms }) =>
    terms === null ? [] : [["actions", action] as const, ["made", stemOf(action)] as const],
  );
}

/** Whether two parts are the same, or one lies within the other. */
export function overlaps(one: Place, other: Place): boolean {
  return one.every((step, index) => index >= other.length || step === other[index]);
}

/** Where operations of two people on a draft meet; empty where both can stand, and it is the same who comes first. */
export function meeting(mine: readonly EditOperation[], theirs: readonly EditOperation[], file: VersionFile): Place[] {
  const placesOf = (operations: readonly EditOperation[]) => [
    ...operations.flatMap(touches),
    ...operations.flatMap((operation) => leansOn(operation, file)),
  ];
  const others = placesOf(theirs);
  return placesOf(mine).filter((place) => others.some((other) => overlaps(place, other)));
}
