import { listFormat } from "@/i18n/formats";
import { letterLanguageOfTag } from "@/i18n/locales";
import { withTypedWords } from "@/lib/intake/typed-language.rules";
import { type Help, helpInWords } from "@/lib/platform/help.rules";
import {
  countriesInWords,
  dayInWords,
  intlTag,
  isChinese,
  languageInWords,
  type MessagePart,
  type Translate,
  zoneInWords,
} from "@/lib/platform/letter.rules";
import type { Localised } from "./contract";
import { heldIn } from "./localised.rules";
import type { AffectedFacts, ClauseFacts, RedressFacts, RestrictionFacts, StatementFacts } from "./statement.contract";
import { isForTrader } from "./statement-kind.rules";

/** Sections that the affected person's and the notifier's letters share. All are pure: facts in, sentences out. */
type Common = Pick<StatementFacts, "language" | "platformName" | "content" | "clause" | "ground">;

export function part(id: string, t: Translate, paragraphs: readonly (string | null)[]): MessagePart {
  return {
    id,
    heading: t(`part.${id}`),
    paragraphs: paragraphs.filter((text) => text !== null && text.trim() !== "") as string[],
  };
}

/** Where the content is, of when, and a short quotation (S6, N4). */
export function contentPart({ content, language, platformName: platform }: Common, t: Translate): MessagePart {
  const { record, account } = content;
  if (record && account) {
    const told = t("content.account", { platform, account });
    // What a record says are words of our own: nobody is told that they wrote them.
    return { ...part("account", t, [told]), id: "content" };
  }
  return part("content", t, [
    content.date && t("content.dated", { kind: t(`kind.${content.kind}`), day: dayInWords(content.date, language) }),
    content.location.trim() && t("content.located", { location: content.location.trim() }),
    content.excerpt?.trim() ? t("content.excerpt", { excerpt: shortened(content.excerpt.trim()) }) : null,
  ]);
}

/** One restriction as a sentence with its term, and where it applies (S5, Art. 17(3)(a)). */
export function restrictionParagraph(
  restriction: RestrictionFacts,
  facts: Pick<StatementFacts, "platformName" | "platformZone" | "language"> | StatementFacts,
  t: Translate,
): string {
  const { platformName, language } = facts;
  const label = measureInWords(restriction, language, t);
  if (restriction.restricts === null) throw new Error(`whether "${label}" restricts anybody is not known yet`);
  if (!restriction.restricts) return t("restriction.notice", { label });
  const where =
    restriction.territories.length === 0
      ? t("restriction.everywhere", { platform: platformName })
      : t("restriction.countries", { countries: countriesInWords(restriction.territories, language) });
  const sentences = [termSentence(restriction, facts, t), where];
  if (restriction.barsReEntry) sentences.push(t("restriction.barsReEntry", { platform: platformName }));
  return joined(language, sentences);
}

/**
 * A measure in our words and then as the platform words it: what happens to somebody is told in their own language
 * (Art. 17(4), S11), and what was done is no order to the reader, which English labels read like. Chinese labels say what
 * is done. Words of our own come without a language.
 */
export function measureInWords(
  { label: words, labelLanguage, dsaDecision }: Pick<RestrictionFacts, "label" | "labelLanguage" | "dsaDecision">,
  language: Common["language"],
  t: Translate,
): string {
  const label = withoutStop(words);
  const isOurs = labelLanguage === undefined;
  const isPlain = isChinese(language) && (labelLanguage === language || labelLanguage === chineseFor(language));
  return isOurs || isPlain || dsaDecision === null
    ? label
    : t("restriction.named", { measure: t(`measure.${dsaDecision}`), label });
}

/** A stored measure as every letter names it, the answer to an appeal as the statement before it. */
export function storedMeasureInWords(
  { label, dsaValue }: { label: Localised; dsaValue: string | null },
  language: Common["language"],
  t: Translate,
): string {
  const held = heldIn(label, language);
  return measureInWords({ label: held.text, labelLanguage: held.language, dsaDecision: dsaValue }, language, t);
}

/** Either Chinese is read by readers of the other. */
const chineseFor = (language: Common["language"]) => (language === "zh-Hant" ? "zh-Hans" : null);

