import type { z } from "zod";
import type { Localised, PenaltyGrid, ShownAction } from "../library.contract";
import type { ClauseKind } from "../pack.contract";

/** What differs between two versions of one platform: what `compareVersions` answers and the page shows. */

/** The document's own words first, then what they mean for a case, then what is ours. */
export const clauseChangeKinds = [
  "added",
  "retired",
  "moved",
  "reworded",
  "kind",
  "conditions",
  "exceptions",
  "jurisdiction",
  "reach",
  "rows",
  "category",
  "other",
] as const;
export type ClauseChangeKind = (typeof clauseChangeKinds)[number];

export const cellChangeKinds = ["added", "removed", "stronger", "milder", "other"] as const;
export type CellChangeKind = (typeof cellChangeKinds)[number];

/** A text that differs, in one language. Empty where that side has none. */
export type TextChange = { field: string; lang: string; before: string; after: string };

/** A clause as its own version calls it, and as the later one does. */
export type NamedRef = { ref: string; as: string };
/** What is no running text: codes and numbers as they are in the pack, words that it holds, or clauses. */
export type Fact = string | Localised | NamedRef;
export type FactChange = { field: string; before: Fact[]; after: Fact[] };

export type ClauseHead = {
  ref: string;
  parent: string | null;
  document: string;
  title: Localised;
  summary: Localised;
  kind: z.infer<typeof ClauseKind>;
  enforceable: boolean;
};

export type ClauseChange = {
  kinds: ClauseChangeKind[];
  /** null: it is new. */
  before: ClauseHead | null;
  /** null: it was retired. */
  after: ClauseHead | null;
  texts: TextChange[];
  facts: FactChange[];
};

export type RowHead = { item: number; ref: string; title: Localised };

/** One cell of the penalty table for all rows whose cell changed in the same way. */
export type CellChange = {
  kind: CellChangeKind;
  rows: { before: RowHead | null; after: RowHead | null }[];
  role: string;
  step: string;
  before: ShownAction[] | null;
  after: ShownAction[] | null;
};

export const partNames = ["counter", "step", "set", "measure", "document", "version", "reading", "procedure"] as const;
export type PartName = (typeof partNames)[number];

/** A counter, a column of the table, a set, a measure, and what a version holds beside its rules. */
export type PartChange = {
  part: PartName;
  id: string;
  name: Localised;
  /** Only what imposes something is milder or stronger. */
  kind: CellChangeKind;
  texts: TextChange[];
  facts: FactChange[];
};

export type ComparedVersion = {
  ref: string;
  label: Localised;
  textAvailable: boolean;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  clauses: number;
};

export type VersionComparison = {
  from: ComparedVersion;
  to: ComparedVersion;
  /** In the order of the later document; what was retired stands where it stood. */
  clauses: ClauseChange[];
  cells: CellChange[];
  parts: PartChange[];
  /** Clauses that are in both and did not change. */
  unchanged: number;
};

/** A version to choose, by the reference that `versionFileAt` takes. */
export type VersionChoice = {
  ref: string;
  label: Localised;
  documents: Localised[];
  textAvailable: boolean;
  isDraft: boolean;
  effectiveFrom: string | null;
};

export type CompareProblem = { side: "from" | "to"; ref: string } & (
  | { reason: "unknown" }
  | { reason: "other_platform"; platform: Localised }
);

export type CompareView = {
  platform: { id: string; name: Localised; zone: string };
  versions: VersionChoice[];
  from: string;
  to: string;
  /** What is wrong with what was asked for; then nothing is compared. */
  problem: CompareProblem | null;
  comparison: VersionComparison | null;
  /** The steps of both tables by id, as the later one calls them: for the heads of cells. */
  steps: Record<string, PenaltyGrid["steps"][number]>;
};
