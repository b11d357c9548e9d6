import type { LetterLanguage } from "@/i18n/locales";
import type { Message } from "@/lib/platform/letter.rules";
import type { FieldFailure } from "@/lib/platform/result";
import type { Said } from "@/lib/policy/recommend.contract";
import { appealWindowEnds } from "./appeal-window.rules";
import type { Assessment } from "./assess.rules";
import type { ConsequenceCard } from "./contract";
import { type EngineWords, withLabels } from "./engine-words.rules";
import { countedWords, languageFor } from "./letter-facts.rules";
import { inLanguage, labelOf } from "./localised.rules";
import type { CaseMaterial } from "./material.rules";
import { toldFrom } from "./ordered.rules";
import { reportsOf } from "./origin.rules";

/** Words in the reader's language: the engine's sentences (`policy`) and this area's (`decisions`). */
export type CardWords = EngineWords;

/** `letter`: the composed message to the affected person, with its language; the message is null when none is written. */
export type CardLetter = {
  message: Message | null;
  language: LetterLanguage;
  zone: string;
  isDue: boolean;
  isOwed: boolean;
};

/** The consequence card of an assessment: everything the decision would do, in words' parts and sentences. */
export function cardOf(
  material: CaseMaterial,
  assessment: Assessment,
  { letter, problems, words }: { letter: CardLetter; problems: readonly FieldFailure[]; words: CardWords },
): ConsequenceCard {
  const { recommendation, allowed, sanctions, count, effectiveAt } = assessment;
  const { message } = letter;
  const say = (said: Said) => {
    const { code, values } = withLabels(said, material.pack, words);
    return words.policy(code, values);
  };
  const action = (id: string) => material.pack.sanctions.actions.find((known) => known.id === id);
  return {
    recommendation,
    leavesTable: assessment.leavesTable,
    sanctions: sanctions.map(
      ({ barsReEntry: _bars, days: _days, restricts: _restricts, isDoneOnce: _once, ...sanction }) => sanction,
    ),
    allowed: allowed.map((known) => ({
      action: known.id,
      label: labelOf(known),
      isRecommended: recommendation?.recommended?.includes(known.id) ?? false,
    })),
    notOffered: (recommendation?.notOffered ?? []).flatMap(({ action: id, whyCode }) => {
      const known = action(id);
      return known ? [{ action: id, label: labelOf(known), why: say(whyCode) }] : [];
    }),
    count: count && {
      before: count.before,
      after: count.after,
      counted: countedWords(material.pack, count.counter, words.decisions),
    },
    points: assessment.points,
    why: recommendation?.whyCodes.map(say) ?? [],
    warnings: [...(recommendation?.warningCodes.map(say) ?? []), ...alreadyRunning(material, assessment, words)],
    statement: message && { subject: message.subject, parts: message.parts, language: letter.language },
    letterLanguages: letterLanguages(material, letter),
    statementDue: letter.isDue,
    exemption: letter.isOwed ? { ...material.volume, isClaimed: !letter.isDue } : null,
    deliverable: Boolean(material.account?.email),
    isAccountKnown: material.account !== null,
    appealUntil: message && appealWindowEnds(toldFrom(material, effectiveAt), letter.zone).toISOString(),
    appealZone: letter.zone,
    undoUntil: effectiveAt.toISOString(),
    missing: [...problems],
  };
}

/** In which languages people will read this: the affected person's first, then those of who reported. */
function letterLanguages(material: CaseMaterial, { message, language }: CardLetter): LetterLanguage[] {
  const reporters = reportsOf(material.notices)
    .filter(({ order }) => order === null)
    .map((notice) => languageFor(notice.contactLanguage, notice.language, material.letterLanguage));
  return [...new Set([...(message ? [language] : []), ...reporters])];
}

/** What holds the account already: a closure by another decision, or the very measure that is chosen now. */
function alreadyRunning({ running }: CaseMaterial, { sanctions }: Assessment, words: CardWords): string[] {
  const chosen = new Set(sanctions.map(({ action }) => action));
  const told = running
    .filter(({ action, target }) => target === "account" || chosen.has(action))
    .map(({ label, reference }) =>
      words.decisions("warning.alreadyRuns", { reference, label: inLanguage(label, words.locale) }),
    );
  return [...new Set(told)];
}
