import { parseDayOrInstant, UnreadableDate } from "@/lib/platform/time.rules";
import type { PolicyPack } from "./contract";
import { isPlaceholder } from "./drafts/begin.rules";
import { packOn, versionsHaving } from "./editions.rules";
import { versionState } from "./fingerprint.rules";
import { versionGoverning } from "./governing.rules";
import type {
  ClauseFacts,
  LibraryPlatform,
  OutlineEntry,
  Reading,
  ReadPart,
  ShownVersion,
  TimeLine,
} from "./library.contract";
import { besideTable, gridOf, sanctionsFor } from "./library-sanctions.rules";
import { broughtBack, documentOf, localised, remark, shownClause, titleOf, versionLabel } from "./library-words.rules";
import type { Clause, PolicyVersion } from "./pack.contract";

/** A platform with its versions on time lines, one for each set of documents that change together. */
export function platformShown(pack: PolicyPack, today: string): LibraryPlatform {
  const sets = [...new Set(pack.versions.map((version) => version.documents.join("\n")))];
  const timeLines = sets.map((documents): TimeLine => {
    const versions = pack.versions.filter(
      (version) => version.documents.join("\n") === documents && !isPlaceholder(version),
    );
    return {
      documents: documents.split("\n").map((id) => documentOf(pack, id)),
      versions: oldestFirst(versions).map((version) => shownVersion(pack, version, today)),
    };
  });
  return { id: pack.platform, name: pack.name, zone: pack.zone, today, timeLines };
}

function oldestFirst(versions: readonly PolicyVersion[]): PolicyVersion[] {
  return [...versions].sort((a, b) => (a.effectiveFrom ?? "").localeCompare(b.effectiveFrom ?? ""));
}

/** `state` is today's; a version that is announced is scheduled, not in force (Q9). */
export function shownVersion(pack: PolicyPack, version: PolicyVersion, today: string): ShownVersion {
  const clauses = pack.clauses.filter((clause) => clause.versions.includes(version.id));
  const { id, documents, announced, effectiveFrom, effectiveTo, textAvailable, textNote, basis, roles, zh } = version;
  return {
    ref: id,
    label: versionLabel(version),
    documents,
    state: versionState(version, today),
    announced,
    effectiveFrom,
    effectiveTo,
    textAvailable,
    textNote: remark(textNote, zh?.textNote),
    basis: remark(basis, zh?.basis),
    bringsBack: broughtBack(version),
    roles,
    clauses: clauses.length,
    enforceable: clauses.filter((clause) => clause.enforceable).length,
    dayToRead: dayToRead(version, today),
  };
}

/** Today where the version governs today; else its last day, or its first where it is still to come. */
function dayToRead(version: PolicyVersion, today: string): string {
  const state = versionState(version, today);
  if (state === "retired") return version.effectiveTo ?? today;
  return state === "scheduled" ? (version.effectiveFrom ?? today) : today;
}

export type AskedDay = { day: string; problem: "unreadable" | null };

/** The day asked for in an address, or today where none is; a day that cannot be read is said and leaves today. */
export function dayAsked(text: string | undefined, zone: string, today: string): AskedDay {
  if (text === undefined || text.trim() === "") return { day: today, problem: null };
  try {
    return { day: parseDayOrInstant(text, zone).day, problem: null };
  } catch (error) {
    if (!(error instanceof UnreadableDate)) throw error;
    return { day: today, problem: "unreadable" };
  }
}

export type Asked = { day: string; document?: string | undefined; ref?: string | undefined };

/**
 * One document of the pack as it was, is or will be on a day: the first one unless a document or a clause is asked for.
 * With a clause, its text is the clause's section: what stands under the same heading of the document.
 */
export function readingOn(whole: PolicyPack, { day, document, ref }: Asked, today: string): Reading {
  const pack = packOn(whole, day);
  const parts = whole.documents.map(({ id }) => partOn(whole, id, day, today));
  const cited = pack.clauses.find((clause) => clause.ref === ref);
  const wanted = cited?.document ?? document;
  const shown = parts.find((part) => part.document.id === wanted) ?? parts[0];
  if (!shown) throw new Error(`The pack of ${pack.platform} has no document.`);
  const clauses = clausesOf(pack, shown.document.id, shown.version);
  const selected = clauses.find((clause) => clause.ref === ref);
  const { version } = shown;
  const parents = parentsIn(clauses);
  const outline = outlineOf(clauses);
  const place = selected ? outline.findIndex((entry) => entry.ref === topOf(parents, selected.ref)) : -1;
  const section = selected ? clauses.filter(({ ref }) => topOf(parents, ref) === outline[place]?.ref) : clauses;
  return {
    platform: { id: pack.platform, name: pack.name, zone: pack.zone },
    today,
    day,
    parts,
    shown,
    outline,
    before: outline[place - 1] ?? null,
    after: place < 0 ? null : (outline[place + 1] ?? null),
    clauses: section.map((clause) => shownClause(pack, clause, depthIn(parents, clause.ref))),
    table: version && pack.sanctions.table?.document === shown.document.id ? gridOf(pack, version.ref) : null,
    beside: version?.textAvailable ? besideTable(pack, version.ref, shown.document.id) : null,
    ...othersOf(whole, shown, day, today),
    changes: pack.versionChanges.filter(({ to }) => to === version?.ref).map(({ change, zh }) => localised(change, zh)),
    readings: pack.readings.map(({ id, about, issue, reading, zh }) => ({
      id,
      about: localised(about, zh?.about),
      issue: localised(issue, zh?.issue),
      reading: localised(reading, zh?.reading),
    })),
    selected: selected && version ? factsOf(whole, selected, version, today) : null,
  };
}

