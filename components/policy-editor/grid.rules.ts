import type { PenaltyTable, Row } from "@/lib/policy/sanctions.contract";

/** A column of the grid: one step for one role. */
export type GridColumn = { role: string; step: string };
/** A line of the grid: a row that has cells of its own, with the rows that share them. */
export type GridLine = { row: Row; items: number[] };

export type Grid = { roles: string[]; columns: GridColumn[]; lines: GridLine[] };

export function gridOf(table: PenaltyTable): Grid {
  const roles = [...new Set(table.rows.flatMap(({ cells }) => Object.keys(cells)))];
  const leaders = table.rows.filter((row) => row.cellsFrom === row.item);
  return {
    roles,
    columns: roles.flatMap((role) => table.steps.map(({ id }) => ({ role, step: id }))),
    lines: leaders.map((row) => ({
      row,
      items: table.rows.filter(({ cellsFrom }) => cellsFrom === row.item).map(({ item }) => item),
    })),
  };
}

/** Line 0 holds the heads of the steps, column 0 those of the rows. */
export type Spot = { line: number; column: number };

/** Where a key leads from a spot, as in any grid (ARIA authoring practices); null: the key is not the grid's. */
export function spotAfter(key: string, isCtrl: boolean, { line, column }: Spot, size: Spot): Spot | null {
  const within = (to: Spot): Spot => {
    const clamped = { line: clamp(to.line, size.line), column: clamp(to.column, size.column) };
    // The corner has nothing in it.
    return clamped.line === 0 && clamped.column === 0 ? { line, column } : clamped;
  };
  switch (key) {
    case "ArrowDown":
      return within({ line: isCtrl ? size.line : line + 1, column });
    case "ArrowUp":
      return within({ line: isCtrl ? Math.min(1, line) : line - 1, column });
    case "ArrowRight":
      return within({ line, column: isCtrl ? size.column : column + 1 });
    case "ArrowLeft":
      return within({ line, column: isCtrl ? (line === 0 ? 1 : 0) : column - 1 });
    case "Home":
      return isCtrl ? within({ line: 1, column: 1 }) : within({ line, column: line === 0 ? 1 : 0 });
    case "End":
      return isCtrl ? { line: size.line, column: size.column } : within({ line, column: size.column });
    case "PageDown":
      return within({ line: line + 10, column });
    case "PageUp":
      return within({ line: line - 10, column });
    default:
      return null;
  }
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
