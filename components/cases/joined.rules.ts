import type { CaseView } from "@/lib/decisions/contract";

type Seen = Pick<CaseView, "suggestionsNotes"> & {
  notices: readonly Pick<CaseView["notices"][number], "id" | "explanation">[];
};
export type Joined = { count: number; isReadAgain: boolean };

/**
 * The reports that joined a case since somebody looked at it, and whether the suggestions were read again with them: so they
 * were where one says something in words, unless it is one of a crowd (suggest.rules.ts). Null: none joined.
 */
export function joinedSince(known: ReadonlySet<string>, { notices, suggestionsNotes }: Seen): Joined | null {
  const fresh = notices.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return null;
  const isExplained = fresh.some(({ explanation }) => explanation.trim() !== "");
  return { count: fresh.length, isReadAgain: isExplained && !suggestionsNotes.includes("explanations") };
}
