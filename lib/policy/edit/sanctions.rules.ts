import type { VersionFile } from "../import/version.contract";
import { Action, Counter, SanctionSet } from "../sanctions.contract";
import { refuseTermsClash } from "./cells.rules";
import { withChange } from "./clauses.rules";
import type { Edit } from "./contract";
import { namingAction, namingCounter } from "./naming.rules";
import { refuseEdit } from "./refuse.rules";

type Sanctions = VersionFile["sanctions"];

function withSanctions(file: VersionFile, change: Partial<Sanctions>): VersionFile {
  return { ...file, sanctions: { ...file.sanctions, ...change } };
}

export function addCounter(file: VersionFile, { counter }: Edit<"counter.add">): VersionFile {
  const { counters } = file.sanctions;
  if (counters.some(({ id }) => id === counter.id))
    refuseEdit("counter_taken", ["counters", counter.id], { counter: counter.id });
  return withSanctions(file, { counters: [...counters, Counter.parse({ ...counter, versions: [file.version.id] })] });
}

function counterIn(file: VersionFile, id: string): Counter {
  return (
    file.sanctions.counters.find((counter) => counter.id === id) ??
    refuseEdit("counter_missing", ["counters", id], { counter: id })
  );
}

export function changeCounter(file: VersionFile, { id, change }: Edit<"counter.change">): VersionFile {
  const before = counterIn(file, id);
  const counters = file.sanctions.counters.map((counter) =>
    counter === before ? withChange(counter, change) : counter,
  );
  return withSanctions(file, { counters });
}

export function removeCounter(file: VersionFile, { id }: Edit<"counter.remove">): VersionFile {
  const gone = counterIn(file, id);
  const naming = namingCounter(file.sanctions, id);
  if (naming.length > 0) refuseEdit("named_by", ["counters", id], { name: id }, naming);
  return withSanctions(file, { counters: file.sanctions.counters.filter((counter) => counter !== gone) });
}

export function addSet(file: VersionFile, { set }: Edit<"set.add">): VersionFile {
  const { sets } = file.sanctions;
  if (sets.some(({ id }) => id === set.id)) refuseEdit("set_taken", ["sets", set.id], { set: set.id });
  const made = SanctionSet.parse({ ...set, covers: { ...set.covers, versions: [file.version.id] } });
  return withSanctions(file, { sets: [...sets, made] });
}

function setIn(file: VersionFile, id: string): SanctionSet {
  return file.sanctions.sets.find((set) => set.id === id) ?? refuseEdit("set_missing", ["sets", id], { set: id });
}

export function changeSet(file: VersionFile, { id, change }: Edit<"set.change">): VersionFile {
  const before = setIn(file, id);
  const { covers, ...own } = change;
  const after = { ...withChange(before, own), covers: withChange(before.covers, covers ?? {}) };
  return withSanctions(file, { sets: file.sanctions.sets.map((set) => (set === before ? after : set)) });
}

export function removeSet(file: VersionFile, { id }: Edit<"set.remove">): VersionFile {
  const gone = setIn(file, id);
  return withSanctions(file, { sets: file.sanctions.sets.filter((set) => set !== gone) });
}

export function addAction(file: VersionFile, { action }: Edit<"action.add">): VersionFile {
  const { actions } = file.sanctions;
  if (actions.some(({ id }) => id === action.id))
    refuseEdit("action_taken", ["actions", action.id], { action: action.id });
  const made = Action.parse({ ...action, versions: [file.version.id] });
  refuseAction(made);
  return withSanctions(file, { actions: [...actions, made] });
}

function actionIn(file: VersionFile, id: string): Action {
  return (
    file.sanctions.actions.find((action) => action.id === id) ??
    refuseEdit("action_missing", ["actions", id], { action: id })
  );
}

export function changeAction(file: VersionFile, { id, change }: Edit<"action.change">): VersionFile {
  const before = actionIn(file, id);
  const after = withChange(before, change);
  refuseAction(after);
  if (!after.penalty && before.penalty) refuseInTable(file, id);
  return withSanctions(file, { actions: file.sanctions.actions.map((action) => (action === before ? after : action)) });
}

function refuseAction(action: Action): void {
  refuseTermsClash(action, ["actions", action.id, "durationDays"]);
  if (action.triggers.includes(action.id))
    refuseEdit("circular", ["actions", action.id, "triggers"], { ref: action.id, parent: action.id });
}

/** What the table prescribes is a penalty. */
function refuseInTable(file: VersionFile, id: string): void {
  const rows = namingAction(file.sanctions, id).filter(({ part }) => part === "row");
  if (rows.length > 0) refuseEdit("named_by", ["actions", id, "penalty"], { name: id }, rows);
}

export function removeAction(file: VersionFile, { id }: Edit<"action.remove">): VersionFile {
  const gone = actionIn(file, id);
  const naming = namingAction(file.sanctions, id);
  if (naming.length > 0) refuseEdit("named_by", ["actions", id], { name: id }, naming);
  return withSanctions(file, { actions: file.sanctions.actions.filter((action) => action !== gone) });
}
