import { failuresToPause, pauseAfter } from "./allowance.rules";

/** What came back for one question, with the digest of the question and who wrote the content; null: nobody known. */
export type CameBack = { at: Date; isUsable: boolean; question: string | null; accountId: string | null };
export type Unusable = { since: Date; until: Date };

/**
 * A model whose answers cannot be used although they arrive: since when, and until when it is left alone. `newest` first;
 * null while it answers well enough.
 *
 * Of the unusable answers since the last usable one, each counts only if neither its content nor its author was counted
 * before (authors that are not known are one). At as many as trip the breaker for failures, it is paused, for as long as that
 * breaker would; each further unusable answer makes the pause longer. So one author, or one content posted by many, cannot
 * pause a model by texts it answers badly, and one usable answer to anybody ends the count.
 */
export function unusableNow(newest: readonly CameBack[]): Unusable | null {
  const questions = new Set<string>();
  const accounts = new Set<string | null>();
  const run: CameBack[] = [];
  for (const one of newest) {
    if (one.isUsable) break;
    run.push(one);
  }
  let counted = 0;
  let beyond = 0;
  for (const { question, accountId } of run.toReversed()) {
    if (counted >= failuresToPause) {
      beyond += 1;
      continue;
    }
    if (question === null || questions.has(question) || accounts.has(accountId)) continue;
    questions.add(question);
    accounts.add(accountId);
    counted += 1;
  }
  const [last, first] = [run[0], run.at(-1)];
  if (!last || !first || counted < failuresToPause) return null;
  return { since: first.at, until: new Date(last.at.getTime() + pauseAfter(failuresToPause + beyond)) };
}
