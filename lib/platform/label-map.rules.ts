/** A label of a classifier, the score from which it counts (0..1), and the clauses that it stands for. */
export type LabelRule = { label: string; from: number; refs: string[] };

/** A label without a threshold of its own counts from here. */
const usualFrom = 0.5;

function ruleOf(part: string): LabelRule | null {
  const [, label, from, refs] = /^([^=@]+?)\s*(?:@\s*(\d+(?:\.\d+)?))?\s*=\s*([^=]+)$/.exec(part.trim()) ?? [];
  const threshold = from === undefined ? usualFrom : Number(from);
  const clauses = (refs ?? "").split(",").map((ref) => ref.trim());
  if (!label?.trim() || threshold > 1 || clauses.includes("")) return null;
  return { label: label.trim(), from: threshold, refs: clauses };
}

/**
 * What an admin writes in one line: `spam = Table.4; toxic @0.8 = Table.9, Table.10`. Null when it cannot be read; an
 * empty line is an empty map.
 */
export function readLabelMap(line: string): LabelRule[] | null {
  const parts = line.split(";").filter((part) => part.trim() !== "");
  const rules = parts.map(ruleOf);
  return rules.every((rule) => rule !== null) ? rules : null;
}
