import type { PolicyPack } from "./contract";
import { firstTitle, isPlaceholder } from "./drafts/begin.rules";
import type { Localised, ShownClause, ShownDocument, ShownException, ShownVersion } from "./library.contract";
import type { Clause, PolicyVersion } from "./pack.contract";

export function localised(en: string, hans?: string | null, hant?: string | null): Localised {
  return { en, ...(hans ? { hans } : {}), ...(hant ? { hant } : {}) };
}

/** Null where the pack says nothing. */
export function remark(en: string | null, hans: string | null | undefined): Localised | null {
  return en ? localised(en, hans) : null;
}

/** The words of a version; what only stands for the time before the first one is said by us, so in every language. */
export function versionLabel(version: Pick<PolicyVersion, "id" | "label" | "textAvailable" | "zh">): Localised {
  return localised(version.label, version.zh?.label ?? (isPlaceholder(version) ? "首个有记录的版本之前" : null));
}

/** The version whose text another brings back, by the names that it had then; null where it brings none back. */
export function broughtBack({ bringsBack }: Pick<PolicyVersion, "bringsBack">): ShownVersion["bringsBack"] {
  return bringsBack ? { ref: bringsBack.id, label: localised(bringsBack.label, bringsBack.zh) } : null;
}

/** The document's own Chinese where it has some; else our translation. */
export function titleOf(clause: Clause): Localised {
  return localised(clause.title, clause.titleZh?.hans ?? clause.zh?.title, clause.titleZh?.hant);
}

export function summaryOf(clause: Clause): Localised {
  return localised(clause.summary, clause.zh?.summary);
}

export function labelOf(action: { label: string; labelZh: { hans: string; hant: string } | null; zh: string | null }) {
  return localised(action.label, action.labelZh?.hans ?? action.zh, action.labelZh?.hant);
}

/** The label of a version by its id; the id itself where the pack in use no longer has it. */
export function versionLabelIn(pack: PolicyPack | null, id: string | null): Localised {
  const version = pack?.versions.find((known) => known.id === id);
  return version ? versionLabel(version) : localised(id ?? "");
}

function linesOf(english: readonly string[], chinese: readonly string[] | undefined): Localised[] {
  return english.map((en, index) => localised(en, chinese?.[index]));
}

/** The Chinese of a title that nobody wrote: a platform that was added here begins with one document of its name. */
function givenTitle({ name }: Pick<PolicyPack, "name">, title: string): string | null {
  return title === firstTitle(name) ? `${name.hans ?? name.en}规则` : null;
}

/** Throws for a document that the pack does not have: `packProblems` has refused such a pack. */
export function documentOf(pack: PolicyPack, id: string): ShownDocument {
  const document = pack.documents.find((known) => known.id === id);
  if (!document) throw new Error(`The pack of ${pack.platform} has no document ${id}.`);
  const title = (other: typeof document) =>
    localised(
      other.title,
      other.titleZh?.hans ?? other.zh?.title ?? givenTitle(pack, other.title),
      other.titleZh?.hant,
    );
  const { appliesTo, partOf, prevailsOver, lastUpdated, source, zh } = document;
  return {
    id,
    title: title(document),
    appliesTo: remark(appliesTo, zh?.appliesTo),
    partOf: remark(partOf, zh?.partOf),
    lastUpdated,
    source: source || null,
    prevailsOver: pack.documents.filter((other) => prevailsOver.includes(other.id)).map(title),
  };
}

/** A clause as it is read: in our words throughout, except where the document's own are given. */
export function shownClause(pack: PolicyPack, clause: Clause, depth: number): ShownClause {
  const { zh } = clause;
  return {
    ref: clause.ref,
    refLocal: clause.refZh,
    depth,
    kind: clause.kind,
    enforceable: clause.enforceable,
    title: titleOf(clause),
    isTitleTheirs: clause.titleZh !== null,
    summary: summaryOf(clause),
    original: clause.original,
    isVerbatim: isVerbatim(clause),
    elements: linesOf(clause.elements, zh?.elements),
    conditions: linesOf(clause.conditions, zh?.conditions),
    exceptions: exceptionsOf(pack, clause),
    jurisdiction: clause.jurisdiction && {
      limitedTo: clause.jurisdiction.limitedTo,
      legalBasis: remark(clause.jurisdiction.legalBasis, zh?.jurisdiction?.legalBasis),
      note: remark(clause.jurisdiction.note, zh?.jurisdiction?.note),
    },
    warning: remark(clause.warning, zh?.warning),
    note: remark(clause.note, zh?.note),
    section: localised(clause.source.section, zh?.section),
  };
}

/** An import has the document's words twice, as the summary (at most 20,000 characters of it) and as the source text. */
function isVerbatim({ original, summary }: Clause): boolean {
  return original !== null && summary.trim() !== "" && original.text.slice(0, 20_000).trim() === summary.trim();
}

/** Its own, then those of the clause whose exceptions apply here too (WeChat's nudity exceptions). */
function exceptionsOf(pack: PolicyPack, clause: Clause): ShownException[] {
  const lender = pack.clauses.find((other) => other.ref === clause.exceptionsFrom);
  const of = (owner: Clause, from: string | null) =>
    linesOf(
      owner.exceptions.map(({ text }) => text),
      owner.zh?.exceptions,
    ).flatMap((text, index) => {
      const exception = owner.exceptions[index];
      return exception ? [{ letter: exception.letter, printed: exception.printed, text, from }] : [];
    });
  return [...of(clause, null), ...(lender ? of(lender, lender.ref) : [])];
}
