import type { Refusal } from "../import/contract";

type Named = { reason: string; values: Record<string, string> };

/** The parts of a version file that a path begins with, as people call them; a clause is named by its reference instead. */
const lists: Record<string, string> = { actions: "sanction", sets: "sanction rule", counters: "counter" };

/** A field of the file by its name in words: `dsaKeywords` is "dsa keywords". */
const inWords = (field: string) => field.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

const at = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/**
 * What a version file is refused for, as its writer finds it: the clause by its reference (the sanction by its label),
 * the field in words, and a clause whose parent is not there by both. Null where the place needs no other words, as in
 * any document.
 */
export function namedInFile({ code, place }: Pick<Refusal, "code" | "place">, bytes: Uint8Array): Named | null {
  const file = jsonOf(bytes);
  const clauses = at(file, "clauses");
  const lost = code === "invalid_pack" && place.startsWith("clause ") ? place.slice("clause ".length) : null;
  if (lost !== null && Array.isArray(clauses)) {
    const clause = clauses.find((one) => at(one, "ref") === lost);
    return { reason: "import_lost_parent", values: { clause: lost, parent: String(at(clause, "parent") ?? "") } };
  }
  const path = place.split(".");
  const from = path.findIndex((key) => /^\d+$/.test(key));
  const list = path[from - 1] ?? "";
  if (from < 1 || !(list === "clauses" || list in lists)) return null;
  const item = path.slice(0, from + 1).reduce(at, file);
  const name = at(item, list === "clauses" ? "ref" : "label") ?? at(item, "id") ?? `number ${Number(path[from]) + 1}`;
  const fields = path.slice(from + 1).filter((key) => !/^\d+$/.test(key));
  const what = `${list === "clauses" ? "clause" : lists[list]} ${String(name)}`;
  return {
    reason: `import_${code}`,
    values: { place: fields.length === 0 ? what : `${what}: ${fields.map(inWords).join(", ")}` },
  };
}
