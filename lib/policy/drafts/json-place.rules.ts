import type { Phrase } from "@/lib/platform/result";

/** What a value of the file is, without trusting its shape: the file was refused. */
export const at = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

const textAt = (value: unknown, ...keys: string[]): string | undefined => {
  const found = keys.reduce(at, value);
  return typeof found === "string" && found !== "" ? found : undefined;
};
const listAt = (value: unknown, key: string): unknown[] => {
  const found = at(value, key);
  return Array.isArray(found) ? found : [];
};

const placed = (key: string, values: Record<string, string | number | Phrase> = {}): Phrase => ({
  key: `importPlace.${key}`,
  values,
});
const codePart = (code: string) => code.replaceAll(/[^A-Za-z0-9]+/g, "_");

/** A field by its words, as the history of a draft names it. */
const fieldNamed = (field: string): Phrase => ({
  key: `changed.fields.${field}`,
  in: "policyEdit",
  otherwise: field.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase(),
});

/**
 * A path of a version file in words: the clause by its reference and title, a row of the table by its number and clause, its
 * columns by role and step, a sanction, rule or counter by what it says. Null: there is nothing there that has a name.
 */
export function placeInFile(path: readonly string[], file: unknown): Phrase | null {
  const from = path.findIndex((key) => /^\d+$/.test(key));
  const list = path[from - 1] ?? "";
  const own = path.slice(from + 1);
  const item = from < 1 ? undefined : path.slice(0, from + 1).reduce(at, file);
  const number = Number(path[from] ?? 0) + 1;
  switch (list) {
    case "clauses":
      return path[0] === "clauses" ? within(clauseNamed(item, number), own) : null;
    case "rows":
      return rowPlace(file, { row: item, number, own });
    case "steps":
      return within(placed("step", { step: stepNamed(file, item) }), own);
    case "actions":
      return path[1] === "actions" ? within(placed("sanction", { name: labelOf(item, number) }), own) : null;
    case "sets":
      return within(
        placed("set", { name: { en: nameOf(item, "trigger", number), hans: textAt(item, "zh", "trigger") } }),
        own,
      );
    case "counters":
      return within(placed("counter", { name: countNamed(item) ?? String(number) }), own);
    case "documents":
      return path[0] === "documents" ? within(placed("document", { name: titleOf(item, number) }), own) : null;
    default: {
      const [part = "", field] = path;
      if (part === "version" && field) return within(placed("version"), [field]);
      return path.join("") === "" ? null : within(placed("file"), path.slice(0, 1));
    }
  }
}

/** The outermost field says where to look; what lies deeper is seen there. */
function within(what: Phrase, own: readonly string[]): Phrase {
  const field = own.find((key) => !/^\d+$/.test(key));
  return field ? placed("field", { what, field: fieldNamed(field) }) : what;
}

function clauseNamed(clause: unknown, number: number): Phrase {
  const [ref, title] = [textAt(clause, "ref"), textAt(clause, "title")];
  if (!ref) return placed("clauseNumber", { number });
  return title ? placed("clauseTitled", { ref, title: titleOf(clause, number) }) : placed("clause", { ref });
}

/** A clause or a document by its title in the reader's language. */
function titleOf(item: unknown, number: number): Phrase {
  const hans = textAt(item, "titleZh", "hans") ?? textAt(item, "zh", "title");
  return { en: textAt(item, "title") ?? textAt(item, "id") ?? String(number), hans };
}

function labelOf(action: unknown, number: number): Phrase {
  return { en: nameOf(action, "label", number), hans: textAt(action, "labelZh", "hans") ?? textAt(action, "zh") };
}

const nameOf = (item: unknown, key: string, number: number) => textAt(item, key) ?? String(number);

type RowAt = { row: unknown; number: number; own: readonly string[] };

function rowPlace(file: unknown, { row, number, own }: RowAt): Phrase {
  const printed = at(row, "item");
  const item = typeof printed === "number" ? printed : number;
  const clause = listAt(file, "clauses").find((one) => at(one, "ref") === at(row, "ref"));
  const named = clause ? placed("rowTitled", { item, title: titleOf(clause, item) }) : placed("row", { item });
  const [field, role, step] = own;
  if (field !== "cells" || role === undefined) return within(named, own);
  const inRole: Phrase = {
    key: `names.role.${codePart(role)}`,
    in: "queue",
    otherwise: role.replaceAll(/[_-]+/g, " "),
  };
  if (step === undefined) return placed("columns", { row: named, role: inRole });
  const steps = listAt(at(at(file, "sanctions"), "table"), "steps");
  const column = steps.find((one) => at(one, "id") === step) ?? { id: step, label: step };
  return placed("cell", { row: named, role: inRole, step: stepNamed(file, column) });
}

/** A step has no Chinese words of its own: it is said by what opens it, as in the library. */
function stepNamed(file: unknown, step: unknown): Phrase {
  const counters = listAt(at(file, "sanctions"), "counters");
  const counted = countNamed(counters.find((one) => at(one, "id") === at(step, "counter")));
  if (counted) return counted;
  const finding = textAt(step, "finding");
  if (finding) return { key: `names.finding.${codePart(finding)}`, in: "library", otherwise: finding };
  return { key: "sanctions.steps.ordinary", in: "library" };
}

/** A counter is said by when it is reached; null: it does not say. */
function countNamed(counter: unknown): Phrase | null {
  const [threshold, days] = [at(counter, "threshold"), at(counter, "windowDays")];
  if (typeof threshold !== "number" || threshold < 1) return null;
  if (typeof days !== "number") return { key: "sanctions.steps.count", in: "library", values: { threshold } };
  return { key: "sanctions.steps.countWithin", in: "library", values: { threshold, days } };
}
