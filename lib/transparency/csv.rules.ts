import { csvRecord } from "@/lib/platform/csv.rules";
import type { Sheet } from "./report.contract";

/** A sheet as CSV (RFC 4180, so CRLF; UTF-8), titles first, exactly as the template has them. */
export function csvOf({ columns, rows }: Sheet): string {
  return [columns, ...rows].map((row) => csvRecord(row)).join("");
}
