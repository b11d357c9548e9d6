import { z } from "zod";
import { ClauseKind } from "../pack.contract";
import { VersionFile } from "./version.contract";

/** What is read at most; beyond it a document is refused with the place named (issue 6, "Bad input"). */
export const importLimits = {
  bytes: 10 * 1024 * 1024,
  /** Of what a DOCX or XLSX unpacks to, together. */
  unpackedBytes: 50 * 1024 * 1024,
  tableRows: 5_000,
  clauses: 10_000,
} as const;

export const ImportFormat = z.enum(["auto", "html", "markdown", "text", "docx", "table", "json"]);
export type ImportFormat = z.infer<typeof ImportFormat>;
/** A format that can be read, `auto` resolved. */
export type ReadFormat = Exclude<ImportFormat, "auto">;

const lines = z.tuple([z.number().int().positive(), z.number().int().positive()]);

/** A rule as the importer reads it. `lines` are those of the source, both included; paragraphs in DOCX, rows in a table. */
export const ImportedClause = z.object({
  ref: z.string().min(1).max(200),
  parent: z.string().nullable(),
  kind: ClauseKind,
  title: z.string().min(1),
  lines,
  /** 0 to 1: how much of it rests on marks that the document prints. Not a probability. */
  confidence: z.number().min(0).max(1),
  text: z.string(),
  /** Letters of the clause that are conditions (all must hold), exceptions or parts, and so no clauses of their own. */
  parts: z.array(z.string()).default([]),
  /** Those of the parts that the document announces as exceptions, "… except: (i) …". */
  exceptions: z.array(z.string()).default([]),
});
export type ImportedClause = z.infer<typeof ImportedClause>;

/** One cell of a penalty table, or one list of measures. `actions` are the document's own words. */
export const ImportedRow = z.object({
  ref: z.string(),
  role: z.string(),
  /** base, repeat or severe; a number where the table counts. */
  step: z.string(),
  /** Where the table counts: the days within which it does; null: the document states no window. */
  withinDays: z.number().int().positive().nullable().default(null),
  actions: z.array(z.string()),
  lines,
  confidence: z.number().min(0).max(1),
  /** The row whose printed cell this one shares (merged cells). */
  cellFrom: z.string().nullable(),
  /** Who the heading of its column names, as it is printed; null: nobody. */
  heading: z.object({ text: z.string(), line: z.number().int().positive() }).nullable().default(null),
});
export type ImportedRow = z.infer<typeof ImportedRow>;

/** Why a line became no rule. Only `unread` is left unexplained. */
export const LeftWhy = z.enum(["furniture", "announcement", "commitment", "remark", "unread"]);
export const LeftLine = z.object({ line: z.number().int().positive(), text: z.string(), why: LeftWhy });
export type LeftLine = z.infer<typeof LeftLine>;

/** What could not be read for certain, so that a person must settle it. */
export const ImportProblemCode = z.enum([
  "reference_twice",
  "role_unknown",
  "cited_missing",
  "cited_ambiguous",
  "cited_no_rule",
  "cited_twice",
  "cited_words",
  "cell_empty",
  "row_as_above",
  "counts_whole",
]);
export const ImportProblem = z.object({
  code: ImportProblemCode,
  /** Lines of the source: of two places, both of them. */
  lines,
  /** What its sentence is filled with. */
  values: z.record(z.string(), z.string()),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportedDraft = z.object({
  /** What the document is: only rules give clauses. */
  document: z.enum(["rules", "commitments"]),
  clauses: z.array(ImportedClause),
  rows: z.array(ImportedRow),
  notUnderstood: z.array(LeftLine),
  /** Pledges that the platform makes to others: for the register of commitments, never against a user. */
  commitments: z.array(z.object({ section: z.string().nullable(), text: z.string(), lines })),
  /** Damage that was seen: how it was read, or that a person must read it. */
  warnings: z.array(z.object({ line: z.number().int().positive(), warning: z.string() })),
  problems: z.array(ImportProblem).default([]),
  /** Of a version file: the version as it would be exported again. */
  version: VersionFile.nullable().default(null),
});
export type ImportedDraft = z.infer<typeof ImportedDraft>;

export type RefusalCode =
  | "too_large"
  | "too_many_rows"
  | "unpacks_too_large"
  | "damaged_file"
  | "unknown_format"
  | "no_text"
  | "duplicate_ref"
  | "circular_parent"
  | "newer_schema"
  | "invalid_pack"
  | "other_platform";

/** Why nothing was read. `place` says where, for a person: a line, a row, a clause, a part of the file. */
export type Refusal = { code: RefusalCode; message: string; place: string };
export type Imported<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal };

/** Carries a refusal out of a reader; caught in `importDocument`, never seen outside this folder. */
export class Refused extends Error {
  override name = "Refused";
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

export function refuse(code: RefusalCode, message: string, place: string): never {
  throw new Refused({ code, message, place });
}
