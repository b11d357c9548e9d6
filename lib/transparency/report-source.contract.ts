import type { ComplaintRow, MeasureCount, Place } from "./report.contract";

/** Which rows of a sheet: all, those of one category, or those of one keyword of it (and one description of "other"). */
export type RowOf = Place & { label: "TOTAL" | "category" | "keyword" };

/**
 * What one cell of the report counts, or is the median of. The sheets are made of it and the lists behind the numbers are
 * read by it (report-lists.store.ts): neither says it a second time.
 */
export type CellSource =
  | { of: "measures"; groups: readonly MeasureCount[] }
  | { of: "notices" | "items" | "waited"; row: RowOf; isFlagged: boolean }
  | { of: "actions"; row: RowOf; isFlagged: boolean; isLaw: boolean }
  | {
      of: "orders";
      row: RowOf;
      state: string | null;
      kind: "act" | "information";
      counts: "orders" | "items" | "receipt" | "effect";
    }
  | { of: "complaints"; basis: ComplaintRow["basis"]; which: ComplaintPart }
  | { of: "disputes"; which: DisputePart }
  | { of: "suspensions"; side: "content" | "notices" | "complaints" }
  | { of: "handled"; how: "solely" | "untouched"; isFlagged: boolean };

export type ComplaintPart = "total" | "upheld" | "partly" | "reversed" | "omitted" | "hours";
export type DisputePart = "total" | "upheld" | "partly" | "reversed" | "omitted" | "hours" | "implemented";

/** One thing that a number counts. `count` is how much of the number it is: a notice with three items counts 3 of those. */
export type ListedThing = {
  id: string;
  at: Date;
  count: number;
  /** Where the number is a median: this one's own hours. */
  hours: number | null;
  kind: "decision" | "notice" | "order" | "appeal" | "dispute" | "suspension";
  /** The case to read it in; null where there is none, or where the reader may not see it (`isHidden`). */
  caseId: string | null;
  reference: string | null;
  clause: string | null;
  value: string | null;
  isHidden: boolean;
};
