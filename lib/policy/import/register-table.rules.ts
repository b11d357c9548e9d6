import { ClauseKind } from "../pack.contract";
import { type ImportedRow, refuse } from "./contract";
import { countedIn } from "./counting-words.rules";
import { adopt, type Node, node } from "./node.rules";
import { actionsOf } from "./penalty-table.rules";
import { countingStep } from "./step-words.rules";
import type { Table, TableRow } from "./tables.rules";

const headings = {
  ref: /^(?:ref|reference|clause (?:ref|id|reference|number)|编号|編號|条款号)$/iu,
  parent: /^(?:parent|under|上级|上級)$/iu,
  title: /^(?:title|name|heading|标题|標題)$/iu,
  text: /^(?:text|rule|wording|content|description|summary|内容|內容|定义|定義)$/iu,
  kind: /^(?:kind|type|类型|類型)$/iu,
  role: /^(?:role|roles|who|角色)$/iu,
  step: /^(?:step|offence|offense|strike|level)$/iu,
  actions: /^(?:actions?|measures?|sanctions?|penalt(?:y|ies)|处罚|處罰|措施)$/iu,
};
type Column = keyof typeof headings;
type Columns = Partial<Record<Column, number>>;

/** Columns of a table that gives each rule a reference of its own; null if it gives none. */
export function registerColumns(table: Table): Columns | null {
  const columns: Columns = {};
  for (const [index, text] of table.header.entries())
    for (const name of Object.keys(headings) as Column[])
      if (columns[name] === undefined && headings[name].test(text.trim())) columns[name] = index;
  const says = columns.title !== undefined || columns.text !== undefined || columns.actions !== undefined;
  return columns.ref !== undefined && says ? columns : null;
}

/**
 * Rules with their references as the table gives them. Two rules with one reference, and rules that stand under each other in
 * a circle, are refused with their row. A row may repeat a rule to add what follows for another role or step.
 */
export function registerTable(table: Table, columns: Columns): { top: Node; rows: ImportedRow[] } {
  const top = node("document", table.from, table.from - 1, { title: table.title ?? "", kind: "scope", edition: "" });
  const known = new Map<string, { at: Node; parent: string; row: TableRow }>();
  const rows: ImportedRow[] = [];
  for (const row of table.rows) {
    const cell = (name: Column) => row.cells[columns[name] ?? -1]?.text ?? "";
    const ref = cell("ref");
    if (ref === "") continue;
    const fresh = nodeOf(row, ref, cell);
    const before = known.get(ref);
    if (before && (before.at.title !== fresh.title || before.at.text !== fresh.text))
      refuse(
        "duplicate_ref",
        `The reference ${ref} is given to two rules.`,
        `line ${row.from} (first on line ${before.row.from})`,
      );
    if (!before) known.set(ref, { at: fresh, parent: cell("parent"), row });
    const printed = countedIn(cell("step"));
    for (const { step, withinDays, actions } of actionsOf(cell("actions")))
      rows.push({
        ref,
        role: cell("role") || "any",
        ...(printed ? countingStep(printed) : { step: cell("step") || step, withinDays }),
        actions,
        lines: [row.from, row.to],
        confidence: 0.9,
        cellFrom: null,
        heading: cell("role") === "" ? null : { text: cell("role"), line: row.from },
      });
  }
  refuseCircles(known);
  for (const { at, parent } of known.values()) adopt(known.get(parent)?.at ?? top, at);
  return { top, rows };
}

function nodeOf(row: TableRow, ref: string, cell: (name: Column) => string): Node {
  const kind = ClauseKind.safeParse(cell("kind").toLowerCase());
  return node("item", row.from, row.to, {
    scheme: "row",
    ref,
    title: cell("title") || null,
    text: cell("text"),
    kind: kind.success ? kind.data : null,
  });
}

/** Each rule is visited once: a chain that ends is not walked again. */
function refuseCircles(known: ReadonlyMap<string, { parent: string; row: TableRow }>): void {
  const done = new Set<string>();
  for (const start of known.keys()) {
    const path = new Set<string>();
    for (let ref = start; ref !== "" && !done.has(ref); ref = known.get(ref)?.parent ?? "") {
      if (path.has(ref))
        refuse("circular_parent", `The rule ${ref} stands under itself.`, `line ${known.get(ref)?.row.from}`);
      path.add(ref);
    }
    for (const ref of path) done.add(ref);
  }
}
