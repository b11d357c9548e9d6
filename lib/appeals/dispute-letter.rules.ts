import type { DisputeOutcome } from "@/db/schema";
import type { LetterLanguage } from "@/i18n/locales";
import type { Withheld } from "@/lib/decisions/statement.contract";
import { part, referencePart } from "@/lib/decisions/statement-text.rules";
import { withhold } from "@/lib/decisions/withhold.rules";
import {
  dayWithZone,
  intlTag,
  letter,
  type Message,
  type MessagePart,
  type Translate,
} from "@/lib/platform/letter.rules";
import { bodyZone, costRule } from "./dispute.rules";
import { type AppealAnswerFacts, undonePart } from "./letter.rules";
import { leftToDo } from "./remedy-letter.rules";

/** What the letter is made from that tells somebody what became of their dispute. Days are YYYY-MM-DD. */
export type DisputeDoneFacts = Pick<AppealAnswerFacts, "undone" | "stillRuns" | "remains"> & {
  by: "affected" | "notifier";
  language: LetterLanguage;
  /** The reader's. */
  zone: string;
  /** The dispute's, D-7K3P-Q9XD. */
  reference: string;
  platformName: string;
  body: string;
  /** The body's own number, or empty. */
  bodyReference: string;
  /** Of those outcomes that are answered: the others end without anything to follow. */
  outcome: Extract<DisputeOutcome, "for_user" | "partly" | "agreed">;
  /** The body's day. */
  foundOn: string;
  answer: "follow" | "partly";
  /** The reader's days; null while we follow it and it is still being carried out. */
  doneOn: string | null;
  /** The platform never confirmed it, and nobody waits for that any more: then it is not told as carried out. */
  isGivenUp: boolean;
  /** Where people reach the platform, or null. */
  contact: string | null;
  paidOn: string | null;
  /** Euro cents that the person paid and spent. */
  userCosts: number;
  manifestBadFaith: boolean;
  /** What the disputed decision was about, as the first letter told this reader. */
  content: MessagePart | null;
  firstUrl: string;
};

/**
 * Tells whose dispute it was that we follow the finding, and later that it was carried out (DSA Art. 21(2), D5): what the
 * body found, what was undone and what stays, and who pays what (Art. 21(5), D4). `t` reads `statement`; `withheld` are
 * names that the reader must not learn.
 */
export function composeDisputeDone(facts: DisputeDoneFacts, t: Translate, withheld: Withheld = []): Message {
  const { body, platformName: platform, reference, language, zone, bodyReference: number } = facts;
  const clean = (text: string) => withhold(text, withheld, t("withheld"));
  const answer = facts.by === "notifier" ? "anew" : facts.answer;
  const { doneOn, isGivenUp } = facts;
  const subject = doneOn || isGivenUp ? "disputeDone.subject" : "disputeDone.subjectNow";
  return letter(t(subject, { body, platform, reference }), [
    part("decision", t, [
      t("disputeDone.took", { body }),
      number.trim() ? t("disputeDone.number", { number: number.trim() }) : null,
      t(`disputeDone.found.${facts.outcome}`, { day: dayWithZone(facts.foundOn, bodyZone, language) }),
      ...(isGivenUp
        ? [t(`disputeDone.answer.${facts.answer}Unconfirmed`, { platform }), t("remedyEnd.givenUp", { platform })]
        : [
            doneOn
              ? t(`disputeDone.answer.${answer}`, { day: dayWithZone(doneOn, zone, language) })
              : t(`disputeDone.answer.${answer}Now`),
          ]),
      t("change.first", { url: facts.firstUrl }),
    ]),
    undonePart({ ...facts, acted: [] }, clean, t),
    isGivenUp ? leftToDo(facts, t) : null,
    costsPart(facts, t),
    facts.content,
    part("redress", t, [t("redress.court")]),
    referencePart(reference, t),
  ]);
}

/** Who bears what follows from the outcome alone, and is told whether or not it was paid yet. */
function costsPart(facts: DisputeDoneFacts, t: Translate): MessagePart {
  const { outcome, manifestBadFaith, userCosts, paidOn, language, zone } = facts;
  const rule = costRule(outcome, manifestBadFaith);
  if (rule.fees !== "platform") return part("costs", t, [t("disputeDone.costs.agreed")]);
  const money = new Intl.NumberFormat(intlTag(language), { style: "currency", currency: "EUR" });
  const own = userCosts > 0 ? t("disputeDone.costs.own", { sum: money.format(userCosts / 100) }) : null;
  const day = paidOn && dayWithZone(paidOn, zone, language);
  const paid = day ? t("disputeDone.costs.paid", { day }) : t("disputeDone.costs.unpaid");
  return part("costs", t, [
    t("disputeDone.costs.fees"),
    own ?? t("disputeDone.costs.ownNone"),
    day || own ? paid : null,
  ]);
}
