import { createHash } from "node:crypto";
import { z } from "zod";
import type { StatementPart } from "@/db/schema";
import { canonical } from "@/lib/platform/canonical.rules";

type Row = Readonly<Record<string, unknown>>;

/**
 * The columns of a row that are never changed once they are written, by the database's names. The lists are part of the
 * log: a column that comes later gets a list of a new name, and the hashes of before stay right.
 */
const columnsOf = {
  decisions:
    "id case_id snapshot_id account_id role outcome origin ground_terms ground_illegal clause_ref version_ref also_breaks legal_ground legal_explanation facts evidence exceptions_considered findings count points deviation_code deviation_why exempt exempt_why rationale dsa_category dsa_keyword territories automated_detection automated_processing automated_decision content_day corrections order_id decided_by decided_at effective_at",
  sanctions:
    "id decision_id account_id role action target dsa_value needs_statement points starts_at ends_at indefinite permanent bars_re_entry is_follow_on",
  strikes: "id decision_id account_id role clause_ref version_ref content_day points confirmed_at",
  statements:
    "id decision_id addressee letter account_id notice_id is_statement_of_reasons language zone subject parts composed_at",
  "database-copies": "id decision_id statement_id puid payload removed composed_at",
  appeals: "id reference decision_id statement_id by language received_at",
  "appeals-answered": "id outcome reasons inadmissible_why change cause decided_by decided_at",
} as const;

export type SealName = keyof typeof columnsOf;
export const sealNames = Object.keys(columnsOf) as SealName[];

/** The file of an evidence archive that holds the rows of a seal. */
export const fileOfSeal = (name: SealName) => `${name === "appeals-answered" ? "appeals" : name}.ndjson`;

/** What an entry of the log says of rows in `detail.rows`: the SHA-256 (hex) of each, by list and id. */
export const RowSeals = z.partialRecord(z.enum(sealNames), z.record(z.string(), z.string()));
export type RowSeals = z.infer<typeof RowSeals>;

const Value = z.json();

/** An instant is the same one whatever zone the database's session writes it in. */
function plain(column: string, value: unknown): z.infer<typeof Value> {
  if (value === undefined || value === null) return null;
  return typeof value === "string" && column.endsWith("_at") ? new Date(value).toISOString() : Value.parse(value);
}

/**
 * SHA-256 (hex) of what never changes in a row. `row` is as `to_jsonb` writes it; of a letter without the links that speak
 * for its addressee, as the archive has it (`withoutSignedLinks`).
 * @throws RangeError for an instant that is none
 */
export function rowSeal(name: SealName, row: Row): string {
  const columns = columnsOf[name].split(" ");
  const fixed = Object.fromEntries(columns.map((column) => [column, plain(column, row[column])]));
  return createHash("sha256").update(canonical(fixed), "utf8").digest("hex");
}

/** The parts of a letter's row. */
export const partsOfRow = (row: Row) => row.parts as StatementPart[];