/** Named as a measure, because a label reads like an order. An end is told to its last minute, and a stated length with it. */
function termSentence(
  restriction: RestrictionFacts,
  facts: Pick<StatementFacts, "platformZone" | "language"> | StatementFacts,
  t: Translate,
): string {
  const { platformZone, language } = facts;
  const { startsOn, term } = restriction;
  const label = measureInWords(restriction, language, t);
  const start = dayInWords(startsOn, language);
  // What ends with a deed of the trader has an end, though no day of it is known (Art. 30(3)).
  const isTrader = "addressee" in facts && isForTrader(facts);
  if (term.kind === "indefinite" && isTrader) return t("restriction.untilCorrected", { label, start });
  if (term.kind !== "until") return t(`restriction.${term.kind}`, { label, start });
  const end = dayInWords(term.endsOn, language);
  const zone = zoneInWords(platformZone, term.endsOn, language);
  if (term.days === null) return t("restriction.until", { label, start, end, zone });
  return t("restriction.untilDays", { label, start, end, zone, days: term.days });
}

/** Days of measures are the platform's; said where the reader lives by another clock (Q47). Null where it is the same. */
export function zoneParagraph(
  { zone, platformZone, decidedOn, language, restrictions }: StatementFacts,
  t: Translate,
): string | null {
  if (restrictions.every(({ restricts }) => !restricts)) return null;
  const names = [platformZone, zone].map((each) => zoneInWords(each, decidedOn, language));
  return names[0] === names[1] ? null : t("restriction.zone", { zone: names[0] ?? platformZone });
}

/** The clause, its version and its words; our summary is marked as ours (S9, Q18). Null where the ground is law alone. */
export function rulePart({ clause, ground, language }: Common, t: Translate): MessagePart | null {
  if (clause === null || ground === "law") return null;
  return part("rule", t, [
    t("rule.cited", {
      ref: clause.ref,
      title: clause.title,
      document: clause.documentTitle,
      version: clause.versionLabel,
    }),
    inForce(clause, language, t),
    otherLanguage(clause, language, t),
    clause.summary.trim() && t("rule.summary", { summary: clause.summary.trim() }),
    originalWords(clause, language, t),
  ]);
}

/** Said where what we quote of the rule is not in the reader's language; null where it is. */
function otherLanguage({ textLanguage }: ClauseFacts, language: Common["language"], t: Translate): string | null {
  if (textLanguage === undefined || textLanguage === language || textLanguage === chineseFor(language)) return null;
  return t("rule.otherLanguage", { language: languageInWords(textLanguage, language) });
}

function originalWords(
  { original, originalLanguage }: ClauseFacts,
  language: Common["language"],
  t: Translate,
): string | null {
  if (!original?.trim()) return null;
  const published = originalLanguage ? letterLanguageOfTag(originalLanguage) : null;
  if (!originalLanguage || published === language || published === chineseFor(language))
    return t("rule.original", { original: original.trim() });
  const name = languageInWords(originalLanguage, language);
  return t("rule.originalIn", { original: original.trim(), language: name });
}

function inForce(clause: ClauseFacts, language: Common["language"], t: Translate): string | null {
  if (clause.effectiveFrom === null) return null;
  const from = dayInWords(clause.effectiveFrom, language);
  if (clause.effectiveTo === null) return t("rule.inForceSince", { from });
  return t("rule.inForceBetween", { from, to: dayInWords(clause.effectiveTo, language) });
}

/** The legal ground and why the content is illegal on it (S8). Null where the ground is the rules alone. */
export function lawPart(facts: StatementFacts, t: Translate): MessagePart | null {
  const { legal, ground } = facts;
  if (legal === null || ground === null || ground === "terms") return null;
  const isForMisuse = facts.addressee === "affected" && facts.isForMisuse === true;
  const told = part("law", t, [
    t("law.ground", { ground: legal.ground }),
    t(isForMisuse || isForTrader(facts) ? "law.applied" : "law.explanation", { explanation: legal.explanation }),
  ]);
  return withTypedWords(told, [legal.ground, legal.explanation], facts.language, t);
}

/**
 * The facts, as typed; then the words of the content, each once and in order, and one sentence that ties them to what the
 * rule asks for: its bound elements, else what it describes (S6, Q25).
 */
export function factsPart(told: StatementFacts, t: Translate): MessagePart {
  return withTypedWords(reasoned(told, t), [told.facts], told.language, t);
}

