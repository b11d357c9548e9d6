import { defaultLocale, type LetterLanguage, letterLanguageOfTag } from "@/i18n/locales";
import { cleanLocation } from "@/lib/intake/location.rules";
import { harmsAmong } from "@/lib/platform/harm.rules";
import { type Help, helpFor, helpTopicsFor } from "@/lib/platform/help.rules";
import type { Translate } from "@/lib/platform/letter.rules";
import { dayIn } from "@/lib/platform/time.rules";
import type { PolicyPack } from "@/lib/policy/contract";
import { addresseeDays } from "./addressee-days.rules";
import type { Assessment } from "./assess.rules";
import { automationOf, automationUnasked } from "./automation.rules";
import type { Choice } from "./choice.rules";
import { clauseFacts } from "./clause-facts.rules";
import { exceptionLines, heldIn, inLanguage, linesOf, titleInLetter } from "./localised.rules";
import { type CaseMaterial, type CaseNotice, isContentHeld, orderBehind, snapshotDay } from "./material.rules";
import { authorityTold, redressHeld } from "./ordered.rules";
import { statementSource } from "./origin.rules";
import { ownRecordAt } from "./own-record.rules";
import type { PlannedSanction } from "./plan.rules";
import { readableQuote } from "./readable-quote.rules";
import { replacedFacts } from "./replaced.rules";
import type { AffectedFacts, NotifierFacts, RestrictionFacts, StatementFacts } from "./statement.contract";
import { tableGround } from "./table-ground.rules";
import { revealedNames } from "./withheld.rules";

/** The Commission's list of certified out-of-court bodies (DSA Art. 21(8)). */
export const disputeBodiesUrl = "https://digital-strategy.ec.europa.eu/en/policies/dsa-out-of-court-dispute-settlement";

/** Our page of the bodies certified today, at the address of the product, for a reader of this language (D1). */
export function disputePageAt(productUrl: string, language: LetterLanguage): string {
  return new URL(`/dispute-bodies?language=${language}`, productUrl).href;
}

/** What is open to a person; the register's copy has no link, and so no page. */
function redressAt(appealUrl: string, appealEndsOn: string | null, language: LetterLanguage) {
  const page = URL.canParse(appealUrl) ? { disputePageUrl: disputePageAt(appealUrl, language) } : {};
  return { appealUrl, appealEndsOn, disputeBodiesUrl, ...page };
}

/**
 * The language a person is written to in, of the tags in their order: their own where we have letters in it, else that of
 * the content, else the platform's; English where none is given.
 */
export function languageFor(...tags: (string | null | undefined)[]): LetterLanguage {
  for (const tag of tags) {
    const locale = tag ? letterLanguageOfTag(tag) : null;
    if (locale) return locale;
  }
  return defaultLocale;
}

const kinds: [RegExp, StatementFacts["content"]["kind"]][] = [
  [/comment|\bqa\b/, "comment"],
  [/review/, "review"],
  [/listing|material|product/, "listing"],
  [/profile/, "profile"],
  [/live/, "livestream"],
  [/account|registration/, "account"],
  [/^im$|message|chat/, "message"],
  [/image|picture|photo/, "image"],
  [/video/, "video"],
  [/^ad$|advert/, "advertisement"],
  [/post|feed|moment|topic/, "post"],
];

export function contentKind(surface: string | null): StatementFacts["content"]["kind"] {
  return kinds.find(([pattern]) => pattern.test(surface ?? ""))?.[1] ?? "other";
}

/** What is counted, in the reader's language: "rows 4–12 of the penalty table". `t` reads the namespace `decisions`. */
export function countedWords(pack: PolicyPack, counterId: string, t: Translate): string {
  const items = pack.sanctions.counters.find((counter) => counter.id === counterId)?.items ?? [];
  const [from, to] = [Math.min(...items), Math.max(...items)];
  return items.length === 0 ? t("counted.rules") : t("counted.rows", { from, to });
}

