import type { VersionFile } from "../import/version.contract";
import { type PenaltyTable, type Row, Step } from "../sanctions.contract";
import { withChange } from "./clauses.rules";
import type { Edit, Place } from "./contract";
import { namingRow } from "./naming.rules";
import { refuseEdit } from "./refuse.rules";

export const ofRow = (item: number): Place => ["rows", String(item)];
const ofStep = (id: string): Place => ["steps", id];

export function tableOf(file: VersionFile): PenaltyTable {
  return file.sanctions.table ?? refuseEdit("table_missing", ["table"]);
}

export function withTable(file: VersionFile, table: PenaltyTable | null): VersionFile {
  return { ...file, sanctions: { ...file.sanctions, table } };
}

export function rowIn(table: PenaltyTable, item: number): Row {
  return table.rows.find((row) => row.item === item) ?? refuseEdit("row_missing", ofRow(item), { item });
}

export function stepIn(table: PenaltyTable, id: string): PenaltyTable["steps"][number] {
  return table.steps.find((step) => step.id === id) ?? refuseEdit("step_missing", ofStep(id), { step: id });
}

/** Roles that have a column, in the order in which the rows name them. */
export function rolesOf(table: PenaltyTable): string[] {
  return [...new Set(table.rows.flatMap((row) => Object.keys(row.cells)))];
}

export function startTable(file: VersionFile, edit: Edit<"table.start">): VersionFile {
  if (file.sanctions.table) refuseEdit("table_there", ["table"]);
  if (!file.version.documents.includes(edit.document))
    refuseEdit("document_missing", ["table"], { document: edit.document });
  const step = Step.parse(edit.step);
  const { item, ref } = edit.row;
  const row = { item, ref, versions: [file.version.id], cellsFrom: item, cells: { [edit.role]: { [step.id]: null } } };
  const started = withTable(file, { title: edit.title, document: edit.document, steps: [step], rows: [row] });
  return standsForRow(started, ref, item);
}

/** What names its rows must let go of them first. */
export function endTable(file: VersionFile): VersionFile {
  const table = tableOf(file);
  const naming = [
    ...file.clauses.filter(({ rows }) => rows.length > 0).map(({ ref }) => ({ part: "clause" as const, name: ref })),
  ];
  const counting = file.sanctions.counters.filter(({ items }) => items.length > 0);
  const all = [...naming, ...counting.map(({ id }) => ({ part: "counter" as const, name: id }))];
  if (all.length > 0) refuseEdit("named_by", ["table"], { name: table.title }, all);
  return withTable(file, null);
}

export function addRole(file: VersionFile, { role }: Edit<"role.add">): VersionFile {
  const table = tableOf(file);
  if (rolesOf(table).includes(role)) refuseEdit("role_taken", ["table", "roles", role], { role });
  const empty = Object.fromEntries(table.steps.map(({ id }) => [id, null]));
  return withTable(file, {
    ...table,
    rows: table.rows.map((row) => ({ ...row, cells: { ...row.cells, [role]: { ...empty } } })),
  });
}

export function removeRole(file: VersionFile, { role }: Edit<"role.remove">): VersionFile {
  const table = tableOf(file);
  const roles = rolesOf(table);
  if (!roles.includes(role)) refuseEdit("role_missing", ["table", "roles", role], { role });
  if (roles.length === 1) refuseEdit("last_role", ["table", "roles", role], { role });
  const rows = table.rows.map((row) => ({
    ...row,
    cells: Object.fromEntries(Object.entries(row.cells).filter(([other]) => other !== role)),
  }));
  return withTable(file, { ...table, rows });
}

/** A column that an import made of a heading is given to the role that it means. */
export function renameRole(file: VersionFile, { role, to }: Edit<"role.rename">): VersionFile {
  const table = tableOf(file);
  const roles = rolesOf(table);
  if (!roles.includes(role)) refuseEdit("role_missing", ["table", "roles", role], { role });
  if (role === to) return file;
  if (roles.includes(to)) refuseEdit("role_taken", ["table", "roles", to], { role: to });
  const rows = table.rows.map((row) => ({
    ...row,
    cells: Object.fromEntries(Object.entries(row.cells).map(([other, cells]) => [other === role ? to : other, cells])),
  }));
  return withTable(file, { ...table, rows });
}

