import type { PolicyPack } from "@/lib/policy/contract";
import type { Assessment } from "./assess.rules";
import type { TableGround } from "./statement.contract";

type Judged = Pick<Assessment, "recommendation" | "leavesTable" | "role"> & {
  /** Only whether anything is imposed matters here. */
  sanctions: readonly unknown[];
};

/**
 * The row and column of the penalty table that fixed what was imposed, as the person concerned is told it; null where no
 * single cell did, where nothing is imposed, or where the decision left the table: then the table is not the reason.
 */
export function tableGround(
  { sanctions: { table, counters } }: PolicyPack,
  { recommendation, leavesTable, sanctions, role }: Judged,
): TableGround | null {
  if (!table || !recommendation || leavesTable || sanctions.length === 0) return null;
  const { basis, step: stepId, whyCodes, tally } = recommendation;
  const cells = whyCodes.filter(({ code }) => code === "why.cell");
  const row = Number(cells[0]?.values.row);
  const step = table.steps.find(({ id }) => id === stepId);
  if (basis !== "rule" || !step || cells.length !== 1 || !Number.isInteger(row)) return null;
  if (step.finding) return { column: "severe", row };
  const columns = table.rows.find(({ item }) => item === row)?.cells[role ?? ""] ?? {};
  const stricter = table.steps.find(({ id, counter }) => counter === tally?.counter && columns[id]);
  const threshold = counters.find(({ id }) => id === stricter?.counter)?.threshold;
  if (!tally || threshold === undefined) return { column: "plain", row };
  return { column: step.counter ? "repeated" : "notRepeated", row, threshold };
}
