import { z } from "zod";
import { csvRows } from "@/lib/platform/csv.rules";
import { fieldFailures } from "@/lib/platform/field-failures";
import { beginningOf } from "@/lib/platform/text.rules";
import { indicatorKeys, isIndicatorKey } from "./indicator-keys.rules";
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
  fieldFailures(new z.ZodError(error.issues.flatMap(insideIndicator))).map((failure) => {
    const path = failure.field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    return { ...failure, line: lineOf(path) };
  });

const longestKey = 60;

/** An indicator is of one of two forms: what is wrong is said of the form that was meant, and of a key which there are. */
function insideIndicator(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  const { path, input } = issue;
  const isIndicator = path.length === 4 && path[2] === "indicators" && issue.code === "invalid_union";
  if (!isIndicator || typeof input !== "object" || input === null) return [issue];
  const given = "key" in input ? input.key : undefined;
  if (typeof given === "string" && !isIndicatorKey(given)) {
    const params = { key: beginningOf(given, longestKey), keys: indicatorKeys.join(", ") };
    return [{ code: "custom", path: [...path, "key"], message: "commitment_indicator_key", params, input: given }];
  }
  const meant = issue.errors["key" in input ? 0 : 1] ?? [];
  return meant.map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
}

function twice(commitments: readonly { ref: string }[], lineOf: (index: number) => number): BadLine[] {
  const seen = new Set<string>();
  return commitments.flatMap(({ ref }, index) => {
    const isKnown = seen.has(ref);
    seen.add(ref);
    return isKnown && ref !== ""
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
  const bad = twice(read.data.commitments, (index) => lineOf(["commitments", index, "ref"]));
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

function commitmentOf(cells: Partial<Record<Column, string>>) {
  const { ref = "", group = "", title = "", summary = "", source = "", reviewDays = "", indicators = "" } = cells;
  const keys = indicators.split(/[|;\s]+/).filter((key) => key !== "");
  return {
    ...{ ref, group, title },
    summary: summary || title,
    source: source || group,
    isModeration: !no.test(cells.isModeration ?? ""),
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
  const named = rows.map(({ cells }) => {
    const known: Partial<Record<Column, string>> = {};
    for (const [at, cell] of cells.entries()) {
      const column = columns[at];
      if (column) known[column] = cell.trim();
    }
    return known;
  });
  const commitments = named.map(commitmentOf);
  const moderation = named.map(({ isModeration = "" }) => isModeration);
  const read = RegisterFile.safeParse({ slug, title, source: title, commitments }, { reportInput: true });
  const lineOf = ([list, index]: readonly PropertyKey[]) =>
    list === "commitments" ? (rows[Number(index)]?.line ?? 1) : 1;
  // Of one line everything is told at once: who mends one mistake and sends it again is not told the next.
  const bad = [
    ...(read.success ? [] : problemsOf(read.error, lineOf)),
    ...twice(commitments, (index) => lineOf(["commitments", index])),
    ...notYesOrNo(moderation, (index) => lineOf(["commitments", index])),
  ].sort((a, b) => a.line - b.line);
  return read.success && bad.length === 0 ? { register: read.data } : { bad };
}

const yes = /^(yes|true|1|y|是)$/i;
const no = /^(no|false|0|n|否)$/i;

/** A word that is neither is not taken for yes. An empty cell is. */
function notYesOrNo(cells: readonly string[], lineOf: (index: number) => number): BadLine[] {
  return cells.flatMap((cell, index) =>
    cell === "" || yes.test(cell) || no.test(cell)
      ? []
      : [
          {
            line: lineOf(index),
            field: `commitments.${index}.moderation`,
            reason: "not_one_of",
            values: { options: "yes, no" },
          },
        ],
  );
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
