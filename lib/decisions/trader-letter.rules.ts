import type { TraderField } from "@/db/schema";
import type { LetterLanguage } from "@/i18n/locales";
import { withTypedWords } from "@/lib/intake/typed-language.rules";
import { dayWithZone, intlTag, letter, type Message, type Translate } from "@/lib/platform/letter.rules";

type Addressed = {
  language: LetterLanguage;
  /** The platform's, in which the days are. */
  zone: string;
  platformName: string;
  /** How the platform knows the account. */
  account: string;
  /** Where traders reach the platform, or null: the terms say it. */
  contact: string | null;
};
/** The translators of `traderMail` and `statement` in the letter's language. */
type Words = { trader: Translate; statement: Translate };

export type AskedFacts = Addressed & {
  fields: readonly TraderField[];
  /** Of those, what nothing was given for; else it is taken for wrong. */
  missing: readonly TraderField[];
  /** Why, as somebody typed it; may be blank. */
  why: string;
  /** The last day, in `zone`. */
  dueOn: string;
  /** Where the platform's terms are told. */
  termsUrl: string;
};

/**
 * Asks a trader to correct or complete: what, by which law, how, until when, and what follows otherwise (DSA Art. 30(1)-(3)).
 */
export function composeAsked(facts: AskedFacts, { trader: t, statement }: Words): Message {
  const { language, zone, platformName: platform, account, fields, missing, why, dueOn, termsUrl, contact } = facts;
  const list = new Intl.ListFormat(intlTag(language), { type: "conjunction" });
  const named = list.format(fields.map((field) => t(`fields.${field}`)));
  const isMissing = fields.some((field) => missing.includes(field));
  const isWrong = fields.some((field) => !missing.includes(field));
  const asked = {
    id: "asked",
    heading: t("heading"),
    paragraphs: [t("asked", { platform }), t("correct", { fields: named }), ...(why.trim() ? [why.trim()] : [])],
  };
  return letter(t("subject", { platform }), [
    withTypedWords(asked, [why], language, statement),
    {
      id: "next",
      heading: t("next"),
      paragraphs: [
        t("due", { day: dayWithZone(dueOn, zone, language) }),
        t("how", { platform, url: termsUrl }),
        ...(contact ? [t("contact", { contact })] : []),
        t("account", { account }),
        t("otherwise"),
      ],
    },
    {
      id: "law",
      heading: t("lawHeading"),
      paragraphs: [...(isMissing ? [t("law.missing")] : []), ...(isWrong ? [t("law.wrong")] : [])],
    },
  ]);
}

/** Tells a trader that its contract is recorded as ended, and until when its data is kept (Art. 30(5)). Days are of `zone`. */
export function composeEnded(
  {
    language,
    zone,
    platformName: platform,
    account,
    contact,
    endedOn,
    keptUntil,
  }: Addressed & Record<"endedOn" | "keptUntil", string>,
  t: Translate,
): Message {
  const said = (day: string) => dayWithZone(day, zone, language);
  const paragraphs = [
    t("ended.text", { platform, day: said(endedOn) }),
    t("account", { account }),
    t("ended.kept", { until: said(keptUntil) }),
    t("ended.wrong", { platform }),
    ...(contact ? [t("contact", { contact })] : []),
  ];
  return letter(t("ended.subject", { platform }), [{ id: "ended", heading: t("ended.heading"), paragraphs }]);
}