/** One planned measure as a letter in `language` tells it. */
export function restrictionFacts(
  sanction: PlannedSanction,
  language: LetterLanguage,
  zone: string,
  territories: string[],
): RestrictionFacts {
  const label = heldIn(sanction.label, language);
  const startsOn = dayIn(new Date(sanction.startsAt), zone);
  const term =
    sanction.endsOn !== null
      ? ({ kind: "until", endsOn: sanction.endsOn, days: sanction.days } as const)
      : ({ kind: sanction.permanent ? "permanent" : sanction.isDoneOnce ? "once" : "indefinite" } as const);
  return {
    label: label.text,
    labelLanguage: label.language,
    dsaDecision: sanction.dsaValue,
    restricts: sanction.restricts,
    target: sanction.target,
    barsReEntry: sanction.barsReEntry,
    startsOn,
    term,
    territories,
  };
}

function exceptionFacts(
  material: CaseMaterial,
  { clause }: Assessment,
  choice: Choice,
  language: LetterLanguage,
): StatementFacts["exceptions"] {
  const known = clause ? exceptionLines(material.pack, clause) : [];
  return choice.exceptionsConsidered.map(({ letter, text, applies, why }) => {
    const line = known.find((exception) => exception.letter === letter);
    return { ref: letter, title: line ? inLanguage(line.text, language) : text, applies, why };
  });
}

/** Quotations of the content. A notifier's own words are for the desk: neither the person concerned nor another notifier reads them. */
function evidenceFacts(
  { snapshot, clause }: Pick<CaseMaterial, "snapshot"> & Pick<Assessment, "clause">,
  choice: Choice,
  language: LetterLanguage,
): StatementFacts["evidence"] {
  const lines = [
    ...linesOf(clause?.elements ?? [], clause?.zh?.elements),
    ...linesOf(clause?.conditions ?? [], clause?.zh?.conditions),
  ];
  const quoted = choice.evidence.filter((span) => span.in !== "explanation");
  return quoted.map((span) => {
    const line = lines.find(({ en, hans }) => span.element !== "" && (span.element === en || span.element === hans));
    const shows = (line ? inLanguage(line, language) : span.element) || null;
    return { in: "text", quote: readableQuote(snapshot, span), bound: span.text, shows };
  });
}

/** Where help is, for what notifiers said, what it was read as, and what it was decided as; of every country where the reader's is not known. */
function helpOf(
  { harms, help }: CaseMaterial,
  on: { clause: Assessment["clause"]; evidence: Choice["evidence"] } | null,
  country: string | null = null,
): Help[] {
  const found = (on?.evidence ?? []).filter((span) => span.in !== "explanation");
  const clauses = on?.clause ? [{ ...on.clause, found: found.flatMap(({ text, element }) => [text, element]) }] : [];
  return helpFor(helpTopicsFor(clauses, harmsAmong(harms ?? [])), help, country);
}

/** `words`: translators of the namespace `decisions` in the addressee's language. */
export type Addressing = { language: LetterLanguage; zone: string; appealUrl: string; words: Translate };

/** What the content is, and where; a record of ours has no place, and is known by its account. */
function whatItIs({ item, account, traderContact, contact: forAll }: CaseMaterial) {
  const kind = contentKind(item.surface);
  const record = ownRecordAt(item.location, account?.id);
  const contact = record === "trader" ? traderContact : record === "affiliate" ? forAll : null;
  return record && account
    ? { ...{ kind, location: "", record, account: account.handle }, ...(contact ? { contact } : {}) }
    : { kind, location: cleanLocation(item.location) };
}

function common(
  material: CaseMaterial,
  assessment: Assessment,
  choice: Choice,
  { language, zone, appealUrl, words }: Addressing,
) {
  const { ground } = choice;
  const { decidedOn, appealEndsOn } = addresseeDays(assessment, zone);
  return {
    language,
    help: helpOf(material, { clause: assessment.clause, evidence: choice.evidence }),
    reference: material.reference,
    platformName: inLanguage(material.platform.name, language),
    decidedOn,
    zone,
    platformZone: material.platform.zone,
    content: {
      ...whatItIs(material),
      // Nobody said when it appeared: the day that stands in for it is not told as its own.
      date: material.snapshot.contentAtKnown || choice.contentDate !== undefined ? assessment.contentDay : null,
      excerpt: material.snapshot.text.trim() || material.snapshot.title.trim() || null,
    },
    ground,
    clause: clauseFacts(material, assessment, language, words),
    legal: ground === "terms" ? null : { ground: choice.legalGround ?? "", explanation: choice.legalExplanation ?? "" },
    facts: choice.facts,
    evidence: evidenceFacts({ ...material, ...assessment }, choice, language),
    exceptions: exceptionFacts(material, assessment, choice, language),
    restrictions: assessment.sanctions.map((sanction) =>
      restrictionFacts(sanction, language, material.platform.zone, choice.territories),
    ),
    source: statementSource(material.source, material.notices),
    automation: automationOf(material, choice),
    redress: redressAt(appealUrl, appealEndsOn, language),
    outcome: "violation",
  } as const;
}