export function addRow(file: VersionFile, { item, ref, like, after }: Edit<"row.add">): VersionFile {
  const table = tableOf(file);
  if (table.rows.some((row) => row.item === item)) refuseEdit("row_taken", ofRow(item), { item });
  refuseRowRef(file, table, ref, item);
  const leader = like === null ? null : leaderOf(table, like);
  const empty = () => Object.fromEntries(table.steps.map(({ id }) => [id, null]));
  const cells = leader?.cells ?? Object.fromEntries(rolesOf(table).map((role) => [role, empty()]));
  const row = { item, ref, versions: [file.version.id], cellsFrom: leader?.item ?? item, cells };
  const index = after === null ? 0 : table.rows.indexOf(rowIn(table, after)) + 1;
  const rows = [...table.rows.slice(0, index), row, ...table.rows.slice(index)];
  return standsForRow(withTable(file, { ...table, rows }), ref, item);
}

/** A row is a clause that can be cited: that clause stands for it. */
function standsForRow(file: VersionFile, ref: string, item: number): VersionFile {
  if (!file.clauses.some((clause) => clause.ref === ref)) refuseEdit("ref_missing", ofRow(item), { ref });
  const clauses = file.clauses.map((clause) =>
    clause.ref === ref && !clause.rows.includes(item) ? { ...clause, rows: [...clause.rows, item] } : clause,
  );
  return { ...file, clauses };
}

function refuseRowRef(file: VersionFile, table: PenaltyTable, ref: string, item: number): void {
  if (table.rows.some((row) => row.ref === ref && row.item !== item)) refuseEdit("row_ref_taken", ofRow(item), { ref });
  if (!file.clauses.some((clause) => clause.ref === ref)) refuseEdit("ref_missing", ofRow(item), { ref });
}

/** The row whose cells a row has: its own, or those of the one it shares them with. */
function leaderOf(table: PenaltyTable, item: number): Row {
  const row = rowIn(table, item);
  return row.cellsFrom === item ? row : rowIn(table, row.cellsFrom);
}

export function renameRow(file: VersionFile, { item, to }: Edit<"row.rename">): VersionFile {
  const table = tableOf(file);
  rowIn(table, item);
  if (item === to) return file;
  if (table.rows.some((row) => row.item === to)) refuseEdit("row_taken", ofRow(to), { item: to });
  const one = (other: number) => (other === item ? to : other);
  return {
    ...file,
    clauses: file.clauses.map((clause) =>
      clause.rows.includes(item) ? { ...clause, rows: clause.rows.map(one) } : clause,
    ),
    sanctions: {
      ...file.sanctions,
      table: {
        ...table,
        rows: table.rows.map((row) => ({ ...row, item: one(row.item), cellsFrom: one(row.cellsFrom) })),
      },
      counters: file.sanctions.counters.map((counter) => ({ ...counter, items: counter.items.map(one) })),
    },
  };
}

export function changeRow(file: VersionFile, { item, change }: Edit<"row.change">): VersionFile {
  const table = tableOf(file);
  const before = rowIn(table, item);
  const { ref, like } = change;
  if (ref !== undefined) refuseRowRef(file, table, ref, item);
  let row: Row = { ...before, ref: ref ?? before.ref };
  if (like === item) row = { ...row, cellsFrom: item };
  else if (like !== undefined) {
    const sharing = table.rows.filter((other) => other.item !== item && other.cellsFrom === item);
    const names = sharing.map((other) => ({ part: "row" as const, name: String(other.item) }));
    if (names.length > 0) refuseEdit("named_by", ofRow(item), { name: item }, names);
    const leader = leaderOf(table, like);
    row = { ...row, cellsFrom: leader.item, cells: leader.cells };
  }
  const rows = table.rows.map((other) => (other === before ? row : other));
  return ref === undefined
    ? withTable(file, { ...table, rows })
    : standsForRow(withTable(file, { ...table, rows }), ref, item);
}

