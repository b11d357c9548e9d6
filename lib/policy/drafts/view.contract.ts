import type { Problem } from "../edit/checks.contract";
import type { Place } from "../edit/contract";
import type { VersionState } from "../fingerprint.rules";
import type { ImportedDraft } from "../import/contract";
import type { ReadMeasure } from "../import/measure-words.rules";
import type { VersionFile } from "../import/version.contract";
import type { BesideTable, Localised, PenaltyGrid, ShownClause } from "../library.contract";
import type { DraftSource, DraftState, SourceLine } from "./contract";

/** What the screens of drafts show. Days are YYYY-MM-DD in the platform's zone. */

export type ListedDraft = {
  id: string;
  platform: string;
  ref: string;
  label: string;
  state: DraftState;
  baseRef: string | null;
  effectiveFrom: string | null;
  changedAt: string;
  changedBy: string | null;
};

/**
 * What stands against publishing. `code` is one of the editor's (catalogue `policyEdit.problems`) where `of` is "draft",
 * else one of `policyDesk.problems`: what only the platform as a whole has against it.
 */
export type PublishProblem = {
  of: "draft" | "platform";
  code: string;
  values: Record<string, string | number>;
  place: Place;
};

export type DraftView = {
  id: string;
  platform: { id: string; name: Localised; zone: string };
  ref: string;
  label: string;
  state: DraftState;
  rev: number;
  baseRef: string | null;
  /** The version in whose place it comes, whichever it was begun from; null: none is recorded before it. */
  replaces: string | null;
  effectiveFrom: string | null;
  announced: string | null;
  notice: Record<string, string>;
  people: { createdBy: string | null; changedBy: string | null; askedBy: string | null; signedBy: string | null };
  changedAt: string;
  sentBackWhy: string | null;
  file: VersionFile;
  documents: {
    id: string;
    title: Localised;
    clauses: ShownClause[];
    table: PenaltyGrid | null;
    beside: BesideTable | null;
  }[];
  /** What stands against publishing it. */
  problems: PublishProblem[];
  /** What is only worth a look. */
  warnings: Problem[];
  source: DraftSource | null;
  history: { rev: number; name: string | null; kind: "edit" | "undo" | "redo"; at: string; places: Place[] }[];
  may: { edit: boolean; publish: boolean; takeUp: boolean };
  /** Why who asks cannot sign it: a key of `policyDesk.actions.unsigned`; null: they can, or nothing is to be signed. */
  unsigned: "not_admin" | "not_asked" | "asked_by_you" | "wrote_in_it" | null;
  /** Names of those who may sign what somebody else hands over; null: nothing is to be signed by a second person. */
  signers: string[] | null;
  /** The version that it became. `day` is one on which its text is read; null: it was not published. */
  published: { state: VersionState; from: string | null; to: string | null; day: string } | null;
};

/** What users are told of a change, by language. */
export type ShownNotice = { version: string; effectiveFrom: string | null; texts: Record<string, string> };

/** What a document would become. */
export type Proposal = Pick<ImportedDraft, "document" | "clauses" | "rows" | "warnings" | "problems"> & {
  lines: SourceLine[];
  /** What each measure's words would become; of an exported version none, which says itself what its measures are. */
  measures: ReadMeasure[];
  commitments: number;
  /** Of an exported version: what it says, so that it is shown in its own words. Null: it was read from a document. */
  exported: Pick<VersionFile, "sanctions" | "documents" | "clauses"> | null;
};
