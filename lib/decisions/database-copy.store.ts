import "server-only";
import type { Assessment } from "./assess.rules";
import type { Choice } from "./choice.rules";
import { copyState, type DecisionForDatabase, databaseCopy } from "./database-copy.rules";
import { databaseFacts } from "./database-facts.rules";
import { affectedFacts } from "./letter-facts.rules";
import type { StatementRow } from "./letters.store";
import type { CaseMaterial } from "./material.rules";
import type { Withheld } from "./statement.contract";
import { namesForDatabase } from "./withheld.rules";
import { wordsOf } from "./words.store";
import type { Writing } from "./writing.store";

/** The database is told in one language, whoever the person is. */
const language = "en";

/**
 * Writes the copy of a statement of reasons for the Transparency Database (DSA Art. 24(5), B1), in the decision's own
 * transaction: one for each statement that has a PUID. It waits there; whether and when it is sent is not decided here.
 */
export function writeDatabaseCopy(
  writing: Writing,
  statement: StatementRow,
  decided: {
    material: CaseMaterial;
    assessment: Assessment;
    choice: Choice;
    deciderName: string;
    /** What no clause says of a decision that rests on none: a suspension for misuse. */
    instead?: Partial<DecisionForDatabase>;
    /** Whom it must not name either, beside those of the case. */
    withheld?: Withheld;
  },
  now: Date,
): void {
  const { puid, id: statementId, platformId, decisionId } = statement;
  if (!puid) return;
  const { material, assessment, choice, deciderName, instead = {} } = decided;
  const words = { statement: wordsOf(language, "statement"), decisions: wordsOf(language, "decisions") };
  const facts = affectedFacts(material, assessment, choice, {
    language,
    zone: material.platform.zone,
    appealUrl: "",
    words: words.decisions,
  });
  const withheld = [...namesForDatabase(material, deciderName), ...(decided.withheld ?? [])];
  const told = { ...databaseFacts(material, assessment, facts, { puid, words }), ...instead };
  const copy = databaseCopy(told, withheld, material.looksAtTyped);
  const { payload, removed, cleaned, errors } = copy;
  const state = copyState(copy);
  const ids = { platformId, decisionId, statementId, puid };
  writing.copies.push({ ...ids, payload, removed, cleaned, errors, state, composedAt: now });
}
