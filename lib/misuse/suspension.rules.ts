import type { MisuseAssessment } from "@/db/schema";
import type { LetterLanguage } from "@/i18n/locales";
import { dayInWords, type Translate } from "@/lib/platform/letter.rules";

const percent = (ratio: number, language: LetterLanguage) =>
  new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 2 }).format(ratio / 10_000);

type Counted = Pick<MisuseAssessment, "from" | "to" | "count" | "total" | "ratio">;

/** Numbers and share over the published days, as they were counted. `t` reads `misuseLetters`. */
export function numbersInWords(
  { from, to, count, total, ratio }: Counted,
  { side, language }: { side: "content" | "reports"; language: LetterLanguage },
  t: Translate,
): string {
  const days = { from: dayInWords(from, language), to: dayInWords(to, language) };
  return t(`numbers.${side}`, { ...days, count, total, share: percent(ratio, language) });
}

/** Gravity, consequences and intention, each in a sentence with what a person found (Art. 23(3)). */
export function factorsInWords(assessment: MisuseAssessment, t: Translate): string[] {
  const { gravity, consequences, intent, intentWhy } = assessment;
  return [
    t("factors.gravity", { text: gravity }),
    t("factors.consequences", { text: consequences }),
    t(`factors.intent.${intent}`, { text: intentWhy }),
  ];
}

/** Why an account is suspended, in the reader's language: the numbers first, then the other factors. */
export function suspensionInWords(assessment: MisuseAssessment, language: LetterLanguage, t: Translate): string[] {
  return [numbersInWords(assessment, { side: "content", language }, t), ...factorsInWords(assessment, t)];
}

/** The law and the part of the published policy that a suspension rests on (M4). */
export function lawInWords(policy: { clause: string; url: string }, t: Translate): string {
  return t("record.law", { ...policy, article: t("record.article") });
}