function partOn(pack: PolicyPack, documentId: string, day: string, today: string): ReadPart {
  const version = versionGoverning(pack, documentId, day);
  const shown = version && shownVersion(pack, version, today);
  const clauses = clausesOf(pack, documentId, shown);
  return {
    document: documentOf(packOn(pack, day), documentId),
    version: shown,
    clauses: clauses.length,
    enforceable: clauses.filter((clause) => clause.enforceable).length,
  };
}

/** In the document's order; none where its text is not recorded. */
function clausesOf(pack: PolicyPack, documentId: string, version: ShownVersion | null): Clause[] {
  if (!version?.textAvailable) return [];
  return pack.clauses.filter((clause) => clause.document === documentId && clause.versions.includes(version.ref));
}

/** Other versions of the shown document, and which of them were announced by that day without being in force. */
function othersOf(pack: PolicyPack, { document, version }: ReadPart, day: string, today: string) {
  const all = oldestFirst(pack.versions.filter(({ documents }) => documents.includes(document.id)));
  const others = all.filter(({ id }) => id !== version?.ref).map((other) => shownVersion(pack, other, today));
  const announced = others.filter(
    (other) =>
      other.announced !== null && other.announced <= day && other.effectiveFrom !== null && day < other.effectiveFrom,
  );
  return { otherVersions: others, announced };
}

/** Parents by clause; one that is not in the same document and version counts as none: its clause stands at the top. */
function parentsIn(clauses: readonly Clause[]): Map<string, string | null> {
  const here = new Set(clauses.map(({ ref }) => ref));
  return new Map(clauses.map(({ ref, parent }) => [ref, parent !== null && here.has(parent) ? parent : null]));
}

function outlineOf(clauses: readonly Clause[]): OutlineEntry[] {
  const parents = parentsIn(clauses);
  const children = new Map<string | null, Clause[]>();
  for (const clause of clauses) {
    const parent = parents.get(clause.ref) ?? null;
    children.set(parent, [...(children.get(parent) ?? []), clause]);
  }
  const under = (parent: string | null): OutlineEntry[] =>
    (children.get(parent) ?? []).map((clause) => ({
      ref: clause.ref,
      title: titleOf(clause),
      enforceable: clause.enforceable,
      children: under(clause.ref),
    }));
  return under(null);
}

/** The section that a clause stands in: the one above it that stands under nothing. */
function topOf(parents: ReadonlyMap<string, string | null>, ref: string): string {
  const parent = parents.get(ref);
  return parent ? topOf(parents, parent) : ref;
}

function depthIn(parents: ReadonlyMap<string, string | null>, ref: string): number {
  const parent = parents.get(ref);
  return parent ? depthIn(parents, parent) + 1 : 0;
}

function factsOf(whole: PolicyPack, clause: Clause, version: ShownVersion, today: string): ClauseFacts {
  const { needs, appliesTo, editorial } = clause;
  const pack = packOn(whole, version.dayToRead);
  const all = versionsHaving(whole, clause.ref);
  const having = whole.versions.filter(({ id }) => all.includes(id));
  const related = pack.clauses.filter((other) => clause.related.includes(other.ref));
  return {
    ref: clause.ref,
    roles: appliesTo.roles,
    surfaces: appliesTo.surfaces,
    suggestTo: appliesTo.suggestTo,
    needs: {
      malice: needs.malice && { otherwise: needs.malice.otherwise },
      repeats: needs.repeats?.atLeast ?? null,
      reporter: needs.reporter?.relations ?? null,
    },
    related: related.map((other) => ({
      ref: other.ref,
      // The same version where it has it: a clause of 2016 leads to its neighbours of 2016.
      version: other.versions.includes(version.ref) ? version.ref : (other.versions.at(-1) ?? version.ref),
      title: titleOf(other),
    })),
    versions: oldestFirst(having).map((other) => ({
      ref: other.id,
      label: versionLabel(other),
      state: versionState(other, today),
    })),
    editorial: {
      severity: editorial.severity,
      dsaCategory: editorial.dsaCategory,
      dsaCategoryAddition: editorial.dsaCategoryAddition,
      dsaKeywords: editorial.dsaKeywords,
      keywords: editorial.keywords,
      aim: editorial.aim,
    },
    sanctions: sanctionsFor(pack, version.ref, clause),
  };
}
