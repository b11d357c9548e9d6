import type { LetterLanguage } from "@/i18n/locales";
import { type Help, helpInWords } from "@/lib/platform/help.rules";
import { dayWithZone, letter, type Message, type Translate } from "@/lib/platform/letter.rules";

export type ReceiptFacts = {
  language: LetterLanguage;
  reference: string;
  /** The platform's name in the reader's language. */
  platformName: string;
  /** The day of receipt in the notifier's zone, YYYY-MM-DD. */
  receivedOn: string;
  zone: string;
  itemCount: number;
  trackingUrl: string | null;
  /** Where there is help for what the notifier said it is about (Q88). */
  help?: readonly Help[];
};

/**
 * The confirmation of receipt of a notice (DSA Art. 16(4), N8), with reference and date. Sent only where there is an
 * address to send it to; otherwise its text is the page the notifier sees. `t` reads the namespace `receipt`.
 */
export function composeNoticeReceipt(facts: ReceiptFacts, t: Translate): Message {
  const { reference, platformName: platform, itemCount: count, trackingUrl } = facts;
  const lines = (facts.help ?? []).map((place) => t("helpLine", helpInWords(place, facts.language)));
  return letter(t("subject", { platform, reference }), [
    {
      id: "receipt",
      heading: t("heading.receipt"),
      paragraphs: [
        t("received", { platform, day: dayWithZone(facts.receivedOn, facts.zone, facts.language) }),
        t("items", { count }),
      ],
    },
    {
      id: "next",
      heading: t("heading.next"),
      paragraphs: [t("review"), trackingUrl === null ? t("noTrack") : t("track", { url: trackingUrl })],
    },
    ...(lines.length > 0 ? [{ id: "help", heading: t("heading.help"), paragraphs: [t("helpWhy"), ...lines] }] : []),
    { id: "reference", heading: t("heading.reference"), paragraphs: [t("reference", { reference })] },
  ]);
}
