import type { VersionState } from "./fingerprint.rules";
import type { Clause, FindingName, ReporterRelation, Severity } from "./pack.contract";
import type { Said } from "./recommend.contract";
import type { Action, SanctionSet } from "./sanctions.contract";

/** What the pages of the policy library show. Days are YYYY-MM-DD in the platform's zone. */

/** One text in the languages that we hold it in. */
export type Localised = { en: string; hans?: string; hant?: string };

export type ShownDocument = {
  id: string;
  title: Localised;
  appliesTo: Localised | null;
  partOf: Localised | null;
  /** The day (YYYY-MM-DD) that the document itself bears, and where it was published. */
  lastUpdated: string | null;
  source: string | null;
  prevailsOver: Localised[];
};

export type ShownVersion = {
  ref: string;
  label: Localised;
  documents: string[];
  /** By today's calendar, whatever day is read. */
  state: VersionState;
  announced: string | null;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  textAvailable: boolean;
  textNote: Localised | null;
  basis: Localised | null;
  /** The earlier version whose text it brings back. */
  bringsBack: { ref: string; label: Localised } | null;
  /** null: every role. */
  roles: string[] | null;
  clauses: number;
  enforceable: number;
  /** A day that it governs: today where it governs today. */
  dayToRead: string;
};

/** Versions of the same documents, oldest first: of these exactly one governs any day. */
export type TimeLine = { documents: ShownDocument[]; versions: ShownVersion[] };

export type LibraryPlatform = { id: string; name: Localised; zone: string; today: string; timeLines: TimeLine[] };

export type OutlineEntry = { ref: string; title: Localised; enforceable: boolean; children: OutlineEntry[] };

/** One document on the day that is read. `version` null: no version of it is recorded for that day. */
export type ReadPart = {
  document: ShownDocument;
  version: ShownVersion | null;
  /** Clauses of this document in that version; 0 where its text is not recorded. */
  clauses: number;
  enforceable: number;
};

export type ShownException = { letter: string; printed: boolean; text: Localised; from: string | null };

export type ShownClause = {
  ref: string;
  refLocal: string | null;
  /** How deep it stands under others, 0 at the top. */
  depth: number;
  kind: Clause["kind"];
  enforceable: boolean;
  title: Localised;
  /** True where the Chinese title is the platform's own words, not our translation. */
  isTitleTheirs: boolean;
  summary: Localised;
  original: Clause["original"];
  /** The summary is the document's own words, as an import takes them over until somebody writes others. */
  isVerbatim: boolean;
  elements: Localised[];
  conditions: Localised[];
  exceptions: ShownException[];
  jurisdiction: { limitedTo: string[] | null; legalBasis: Localised | null; note: Localised | null } | null;
  warning: Localised | null;
  note: Localised | null;
  /** Where the document has it. */
  section: Localised;
};

export type ShownEditorial = {
  severity: Severity | null;
  dsaCategory: string | null;
  dsaCategoryAddition: string[];
  dsaKeywords: string[];
  keywords: { en: string[]; zh: string[]; zhHant: string[] };
  aim: Clause["editorial"]["aim"];
};

/** A term or limit as the document states it; the catalogue `library.terms` has a sentence for each code. */
export type Term =
  | { code: "days"; days: number }
  | { code: "notStated" | "openEnded" | "permanent" | "noReEntry" }
  | { code: "points" | "pointsEach"; points: number };

export type ShownAction = {
  id: string;
  ref: string | null;
  label: Localised;
  target: Action["target"];
  terms: Term[];
  /** One of these findings is needed before it may be chosen. */
  needsOneOf: FindingName[];
  roles: string[] | null;
  jurisdictions: string[] | null;
  follows: Localised[];
  /**
   * The only clauses under which it is there, with what stands under them; null: no such limit, or the page is of one clause.
   */
  onlyUnder?: string[] | null;
};