export function moveRow(file: VersionFile, { item, after }: Edit<"row.move">): VersionFile {
  const table = tableOf(file);
  const row = rowIn(table, item);
  const rest = table.rows.filter((other) => other !== row);
  return withTable(file, {
    ...table,
    rows: movedTo(rest, row, after === null ? null : rest.indexOf(rowIn(table, after))),
  });
}

function movedTo<Value>(rest: readonly Value[], moved: Value, behind: number | null): Value[] {
  const index = behind === null ? 0 : behind + 1;
  return [...rest.slice(0, index), moved, ...rest.slice(index)];
}

export function removeRow(file: VersionFile, { item }: Edit<"row.remove">): VersionFile {
  const table = tableOf(file);
  const row = rowIn(table, item);
  const naming = namingRow(file, item);
  if (naming.length > 0) refuseEdit("named_by", ofRow(item), { name: item }, naming);
  if (table.rows.length === 1) refuseEdit("last_row", ofRow(item), { item });
  const clauses = file.clauses.map((clause) =>
    clause.rows.includes(item) ? { ...clause, rows: clause.rows.filter((other) => other !== item) } : clause,
  );
  return withTable({ ...file, clauses }, { ...table, rows: table.rows.filter((other) => other !== row) });
}

export function addStep(file: VersionFile, { step, after }: Edit<"step.add">): VersionFile {
  const table = tableOf(file);
  if (table.steps.some(({ id }) => id === step.id)) refuseEdit("step_taken", ofStep(step.id), { step: step.id });
  const behind = after === null ? null : table.steps.indexOf(stepIn(table, after));
  const rows = withCells(table, (cells) => ({ ...cells, [step.id]: null }));
  return withTable(file, { ...table, steps: movedTo(table.steps, Step.parse(step), behind), rows });
}

function withCells(table: PenaltyTable, change: (cells: Row["cells"][string]) => Row["cells"][string]): Row[] {
  return table.rows.map((row) => ({
    ...row,
    cells: Object.fromEntries(Object.entries(row.cells).map(([role, cells]) => [role, change(cells)])),
  }));
}

export function changeStep(file: VersionFile, { id, change }: Edit<"step.change">): VersionFile {
  const table = tableOf(file);
  const before = stepIn(table, id);
  const steps = table.steps.map((step) => (step === before ? withChange(step, change) : step));
  return withTable(file, { ...table, steps });
}

export function renameStep(file: VersionFile, { id, to }: Edit<"step.rename">): VersionFile {
  const table = tableOf(file);
  const before = stepIn(table, id);
  if (id === to) return file;
  if (table.steps.some((step) => step.id === to)) refuseEdit("step_taken", ofStep(to), { step: to });
  const steps = table.steps.map((step) => (step === before ? { ...step, id: to } : step));
  const rows = withCells(table, (cells) =>
    Object.fromEntries(Object.entries(cells).map(([step, cell]) => [step === id ? to : step, cell])),
  );
  return withTable(file, { ...table, steps, rows });
}

export function moveStep(file: VersionFile, { id, after }: Edit<"step.move">): VersionFile {
  const table = tableOf(file);
  const step = stepIn(table, id);
  const rest = table.steps.filter((other) => other !== step);
  return withTable(file, {
    ...table,
    steps: movedTo(rest, step, after === null ? null : rest.indexOf(stepIn(table, after))),
  });
}

/** With its cells. */
export function removeStep(file: VersionFile, { id }: Edit<"step.remove">): VersionFile {
  const table = tableOf(file);
  const step = stepIn(table, id);
  if (table.steps.length === 1) refuseEdit("last_step", ofStep(id), { step: id });
  const rows = withCells(table, (cells) => Object.fromEntries(Object.entries(cells).filter(([other]) => other !== id)));
  return withTable(file, { ...table, steps: table.steps.filter((other) => other !== step), rows });
}