/** Everything the affected person's statement may say. There is no field for who reported or who decided. */
export function affectedFacts(
  material: CaseMaterial,
  assessment: Assessment,
  choice: Choice,
  to: Addressing,
): AffectedFacts {
  const { count, points } = assessment;
  const told = common(material, assessment, choice, to);
  return {
    ...told,
    redress: redressHeld(told.redress, material, assessment.effectiveAt),
    isOrdered: orderBehind(material) !== null,
    replaced: replacedFacts(material, assessment, to),
    help: helpOf(material, { clause: assessment.clause, evidence: choice.evidence }, material.account?.jurisdiction),
    addressee: "affected",
    revealed: revealedNames(material, choice.ground),
    count:
      count && count.after > 0
        ? { before: count.before, after: count.after, counted: countedWords(material.pack, count.counter, to.words) }
        : null,
    table: tableGround(material.pack, assessment),
    points,
  };
}

/** What one notifier is told of a violation: the finding and what was done with the content. */
export function notifierFacts(
  material: CaseMaterial,
  assessment: Assessment,
  choice: Choice,
  to: Addressing & { notice: CaseNotice; isAffectedTold: boolean },
): NotifierFacts {
  const isNamed = to.isAffectedTold && to.notice.isRevealed && choice.ground !== "terms";
  const { effectiveAt } = assessment;
  return {
    ...common(material, assessment, choice, to),
    ...{ addressee: "notifier", isNamed, dispute: to.notice.dispute ?? null },
    authority: authorityTold(material, { effectiveAt, ground: choice.ground }),
  };
}

/** What was looked at, and against what. Content that the desk never held was not read, and the letter does not say so. */
function lookedAt(
  material: CaseMaterial,
  ref: string | null,
  { language, words }: Pick<Addressing, "language" | "words">,
): string {
  const clause = material.pack.clauses.find((known) => known.ref === ref);
  const platform = inLanguage(material.platform.name, language);
  const held = isContentHeld(material) ? "cleared" : "cleared.notHeld";
  return clause
    ? words(`${held}.clause`, {
        ref: clause.ref,
        title: titleInLetter(material.pack, clause, language, words),
        platform,
      })
    : words(`${held}.rules`, { platform });
}

/** What one notifier is told when nothing was found: the rules it was read against, and the reason if one was typed. */
export function clearedFacts(
  material: CaseMaterial,
  finding: { rationale: string; clause: string | null; decidedAt: Date; effectiveAt: Date },
  { language, zone, appealUrl, words }: Addressing,
): NotifierFacts {
  const platformName = inLanguage(material.platform.name, language);
  const { decidedOn, appealEndsOn } = addresseeDays(finding, zone);
  return {
    ...({ addressee: "notifier", outcome: "no_violation", language } as const),
    help: helpOf(material, null),
    reference: material.reference,
    platformName,
    decidedOn,
    zone,
    platformZone: material.platform.zone,
    content: {
      ...whatItIs(material),
      date: material.snapshot.contentAtKnown ? snapshotDay(material) : null,
      excerpt: material.snapshot.text.trim() || material.snapshot.title.trim() || null,
    },
    ground: null,
    clause: null,
    legal: null,
    facts: finding.rationale.trim() || lookedAt(material, finding.clause, { language, words }),
    evidence: [],
    exceptions: [],
    restrictions: [],
    source: statementSource(material.source, material.notices),
    automation: automationUnasked(material),
    redress: redressAt(appealUrl, appealEndsOn, language),
  };
}
