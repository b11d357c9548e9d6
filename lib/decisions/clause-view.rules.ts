import type { PolicyPack } from "@/lib/policy/contract";
import { clausesGoverning, versionGoverning, withAncestors } from "@/lib/policy/governing.rules";
import type { Clause } from "@/lib/policy/pack.contract";
import type { Findings } from "./choice.contract";
import type { ClauseView } from "./contract";
import { documentTitle, exceptionLines, linesOf, summaryOf, titleOf } from "./localised.rules";

/** The clause as the moderator reads it beside content of `day`, in the version that governs that day. */
export function clauseView(pack: PolicyPack, clause: Clause, day: string): ClauseView {
  const version = versionGoverning(pack, clause.document, day);
  const remark = (en: string | null, hans: string | null | undefined) =>
    en === null ? null : { en, ...(hans ? { hans } : {}) };
  return {
    ref: clause.ref,
    refLocal: clause.refZh,
    parent: clause.parent,
    kind: clause.kind,
    title: titleOf(clause),
    summary: summaryOf(clause),
    document: documentTitle(pack, clause.document),
    version: {
      ref: version?.id ?? "",
      label: version?.label ?? "",
      effectiveFrom: version?.effectiveFrom ?? null,
      effectiveTo: version?.effectiveTo ?? null,
    },
    elements: linesOf(clause.elements, clause.zh?.elements),
    conditions: linesOf(clause.conditions, clause.zh?.conditions),
    exceptions: exceptionLines(pack, clause),
    warning: remark(clause.warning, clause.zh?.warning),
    note: remark(clause.note, clause.zh?.note),
    asks: asksOf(pack, clause, day),
    severity: clause.editorial.severity,
    dsaCategory: clause.editorial.dsaCategory,
    jurisdiction: clause.jurisdiction?.limitedTo ?? null,
    related: clause.related,
  };
}

/** Which findings change the engine's answer for this clause on that day: the form asks for those and no others. */
export function asksOf(pack: PolicyPack, clause: Clause, day: string): (keyof Findings)[] {
  const asks = new Set<keyof Findings>();
  if (clause.conditions.length > 0) asks.add("conditionsMet");
  if (clause.exceptions.length > 0 || clause.exceptionsFrom) asks.add("exception");
  if (clause.needs.malice) asks.add("malicious").add("maliciousWhy");
  if (clause.needs.repeats) asks.add("repeatCount");
  if (clause.needs.reporter) asks.add("reporterRelation");
  for (const finding of [...openingFindings(pack, clause), ...remindedOf(pack, clause, day)]) asks.add(finding);
  if (asks.has("severe")) asks.add("severityEvidence");
  return [...asks];
}

/** Findings of which another clause in force speaks: the engine then says to think of it (Taobao's duty to report). */
function remindedOf(pack: PolicyPack, clause: Clause, day: string): (keyof Findings)[] {
  if (!clause.enforceable) return [];
  return clausesGoverning(pack, { day })
    .filter((other) => other.ref !== clause.ref)
    .flatMap((other) => other.editorial.remindOn);
}

/** Findings that open a step of the table, a set, or one of a set's actions. */
function openingFindings(pack: PolicyPack, clause: Clause): (keyof Findings)[] {
  const { table, sets, actions, counters } = pack.sanctions;
  const refs = withAncestors(pack, clause);
  const rows = table?.rows.filter((row) => clause.rows.includes(row.item)) ?? [];
  const hasStep = (id: string) => rows.some((row) => Object.values(row.cells).some((cells) => cells[id]));
  const steps =
    table?.steps.filter((step) => step.finding && hasStep(step.id)).flatMap((step) => step.finding ?? []) ?? [];
  const covering = sets.filter(
    ({ covers }) =>
      (covers.documents.length === 0 || covers.documents.includes(clause.document)) &&
      (covers.clauses.length === 0 || covers.clauses.some((ref) => refs.includes(ref))) &&
      (covers.versions.length === 0 || covers.versions.some((version) => clause.versions.includes(version))),
  );
  const exclusive = covering.filter((set) => set.exclusive);
  const offered = exclusive.length > 0 ? exclusive : covering;
  const theirs = actions.filter((action) => offered.some((set) => set.actions.includes(action.id)));
  const points = theirs.some((action) => action.perInfringement);
  const counted = counters.some((counter) => counter.items.some((item) => clause.rows.includes(item)));
  return [
    ...steps,
    ...offered.flatMap((set) => set.requires?.anyOf ?? []),
    ...theirs.flatMap((action) => action.requires?.anyOf ?? []),
    ...(points ? (["infringements"] as const) : []),
    ...(counted ? (["alsoBreaks"] as const) : []),
  ];
}
