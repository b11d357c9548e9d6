import type { OrderElement } from "@/db/schema";
import type { LetterLanguage } from "@/i18n/locales";
import { countriesInWords, dayWithZone, letter, type Message, type Translate } from "@/lib/platform/letter.rules";
import type { OrderEffect } from "./order.rules";

export type OrderLetterFacts = {
  kind: "act" | "information";
  authority: string;
  country: string;
  /** The authority's own number; empty where it gave none. */
  reference: string;
  platformName: string;
  /** Days in the addressee's zone, YYYY-MM-DD. */
  receivedOn: string;
  effectOn: string | null;
  zone: string;
  language: LetterLanguage;
  effect: OrderEffect | null;
  note: string;
  missing: readonly OrderElement[];
  legalBasis: string;
  reasons: string;
  redress: string;
  territories: readonly string[];
  /** Of the person concerned: what of theirs it is about; empty for an order for information. */
  locations: readonly string[];
};

function opening(facts: OrderLetterFacts, t: Translate): string {
  const { kind, authority, receivedOn, zone, language } = facts;
  return t(`received.${kind}`, { authority, day: dayWithZone(receivedOn, zone, language) });
}
const numbered = ({ reference }: OrderLetterFacts, t: Translate) => (reference ? [t("reference", { reference })] : []);
const effectDay = ({ effectOn, receivedOn, zone, language }: OrderLetterFacts) =>
  dayWithZone(effectOn ?? receivedOn, zone, language);

/** That an order has arrived, and what of it is still needed (DSA Art. 9(1), 10(1); O1, O2, O4). `t` reads `orderLetters`. */
export function composeReceipt(facts: OrderLetterFacts, t: Translate): Message {
  const { missing, platformName: platform } = facts;
  return letter(t(missing.length > 0 ? "subject.clarification" : "subject.receipt", { platform }), [
    { id: "receipt", heading: t("heading.receipt"), paragraphs: [opening(facts, t), ...numbered(facts, t)] },
    {
      id: "missing",
      heading: t("heading.missing"),
      paragraphs: missing.length > 0 ? [t("missingLead"), ...missing.map((element) => t(`missing.${element}`))] : [],
    },
    { id: "next", heading: t("heading.next"), paragraphs: [t(`next.${facts.kind}`)] },
  ]);
}

/** Whether and when effect was given to an order (Art. 9(1), 10(1)). */
export function composeEffect(facts: OrderLetterFacts, t: Translate): Message {
  const { kind, effect, note, platformName: platform } = facts;
  return letter(t("subject.effect", { platform }), [
    {
      id: "effect",
      heading: t("heading.effect"),
      paragraphs: [
        opening(facts, t),
        ...numbered(facts, t),
        t(`effect.${kind}.${effect ?? "not_given"}`, { day: effectDay(facts) }),
        ...(note ? [note] : []),
      ],
    },
  ]);
}

/**
 * What the person concerned is told of an order and its effect (Art. 9(5), 10(5); O3): in place of a statement of reasons
 * (Art. 17(5)). Who moderated, or who else reported, is not in it.
 */
export function composeUserLetter(facts: OrderLetterFacts, t: Translate): Message {
  const { kind, authority, country, language, territories, locations, platformName: platform } = facts;
  const place = countriesInWords([country], language);
  return letter(t(`subject.user.${kind}`, { platform }), [
    {
      id: "order",
      heading: t("heading.order"),
      paragraphs: [
        t(`user.${kind}`, { authority, country: place, day: effectDay(facts) }),
        ...locations.map((location) => t("user.location", { location })),
        ...(kind === "act"
          ? [
              territories.length > 0
                ? t("user.territories", { countries: countriesInWords(territories, language) })
                : t("user.noTerritories"),
            ]
          : []),
      ],
    },
    {
      id: "reasons",
      heading: t("heading.reasons"),
      paragraphs: [
        ...(facts.legalBasis ? [t("user.legalBasis", { basis: facts.legalBasis })] : []),
        facts.reasons || t("user.noReasons"),
      ],
    },
    {
      id: "redress",
      heading: t("heading.redress"),
      paragraphs: [facts.redress || t("user.noRedress"), t("user.court")],
    },
  ]);
}
