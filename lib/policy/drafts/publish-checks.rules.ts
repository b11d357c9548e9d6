import { addDays } from "@/lib/platform/time.rules";
import type { PolicyPack } from "../contract";
import type { Surroundings } from "../edit/checks.contract";
import { checksOf } from "../edit/checks.rules";
import type { Place } from "../edit/contract";
import { rulesKey } from "../fingerprint.rules";
import type { VersionFile } from "../import/version.contract";
import { packProblems } from "../pack.rules";
import { withVersion } from "../publish.rules";
import { isPlaceholder } from "./begin.rules";
import type { PublishProblem } from "./view.contract";

/** What a platform says of itself that its rules may name. */
type Named = { surfaces: readonly string[]; roles: readonly string[] };

/** What of the platform lies outside the draft: other versions, and the clauses of documents that it does not touch. */
export function surroundings(
  pack: PolicyPack,
  { version }: VersionFile,
  { surfaces, roles }: Named = { surfaces: [], roles: [] },
): Surroundings {
  const others = pack.versions.filter((other) => other.id !== version.id && !isPlaceholder(other));
  const elsewhere = pack.clauses.filter(({ document }) => !version.documents.includes(document));
  const refsElsewhere = new Set(elsewhere.map(({ ref }) => ref));
  return { others, refsElsewhere, surfaces, roles, counters: pack.sanctions.counters };
}

/** What must be put right before the draft may be published on `today` (in the platform's zone); empty: nothing. */
export function publishProblems(
  pack: PolicyPack,
  file: VersionFile,
  { today, named }: { today: string; named?: Named },
): PublishProblem[] {
  const ofDraft = checksOf(file, surroundings(pack, file, named))
    .filter(({ severity }) => severity === "blocks")
    .map(({ code, values, place }): PublishProblem => ({ of: "draft", code, values, place }));
  // A missing day is told once: where a version came before, the check of the draft says why it is needed.
  const isTold = ofDraft.some(({ code }) => code === "versionNoStart");
  const ofVersion = versionProblems(pack, file, today).filter(({ code }) => !(isTold && code === "noDate"));
  const own = [...ofVersion, ...ofDraft, ...editionProblems(pack, file)];
  // What the parts have against it says more than what the whole then has.
  if (own.length > 0) return own;
  return packProblems(withVersion(pack, file)).map((sentence) => problem("pack", ["version"], { sentence }));
}

function problem(code: string, place: Place, values: PublishProblem["values"] = {}): PublishProblem {
  return { of: "platform", code, values, place };
}

function versionProblems(pack: PolicyPack, { version, zone, documents }: VersionFile, today: string): PublishProblem[] {
  const problems: PublishProblem[] = [];
  const { id, effectiveFrom } = version;
  if (pack.versions.some((one) => one.id === id)) problems.push(problem("taken", ["version", "id"], { version: id }));
  if (zone !== pack.zone) problems.push(problem("otherZone", ["version"], { zone, own: pack.zone }));
  const unknown = version.documents.filter((known) => !documents.some((document) => document.id === known));
  if (unknown.length > 0)
    problems.push(problem("documentUnknown", ["version", "documents"], { documents: unknown.join(", ") }));
  if (effectiveFrom === null) return [...problems, problem("noDate", ["version", "effectiveFrom"])];
  // Content that was judged, or could be, under an earlier text keeps it, whichever document has that text.
  const earliest = addDays(today, 1);
  if (effectiveFrom < earliest && pack.versions.some(({ textAvailable }) => textAvailable))
    problems.push(problem("past", ["version", "effectiveFrom"], { earliest }));
  const before = pack.versions.filter((one) => one.documents.some((known) => version.documents.includes(known)));
  const last = before.toSorted((a, b) => (a.effectiveFrom ?? "").localeCompare(b.effectiveFrom ?? "")).at(-1);
  if (!last?.textAvailable) return problems;
  const left = last.documents.filter((known) => !version.documents.includes(known));
  if (left.length > 0)
    problems.push(
      problem("documentsLeft", ["version", "documents"], { documents: left.join(", "), version: last.label }),
    );
  return problems;
}

/** What another document of the platform goes on using keeps its meaning there: a changed one needs a name of its own. */
function editionProblems(pack: PolicyPack, { version, clauses, sanctions }: VersionFile): PublishProblem[] {
  const beside = pack.versions.filter(
    (one) =>
      !one.documents.some((document) => version.documents.includes(document)) &&
      (one.effectiveTo === null || version.effectiveFrom === null || one.effectiveTo >= version.effectiveFrom),
  );
  const shared = sanctions.actions.filter((action) =>
    pack.sanctions.actions.some(
      (known) =>
        known.id === action.id &&
        (rulesKey(known) !== rulesKey(action) || known.editorial.gravity !== action.editorial.gravity) &&
        beside.some(({ id }) => known.versions === null || known.versions.includes(id)),
    ),
  );
  const besideIds = new Set(beside.map(({ id }) => id));
  const refsBeside = new Map(
    pack.clauses
      .filter(({ versions }) => versions.some((id) => besideIds.has(id)))
      .map(({ ref, document }) => [ref, document]),
  );
  const { table } = pack.sanctions;
  const isOther = sanctions.table !== null && table !== null && sanctions.table.document !== table.document;
  return [
    ...clauses
      .filter(({ ref }) => refsBeside.has(ref))
      .map(({ ref }) => problem("refShared", ["clauses", ref], { ref, document: refsBeside.get(ref) ?? "" })),
    ...shared.map(({ id, label }) => problem("actionShared", ["actions", id], { label })),
    ...(isOther ? [problem("otherTable", ["table"], { document: table.document })] : []),
  ];
}