function reasoned({ facts, evidence, clause, ground, language }: StatementFacts, t: Translate): MessagePart {
  const quotes = quotesInWords(
    evidence.map(({ quote }) => quote),
    language,
    t,
  );
  if (quotes === "") return part("facts", t, [facts.trim()]);
  const elements = distinct(evidence.map(({ shows }) => withoutStop(shows ?? "")));
  const shown = elements.join(isChinese(language) ? "；" : "; ");
  const rule = ground === "law" ? null : clause;
  const reasoning =
    shown !== ""
      ? t(rule ? "facts.elements" : "facts.shows", { ref: rule?.ref ?? "", shown })
      : rule?.summary.trim()
        ? t("facts.described", { ref: rule.ref, summary: withoutStop(rule.summary) })
        : null;
  return part("facts", t, [facts.trim(), t("facts.quotes", { quotes }), reasoning]);
}

/** Words of the content as one list, none twice: “a”, “b” and “c”. Empty without any. */
export function quotesInWords(quotes: readonly string[], language: Common["language"], t: Translate): string {
  return listFormat(intlTag(language), { type: "conjunction" }).format(
    distinct(quotes).map((text) => t("facts.quote", { text })),
  );
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ""))];
}

export function exceptionsPart({ exceptions, language }: StatementFacts, t: Translate): MessagePart {
  const paragraphs = exceptions.map(({ title, applies, why }) =>
    t(applies ? "exception.applies" : "exception.doesNotApply", { title: withoutStop(title), why: why.trim() }).trim(),
  );
  const typed = exceptions.map(({ why }) => why);
  return withTypedWords(part("exceptions", t, paragraphs), typed, language, t);
}

/** Why these measures: which violation it is, and the row that leads from there to them. Null where no table fixed them. */
export function tableParagraph({ table, count, language }: AffectedFacts, t: Translate): string | null {
  if (table === null) return null;
  return joined(language, [...(count ? [t("record.count", count)] : []), t(`record.table.${table.column}`, table)]);
}

/** What stands in the person's record; a count that led to the measures is told beside them instead. */
export function recordPart({ count, table, points }: AffectedFacts, t: Translate): MessagePart {
  return part("record", t, [
    count && table === null ? t("record.count", count) : null,
    points && points.added > 0 ? t("record.points", points) : null,
  ]);
}

/**
 * Complaint, certified body, court (S10, Arts 20, 21). Three ways side by side: nothing here may say or suggest that the
 * complaint has to come first (D1).
 */
export function redressPart(
  redress: RedressFacts,
  { language, zone }: { language: Common["language"]; zone: string },
  t: Translate,
): MessagePart {
  const { appealUrl, appealEndsOn, disputeBodiesUrl, disputePageUrl } = redress;
  return part("redress", t, [
    appealUrl && t("redress.complain", { url: appealUrl }),
    appealUrl &&
      (appealEndsOn
        ? t("redress.complainUntil", {
            day: dayInWords(appealEndsOn, language),
            zone: zoneInWords(zone, appealEndsOn, language),
          })
        : t("redress.complainAnswered")),
    t("redress.dispute"),
    disputeBodiesUrl && t("redress.disputeList", { url: disputeBodiesUrl }),
    disputePageUrl ? t("redress.disputeOwnList", { url: disputePageUrl }) : null,
    t("redress.court"),
  ]);
}

/** Where people find help, in the reader's language; nothing where the content is of no such kind (Q88). */
export function helpPart(places: readonly Help[] = [], language: Common["language"], t: Translate) {
  if (places.length === 0) return null;
  const lines = places.map((place) => t("help.line", helpInWords(place, language)));
  return part("help", t, [t("help.why"), ...lines]);
}

export function referencePart(reference: string, t: Translate): MessagePart {
  return part("reference", t, [t("reference.quote", { reference })]);
}

/** Sentences of one paragraph; Chinese has no space between sentences. */
export function joined(language: Common["language"], sentences: readonly string[]): string {
  return sentences.join(isChinese(language) ? "" : " ");
}

/** Labels come with or without a full stop; the sentence brings its own. */
export function withoutStop(label: string): string {
  return label.trim().replace(/[.。]+$/u, "");
}

/** A quotation short enough to recognise the content by; counted in code points, so no character is cut in two. */
function shortened(text: string, limit = 280): string {
  const points = [...text];
  return points.length > limit ? `${points.slice(0, limit).join("")}…` : text;
}