export type ShownStep = {
  id: string;
  label: string;
  kind: "ordinary" | "count" | "finding";
  finding: FindingName | null;
  needsEvidence: boolean;
  definition: Localised | null;
  /** Of the counter that opens it. */
  threshold: number | null;
};

/** Rows that share one printed cell stand together; `cells` by role and step, null where the row has no such step. */
export type GridGroup = {
  rows: { item: number; ref: string; title: Localised }[];
  cells: Record<string, Record<string, ShownAction[] | null>>;
};

export type PenaltyGrid = {
  roles: string[];
  steps: ShownStep[];
  groups: GridGroup[];
  counters: ShownCounter[];
};

/** How the count goes: the last violation that does not reach the threshold, and the first that does. */
export type ShownCounter = {
  id: string;
  items: number[];
  threshold: number;
  includesCurrent: boolean;
  /** null: they count for good. */
  windowDays: number | null;
  arithmetic: Said[];
};

export type ShownSet = {
  id: string;
  ref: string | null;
  trigger: Localised;
  mode: SanctionSet["mode"];
  needsOneOf: FindingName[];
  priorsRepeat: boolean;
  isExclusive: boolean;
  roles: string[];
  jurisdictions: string[];
  legalBasis: Localised | null;
  actions: ShownAction[];
};

/**
 * What may follow under a document beside its penalty table: every set of measures with the clauses it covers (empty: all of
 * the document), counters that open no cell of the table, and measures that stand in no cell and no set, such as follow-ons.
 */
export type BesideTable = {
  sets: (ShownSet & { clauses: string[] })[];
  counters: ShownCounter[];
  others: ShownAction[];
  arePointsIdle: boolean;
};

/** What may follow a violation of one clause in one version. All empty: the document offers nothing. */
export type ShownSanctions = { grid: PenaltyGrid | null; sets: ShownSet[]; arePointsIdle: boolean };

export type ClauseFacts = {
  ref: string;
  roles: string[];
  surfaces: string[];
  suggestTo: string[] | null;
  needs: {
    malice: { otherwise: string | null } | null;
    repeats: number | null;
    reporter: ReporterRelation[] | null;
  };
  related: { ref: string; version: string; title: Localised }[];
  /** Every version that has it. */
  versions: { ref: string; label: Localised; state: VersionState }[];
  editorial: ShownEditorial;
  sanctions: ShownSanctions;
};

/** One document of a platform as it is on one day. */
export type Reading = {
  platform: { id: string; name: Localised; zone: string };
  today: string;
  day: string;
  parts: ReadPart[];
  shown: ReadPart;
  outline: OutlineEntry[];
  /** In the document's order: all of them, or the section of the chosen clause. */
  clauses: ShownClause[];
  /** Where a clause is chosen, the sections on both sides of its own. */
  before: OutlineEntry | null;
  after: OutlineEntry | null;
  /** The whole penalty table, when the document that is shown is the table. */
  table: PenaltyGrid | null;
  /** The measures of the document that stand in no table; null: it has none. */
  beside: BesideTable | null;
  /** Versions of the shown document that were announced by that day and not yet in force. */
  announced: ShownVersion[];
  otherVersions: ShownVersion[];
  changes: Localised[];
  readings: { id: string; about: Localised; issue: Localised; reading: Localised }[];
  selected: ClauseFacts | null;
};

/** What an address of a clause leads to. */
export type FoundClause =
  | { found: "clause"; reading: Reading }
  /** The version exists, and the clause in other versions of the platform only. */
  | { found: "elsewhere"; platform: LibraryPlatform; version: ShownVersion; clause: string; versions: ShownVersion[] };

export type ClauseHit = {
  platform: { id: string; name: Localised };
  version: string;
  ref: string;
  title: Localised;
  summary: Localised;
  document: Localised;
  enforceable: boolean;
  /** Our keywords that hold what was asked; they are not the platform's words. */
  keywords: string[];
};
