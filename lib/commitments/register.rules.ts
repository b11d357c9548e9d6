import type { z } from "zod";
import { csvRows } from "@/lib/platform/csv.rules";
import { fieldFailures } from "@/lib/platform/field-failures";
import { lineOfPath, lineOfSyntaxError } from "./json-lines.rules";
import { RegisterFile } from "./register.contract";

/** What is wrong and on which line; `reason` and `values` are those of a failure of a field. */
export type BadLine = { line: number; field: string; reason: string; values?: Record<string, string | number> };
export type ReadRegister = { register: RegisterFile; bad?: never } | { register?: never; bad: BadLine[] };
/** What a CSV cannot say of its register. */
export type Named = { slug: string; title: string };

type Problems = (error: z.ZodError, lineOf: (path: readonly PropertyKey[]) => number) => BadLine[];

/** Each failing field with the line of its value; a field of a union is told once. */
const problemsOf: Problems = (error, lineOf) =>
  fieldFailures(error).map((failure) => {
    const path = failure.field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    return { ...failure, line: lineOf(path) };
  });

function twice({ commitments }: RegisterFile, lineOf: (index: number) => number): BadLine[] {
  const seen = new Set<string>();
  return commitments.flatMap(({ ref }, index) => {
    const isKnown = seen.has(ref);
    seen.add(ref);
    return isKnown
      ? [{ line: lineOf(index), field: `commitments.${index}.ref`, reason: "commitment_twice", values: { ref } }]
      : [];
  });
}

function readJson(text: string): ReadRegister {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { bad: [{ line: lineOfSyntaxError(text), field: "text", reason: "body_not_json" }] };
  }
  const read = RegisterFile.safeParse(given, { reportInput: true });
  const lineOf = (path: readonly PropertyKey[]) => lineOfPath(text, path);
  if (!read.success) return { bad: problemsOf(read.error, lineOf) };
  const bad = twice(read.data, (index) => lineOf(["commitments", index, "ref"]));
  return bad.length > 0 ? { bad } : { register: read.data };
}

type Column = "ref" | "group" | "title" | "summary" | "source" | "isModeration" | "reviewDays" | "indicators";
/** Names that a column may have, in small letters without signs. */
const columnNames: Record<Column, readonly string[]> = {
  ref: ["ref", "reference", "number", "id"],
  group: ["group", "section", "area"],
  title: ["title", "name", "commitment"],
  summary: ["summary", "text", "description"],
  source: ["source", "basis", "legalbasis"],
  isModeration: ["moderation", "ismoderation"],
  reviewDays: ["reviewdays", "reviewevery"],
  indicators: ["indicators", "keys", "kpis"],
};
const neededColumns = ["ref", "group", "title"] as const;
const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");

function commitmentOf(cells: Partial<Record<Column, string>>): Record<string, unknown> {
  const { ref = "", group = "", title = "", summary = "", source = "", reviewDays = "", indicators = "" } = cells;
  const keys = indicators.split(/[|;\s]+/).filter((key) => key !== "");
  return {
    ...{ ref, group, title },
    summary: summary || title,
    source: source || group,
    isModeration: !/^(no|false|0|n|否)$/i.test(cells.isModeration ?? ""),
    ...(reviewDays === "" ? {} : { reviewDays: Number(reviewDays) }),
    indicators: keys.map((key) => ({ key })),
  };
}

function readCsv(text: string, { slug, title }: Named): ReadRegister {
  const [head, ...rows] = csvRows(text);
  const columns = (head?.cells ?? []).map(
    (cell) => Object.entries(columnNames).find(([, names]) => names.includes(plain(cell)))?.[0] as Column | undefined,
  );
  const missing = neededColumns.find((column) => !columns.includes(column));
  if (missing)
    return { bad: [{ line: 1, field: "text", reason: "commitment_no_column", values: { column: missing } }] };
  const commitments = rows.map(({ cells }) => {
    const known: Partial<Record<Column, string>> = {};
    for (const [at, cell] of cells.entries()) {
      const column = columns[at];
      if (column) known[column] = cell.trim();
    }
    return commitmentOf(known);
  });
  const read = RegisterFile.safeParse({ slug, title, source: title, commitments }, { reportInput: true });
  const lineOf = ([list, index]: readonly PropertyKey[]) =>
    list === "commitments" ? (rows[Number(index)]?.line ?? 1) : 1;
  if (!read.success) return { bad: problemsOf(read.error, lineOf) };
  const bad = twice(read.data, (index) => lineOf(["commitments", index]));
  return bad.length > 0 ? { bad } : { register: read.data };
}

/**
 * Reads a register of commitments: a JSON file whole (its form is RegisterFile), or a CSV with a head (ref, group and
 * title, and if there are any summary, source, moderation, review days and indicators by their keys, parted by `|`). All
 * that is wrong is told with its line; nothing is guessed.
 */
export function readRegister(given: string, named: Named): ReadRegister {
  const text = given.replace(/^\ufeff/, "");
  return /^\s*[[{]/.test(text) ? readJson(text) : readCsv(text.trimEnd(), named);
}
