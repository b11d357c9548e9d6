import { fieldRules } from "@/lib/transparency-database/payload-fields.rules";
import type { ResearchDecision } from "./research.contract";

/** Fields of the copy, but for the one that ties it to a person's own statement. */
const fields = fieldRules.map(({ name }) => name).filter((name) => name !== "puid");
const own = ["id", "platform", "decidedAt", "state", "clause", "policyVersion", "sanctions"] as const;

/** A cell by RFC 4180. What a spreadsheet would take for a formula is begun with an apostrophe. */
function cell(value: unknown): string {
  const listed = Array.isArray(value) ? value.join("|") : value;
  const text =
    listed === null || listed === undefined ? "" : typeof listed === "object" ? JSON.stringify(listed) : String(listed);
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const row = (cells: readonly unknown[]) => `${cells.map(cell).join(",")}\r\n`;

/** The first line: our own columns, then the fields of the Transparency Database's API by their names. */
export const csvHead = (): string => row([...own, ...fields]);

/** One decision; of several values in one field `|` stands between them. */
export function csvLine(decision: ResearchDecision): string {
  return row([...own.map((name) => decision[name]), ...fields.map((name) => decision.statement[name])]);
}
