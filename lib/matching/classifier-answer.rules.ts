import { z } from "zod";
import type { LabelRule } from "@/lib/platform/label-map.rules";
import type { Checked, Finding } from "./outside.contract";

const mostClauses = 5;

const Labels = z.object({
  labels: z.array(z.object({ label: z.string().max(200), score: z.number().min(0).max(1) })).max(1000),
});

/** Whether the reply is one of a classifier at all. */
export function isLabelList(body: string): boolean {
  return read(body).ok;
}

function read(
  body: string,
): { ok: true; labels: z.infer<typeof Labels>["labels"] } | { ok: false; why: "not_json" | "wrong_shape" } {
  let said: unknown;
  try {
    said = JSON.parse(body);
  } catch {
    return { ok: false, why: "not_json" };
  }
  const parsed = Labels.safeParse(said);
  return parsed.success ? { ok: true, labels: parsed.data.labels } : { ok: false, why: "wrong_shape" };
}

/**
 * The clauses that a classifier's labels stand for by the admin's map, the highest score first; labels that the map does
 * not name, scores below its thresholds and clauses that may not be suggested here (`refs`) are thrown away. A label that
 * is shown later is always one that the admin wrote.
 */
export function classifierFindings(body: string, refs: ReadonlySet<string>, map: readonly LabelRule[]): Checked {
  const answer = read(body);
  if (!answer.ok) return answer;
  const found = new Map<string, Finding>();
  for (const { label, score } of answer.labels.sort((one, other) => other.score - one.score)) {
    const rules = map.filter((rule) => rule.label.toLowerCase() === label.trim().toLowerCase() && score >= rule.from);
    for (const rule of rules)
      for (const ref of rule.refs)
        if (refs.has(ref) && !found.has(ref) && found.size < mostClauses)
          found.set(ref, { ref, places: [], label: { name: rule.label, score } });
  }
  return { ok: true, findings: [...found.values()] };
}
