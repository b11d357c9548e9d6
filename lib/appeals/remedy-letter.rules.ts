import { part, redressPart, referencePart } from "@/lib/decisions/statement-text.rules";
import { letter, type Message, type MessagePart, type Translate } from "@/lib/platform/letter.rules";
import type { AppealAnswerFacts } from "./letter.rules";

export type RemedyEndFacts = Pick<
  AppealAnswerFacts,
  "language" | "zone" | "reference" | "platformName" | "url" | "caseReference" | "redress"
> & {
  /** `done`: the platform confirmed it; `givenUp`: nobody could, and we wait no longer. */
  how: "done" | "givenUp";
  /** Where people reach the platform, or null. */
  contact: string | null;
};

/** What is left to do for a person where nobody waits any more for the platform to confirm what was taken back. */
export function leftToDo(
  { platformName: platform, contact }: Pick<RemedyEndFacts, "platformName" | "contact">,
  t: Translate,
): MessagePart {
  return part("next", t, [
    t("remedyEnd.ours"),
    t("remedyEnd.still", { platform }),
    contact && t("affected.contact", { contact }),
  ]);
}

/**
 * What became of what an answer took back and the platform had still to carry out (Art. 20(4), A6): their letter said that
 * it was to be confirmed, and this one says that it was, or that it never will be and what is left to do. `t` reads
 * `statement`.
 */
export function composeRemedyEnd(facts: RemedyEndFacts, t: Translate): Message {
  const { how, platformName: platform, reference, url, caseReference, language } = facts;
  const isGivenUp = how === "givenUp";
  return letter(t(`remedyEnd.subject.${how}`, { platform, reference }), [
    part("decision", t, [
      t("remedyEnd.before", { platform }),
      t(`remedyEnd.${how}`, { platform }),
      url && t("appealAnswer.about", { reference: caseReference, url }),
    ]),
    isGivenUp ? leftToDo(facts, t) : null,
    isGivenUp
      ? redressPart({ ...facts.redress, appealUrl: null, appealEndsOn: null }, { language, zone: "UTC" }, t)
      : null,
    referencePart(reference, t),
  ]);
}
