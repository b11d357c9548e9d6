import { csvRecord, plainCell } from "@/lib/platform/csv.rules";
import { fieldRules } from "@/lib/transparency-database/payload-fields.rules";
import type { ResearchDecision } from "./research.contract";

/** Fields of the copy, but for the one that ties it to a person's own statement. */
const fields = fieldRules.map(({ name }) => name).filter((name) => name !== "puid");
const own = ["id", "platform", "decidedAt", "state", "clause", "policyVersion", "sanctions"] as const;

/** A value as a cell: of several, `|` stands between them. */
function cell(value: unknown): string {
  const listed = Array.isArray(value) ? value.join("|") : value;
  if (listed === null || listed === undefined) return "";
  return plainCell(typeof listed === "object" ? JSON.stringify(listed) : String(listed));
}

const row = (values: readonly unknown[]) => csvRecord(values.map(cell));

/** The first line: our own columns, then the fields of the Transparency Database's API by their names. */
export const csvHead = (): string => row([...own, ...fields]);

/** One decision; of several values in one field `|` stands between them. */
export function csvLine(decision: ResearchDecision): string {
  return row([...own.map((name) => decision[name]), ...fields.map((name) => decision.statement[name])]);
}
