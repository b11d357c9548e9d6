import type { ClauseHealth, Health } from "./health.rules";

export type Localised = { en: string; hans?: string; hant?: string };
export type TriedText = {
  confident: boolean;
  matches: { ref: string; title: Localised; score: number; reasons: string[] }[];
};

export type SuggestionsView = {
  platform: { id: string; name: Localised };
  /** What a text to try can be said to be of. */
  scope: { roles: string[]; surfaces: string[] };
  learning: {
    isOn: boolean;
    fewest: number;
    model: { version: string; decisions: number; outcomes: number; at: string } | null;
  };
  /** A model outside whose answers cannot be used: since when, and when it is asked again. ISO strings; null: none. */
  unusable: { name: string; since: string; until: string } | null;
  health: Omit<Health, "byClause"> & { most: number };
  /** With its title, and the version to read it in: that of today, none where it is of an earlier one. */
  clauses: (ClauseHealth & { title: Localised; version: string | null })[];
};
