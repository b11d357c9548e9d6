import type { LetterLanguage } from "@/i18n/locales";
import type { Message, Translate } from "@/lib/platform/letter.rules";
import type { FieldFailure } from "@/lib/platform/result";
import { zoneOfAccount } from "./addressee-days.rules";
import { type Assessment, assess } from "./assess.rules";
import type { Choice } from "./choice.rules";
import { exemptionProblems } from "./exemption.rules";
import { affectedFacts, languageFor } from "./letter-facts.rules";
import { type CaseMaterial, orderBehind } from "./material.rules";
import { beyondOrder } from "./ordered.rules";
import type { Withheld } from "./statement.contract";
import { composeStatement } from "./statement.rules";
import { isStatementDue } from "./statement-due.rules";
import { statementGaps } from "./statement-gaps.rules";
import { gapProblems, revealedNames, withheldNames } from "./withheld.rules";
import { namesWithheld } from "./withhold.rules";

/** Translators for any language and namespace; the catalogues are read outside. */
export type Words = (locale: LetterLanguage, namespace: "statement" | "decisions") => Translate;

export type AffectedLetter = {
  language: LetterLanguage;
  zone: string;
  /** Null where nothing is to be said: no sanction, or nobody known. */
  message: Message | null;
  /** A statement of reasons in the sense of Art. 17; false for a message about a warning or a point. */
  isDue: boolean;
  /** The same, whatever exemption is claimed for it (S3). */
  isOwed: boolean;
  /** What the statement still lacks, as fields of the form. */
  problems: FieldFailure[];
};

type Telling = { appealUrl: string; deciderName: string; words: Words };

/** The message to the person whose content it is, and what stops it from going out. */
export function affectedLetter(
  material: CaseMaterial,
  assessment: Assessment,
  choice: Choice,
  { appealUrl, deciderName, words }: Telling,
): AffectedLetter {
  const language = languageFor(material.account?.language, material.snapshot.language, material.letterLanguage);
  const zone = zoneOfAccount(material);
  const own = beyondOrder(material, assessment, choice.ground);
  const facts = affectedFacts(material, own, choice, {
    language,
    zone,
    appealUrl,
    words: words(language, "decisions"),
  });
  const told = revealedNames(material, choice.ground);
  const withheld = withheldNames(material, deciderName).filter((name) => !told.includes(name.trim()));
  // A letter that would have to guess whether a measure restricts is not written (Art. 17: it could say the opposite).
  const isKnown = assessment.sanctions.every(({ restricts }) => restricts !== null);
  // Of what was ordered they are told by the letter about the order (Art. 9(5)); of the rest, a strike of ours included, as
  // of every decision.
  const isAllOrdered = orderBehind(material) !== null && own.sanctions.length === 0 && !bringsStrike(own, choice);
  const isOwed = isStatementDue(own.sanctions);
  const { exemption } = choice;
  const tells = material.account !== null && isTold(own) && isKnown && !isAllOrdered && !exemption;
  return {
    language,
    zone,
    message: tells ? composeStatement(facts, words(language, "statement"), withheld) : null,
    isDue: isOwed && !exemption,
    isOwed,
    problems: [
      ...(isAllOrdered ? [] : gapProblems(statementGaps(facts, withheld))),
      ...describedNames(choice, withheld),
      ...exemptionProblems(exemption, { isOwed, volume: material.volume, withheld }),
    ],
  };
}

/** The words of a measure are told as long as it runs, by whichever letter or page: nobody is named in them. */
function describedNames({ sanctions = [] }: Choice, withheld: Withheld): FieldFailure[] {
  return sanctions.flatMap(({ describe = "" }, index) =>
    namesWithheld(describe, withheld) ? [{ field: `sanctions.${index}.describe`, reason: "text_names_someone" }] : [],
  );
}

/** Whether a violation of the platform's rules is counted: no authority orders that, whatever else it orders. */
function bringsStrike({ clause, version }: Assessment, { ground }: Choice): boolean {
  return ground !== "law" && clause !== null && version !== null;
}

/** A strike that will be counted is told even where nothing follows from it; a referral alone never is (K3). */
function isTold({ sanctions, recommendation }: Assessment): boolean {
  if (sanctions.length === 0) return recommendation?.violation === true;
  return sanctions.some(({ target }) => target !== "authority");
}

/** What a choice would do, the letter that tells it, and everything that still stops it: for the card and for the commit. */
export function consider(
  material: CaseMaterial,
  choice: Choice,
  to: Telling,
  now: Date,
): { assessment: Assessment; letter: AffectedLetter; problems: FieldFailure[] } {
  const assessment = assess(material, choice, now);
  const letter = affectedLetter(material, assessment, choice, to);
  return { assessment, letter, problems: [...assessment.problems, ...letter.problems] };
}
