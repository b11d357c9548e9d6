import type { Locale } from "@/i18n/locales";
import { dayInWords, letter, type Message, type Translate } from "@/lib/platform/letter.rules";
import type { RejectedNotice } from "./flagger.contract";
import type { FlaggerQuality } from "./flagger.rules";

export type CoordinatorLetter = {
  name: string;
  quality: FlaggerQuality;
  /** What was reported and why nothing was done about it: the evidence that Article 22(6) asks for. */
  rejected: readonly RejectedNotice[];
  on: string;
};

/**
 * A draft of what a coordinator is told about a flagger whose notices were too often imprecise, inaccurate or
 * unsubstantiated (DSA Art. 22(6), T3). A person reads it, changes it and sends it. `t` reads `flaggers.letter`.
 */
export function draftLetter(
  { name, quality, rejected, on }: CoordinatorLetter,
  language: Locale,
  t: Translate,
): Message {
  const percent = quality.of === 0 ? 0 : Math.round((quality.rejected * 100) / quality.of);
  const evidence = rejected.flatMap(({ reference, receivedOn, location, rationale }) => [
    t("notice", { reference, day: dayInWords(receivedOn, language), location }),
    rationale === "" ? t("noRationale") : t("rationale", { rationale }),
  ]);
  return letter(t("subject", { name }), [
    {
      id: "opening",
      heading: t("heading.opening"),
      paragraphs: [t("opening", { name }), t("numbers", { of: quality.of, rejected: quality.rejected, percent })],
    },
    { id: "evidence", heading: t("heading.evidence"), paragraphs: evidence },
    {
      id: "closing",
      heading: t("heading.closing"),
      paragraphs: [t("unchanged"), t("closing", { day: dayInWords(on, language) })],
    },
  ]);
}
