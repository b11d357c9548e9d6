import type { OrderElement } from "@/db/schema";
import type { LetterLanguage } from "@/i18n/locales";
import {
  countriesInWords,
  dayWithZone,
  letter,
  type Message,
  type MessagePart,
  momentWithZone,
  type Translate,
} from "@/lib/platform/letter.rules";
import type { OrderEffect } from "./order.rules";
import { withTypedWords } from "./typed-language.rules";

export type OrderLetterFacts = {
  kind: "act" | "information";
  authority: string;
  country: string;
  /** The authority's own number; empty where it gave none. */
  reference: string;
  /** Ours, in letters to the authority; null to the person concerned. */
  ourReference: string | null;
  /** Of an order for information, to the authority: whom it is about. */
  account: string | null;
  platformName: string;
  /** Days in the addressee's zone, YYYY-MM-DD. */
  receivedOn: string;
  effectOn: string | null;
  /** The same as moments, for an authority: the clocks of its order run in hours. The person concerned reads days. */
  moments: { receivedAt: Date; effectAt: Date | null } | null;
  zone: string;
  language: LetterLanguage;
  effect: OrderEffect | null;
  note: string;
  /** Until when the authority wants the person concerned told nothing; null: they may be told. */
  holdUntil: Date | null;
  missing: readonly OrderElement[];
  legalBasis: string;
  reasons: string;
  redress: string;
  territories: readonly string[];
  /** Of the person concerned: what of theirs it is about; empty for an order for information. */
  locations: readonly string[];
};

function opening(facts: OrderLetterFacts, t: Translate): string {
  const { kind, authority, receivedOn, moments, zone, language } = facts;
  const day = moments ? momentWithZone(moments.receivedAt, zone, language) : dayWithZone(receivedOn, zone, language);
  return t(`received.${kind}`, { authority, day });
}
/** By what both sides know which order it is: whose account, its own number, and ours. */
const numbered = ({ reference, ourReference, account }: OrderLetterFacts, t: Translate) => [
  ...(account ? [t("account", { account })] : []),
  ...(reference ? [t("reference", { reference })] : []),
  ...(ourReference ? [t("ours", { reference: ourReference })] : []),
];
const effectDay = ({ effectOn, receivedOn, moments, zone, language }: OrderLetterFacts) =>
  moments
    ? momentWithZone(moments.effectAt ?? moments.receivedAt, zone, language)
    : dayWithZone(effectOn ?? receivedOn, zone, language);

/** A hold is confirmed to its minute, so that an authority sees a wrong one before it ends (Art. 9(5), 10(5)). */
const held = ({ holdUntil, zone, language }: OrderLetterFacts, t: Translate) =>
  holdUntil ? [t("hold", { moment: momentWithZone(holdUntil, zone, language) })] : [];

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
    { id: "next", heading: t("heading.next"), paragraphs: [t(`next.${facts.kind}`), ...held(facts, t)] },
  ]);
}

/** Whether and when effect was given to an order (Art. 9(1), 10(1)). */
export function composeEffect(facts: OrderLetterFacts, t: Translate): Message {
  const { kind, effect, note, language, platformName: platform } = facts;
  const said = {
    id: "effect",
    heading: t("heading.effect"),
    paragraphs: [
      opening(facts, t),
      ...numbered(facts, t),
      t(`effect.${kind}.${effect ?? "not_given"}`, { day: effectDay(facts) }),
      ...(note ? [note] : []),
    ],
  };
  return letter(t("subject.effect", { platform }), [withTypedWords(said, [note], language, t)]);
}

/**
 * What the person concerned is told of an order and its effect (Art. 9(5), 10(5); O3): in place of a statement of reasons
 * (Art. 17(5)). Who moderated, or who else reported, is not in it.
 */
export function composeUserLetter(facts: OrderLetterFacts, t: Translate): Message {
  const { kind, authority, country, language, territories, locations, platformName: platform } = facts;
  const place = countriesInWords([country], language);
  // The authority wrote these in its own language, and the desk typed them as they were.
  const typed = [facts.legalBasis, facts.reasons, facts.redress];
  const parts: MessagePart[] = [
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
  ];
  const marked = parts.map((part) => (part.id === "order" ? part : withTypedWords(part, typed, language, t)));
  return letter(t(`subject.user.${kind}`, { platform }), marked);
}
