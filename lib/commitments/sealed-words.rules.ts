import type { Catalogue } from "@/messages/load";
import type { ReportLanguage, SealedWords } from "./report.contract";

/** The sentences of `commitments` that a report is written in; whole branches, and single ones of branches that hold more. */
const branches = ["report", "statuses", "roles", "basis", "outcomes"] as const;
const single = [
  ["milestones", "title"],
  ["milestones", "noDay"],
] as const;

function branchOf(catalogue: Catalogue, name: string): Catalogue {
  const branch = catalogue[name];
  if (typeof branch !== "object") throw new Error(`a report needs the words of ${name}`);
  return branch;
}

/**
 * Every sentence that a report is written in, in one language, as the catalogue has it now (ICU, unfilled): sealed with the
 * report, so that a later catalogue changes nothing of it (AE14). Names of indicators are sealed beside their numbers.
 * @throws when the catalogue lacks one: no report is sealed without its words
 */
export function wordsToSeal(commitments: Catalogue, statement: Catalogue): Catalogue {
  const words: Catalogue = { elsewhere: commitments.elsewhere ?? "" };
  for (const name of branches) words[name] = branchOf(commitments, name);
  for (const [name, key] of single)
    words[name] = {
      ...(typeof words[name] === "object" ? words[name] : {}),
      [key]: branchOf(commitments, name)[key] ?? "",
    };
  words.page = branchOf(statement, "pdf").page ?? "";
  return words;
}

/** The sealed sentences of a language; null in reports of earlier releases, which are written in those of today. */
export function sealedIn(words: SealedWords | undefined, language: ReportLanguage): Catalogue | null {
  return words?.[language] ?? null;
}
