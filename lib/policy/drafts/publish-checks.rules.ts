import { addDays } from "@/lib/platform/time.rules";
import type { PolicyPack } from "../contract";
import { rulesKey } from "../fingerprint.rules";
import type { VersionFile } from "../import/version.contract";
import { packProblems } from "../pack.rules";
import { withVersion } from "../publish.rules";

/** What stands against publishing: `code` is a key of the catalogue `policyDesk.problems`, `place` leads to where it is. */
export type PublishProblem = {
  code: string;
  values: Record<string, string | number>;
  place: { kind: "version" | "clause" | "action" | "table" | "pack"; key: string };
};

const problem = (
  code: string,
  kind: PublishProblem["place"]["kind"],
  key: string,
  values: PublishProblem["values"] = {},
): PublishProblem => ({ code, values, place: { kind, key } });

/** What must be put right before the draft may be published on `today` (in the platform's zone); empty: nothing. */
export function publishProblems(pack: PolicyPack, file: VersionFile, today: string): PublishProblem[] {
  const own = [...dateProblems(pack, file, today), ...fileProblems(file), ...editionProblems(pack, file)];
  // What the parts have against it says more than what the whole then has.
  if (own.length > 0) return own;
  return packProblems(withVersion(pack, file)).map((sentence) => problem("pack", "pack", sentence, { sentence }));
}

function fileProblems({ clauses, sanctions }: VersionFile): PublishProblem[] {
  const problems = clauses.length === 0 ? [problem("no_clauses", "version", "clauses")] : [];
  for (const { ref, enforceable, editorial } of clauses) {
    if (!enforceable) continue;
    if (editorial.dsaCategory === null) problems.push(problem("no_category", "clause", ref, { ref }));
    if (editorial.dsaKeywords.length === 0) problems.push(problem("no_keyword", "clause", ref, { ref }));
  }
  for (const { id, label, penalty, needsStatement, dsa } of sanctions.actions)
    if (penalty && needsStatement !== false && dsa.length === 0)
      problems.push(problem("no_restriction", "action", id, { label }));
  return problems;
}

function dateProblems(pack: PolicyPack, { version, zone, documents }: VersionFile, today: string): PublishProblem[] {
  const at = (code: string, values: PublishProblem["values"] = {}) => problem(code, "version", "dates", values);
  const problems: PublishProblem[] = [];
  if (pack.versions.some(({ id }) => id === version.id)) problems.push(at("version_taken", { version: version.id }));
  if (zone !== pack.zone) problems.push(at("other_zone", { zone, own: pack.zone }));
  const { effectiveFrom, announced } = version;
  if (effectiveFrom === null) return [...problems, at("no_date")];
  if (announced !== null && announced > effectiveFrom) problems.push(at("announced_late"));
  const before = pack.versions.filter((one) => one.documents.some((document) => version.documents.includes(document)));
  const last = before.toSorted((a, b) => (a.effectiveFrom ?? "").localeCompare(b.effectiveFrom ?? "")).at(-1);
  if (last && (last.effectiveFrom ?? "") >= effectiveFrom)
    problems.push(at("not_after", { version: last.id, day: last.effectiveFrom ?? "" }));
  if (last?.effectiveTo && addDays(last.effectiveTo, 1) !== effectiveFrom)
    problems.push(at("gap", { version: last.id, day: addDays(last.effectiveTo, 1) }));
  // Content that was judged, or could be, under the earlier text keeps it: a version begins today at the earliest.
  if (last?.textAvailable && effectiveFrom < today) problems.push(at("in_the_past", { today }));
  const missing = last?.textAvailable ? last.documents.filter((document) => !version.documents.includes(document)) : [];
  if (missing.length > 0 && last)
    problems.push(at("documents_left", { documents: missing.join(", "), version: last.id }));
  const unknown = version.documents.filter((id) => !documents.some((document) => document.id === id));
  if (unknown.length > 0) problems.push(at("document_unknown", { documents: unknown.join(", ") }));
  return problems;
}

/** What another document of the platform goes on using keeps its meaning there: a changed one needs a name of its own. */
function editionProblems(pack: PolicyPack, file: VersionFile): PublishProblem[] {
  const { version } = file;
  const beside = pack.versions.filter(
    (one) =>
      !one.documents.some((document) => version.documents.includes(document)) &&
      (one.effectiveTo === null || version.effectiveFrom === null || one.effectiveTo >= version.effectiveFrom),
  );
  const actions = file.sanctions.actions.flatMap((action) => {
    const other = pack.sanctions.actions.find(
      (known) =>
        known.id === action.id &&
        rulesKey(known) !== rulesKey(action) &&
        beside.some(({ id }) => known.versions === null || known.versions.includes(id)),
    );
    return other ? [problem("action_shared", "action", action.id, { label: other.label })] : [];
  });
  const { table } = pack.sanctions;
  const isOther = file.sanctions.table && table && file.sanctions.table.document !== table.document;
  return isOther
    ? [...actions, problem("other_table", "table", table.document, { document: table.document })]
    : actions;
}
