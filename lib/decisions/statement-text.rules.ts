import {
  countriesInWords,
  dayInWords,
  type MessagePart,
  type Translate,
  zoneInWords,
} from "@/lib/platform/letter.rules";
import type { AffectedFacts, ClauseFacts, RedressFacts, RestrictionFacts, StatementFacts } from "./statement.contract";

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
export function contentPart({ content, language }: Common, t: Translate): MessagePart {
  return part("content", t, [
    content.date && t("content.dated", { kind: t(`kind.${content.kind}`), day: dayInWords(content.date, language) }),
    content.location.trim() && t("content.located", { location: content.location.trim() }),
    content.excerpt?.trim() ? t("content.excerpt", { excerpt: shortened(content.excerpt.trim()) }) : null,
  ]);
}

/** One restriction as a sentence with its term, and where it applies (S5, Art. 17(3)(a)). */
export function restrictionParagraph(
  restriction: RestrictionFacts,
  { platformName, platformZone, language }: Pick<StatementFacts, "platformName" | "platformZone" | "language">,
  t: Translate,
): string {
  const label = withoutStop(restriction.label);
  if (restriction.restricts === null) throw new Error(`whether "${label}" restricts anybody is not known yet`);
  if (!restriction.restricts) return t("restriction.notice", { label });
  const where =
    restriction.territories.length === 0
      ? t("restriction.everywhere", { platform: platformName })
      : t("restriction.countries", { countries: countriesInWords(restriction.territories, language) });
  const sentences = [termSentence(restriction, { platformZone, language }, t), where];
  if (restriction.barsReEntry) sentences.push(t("restriction.barsReEntry", { platform: platformName }));
  return joined(language, sentences);
}

/** Named as a measure, because a label reads like an order. An end is told to its last minute, and a stated length with it. */
function termSentence(
  { label: words, startsOn, term }: RestrictionFacts,
  { platformZone, language }: Pick<StatementFacts, "platformZone" | "language">,
  t: Translate,
): string {
  const label = withoutStop(words);
  const start = dayInWords(startsOn, language);
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
    clause.summary.trim() && t("rule.summary", { summary: clause.summary.trim() }),
    clause.original?.trim() ? t("rule.original", { original: clause.original.trim() }) : null,
  ]);
}

function inForce(clause: ClauseFacts, language: Common["language"], t: Translate): string | null {
  if (clause.effectiveFrom === null) return null;
  const from = dayInWords(clause.effectiveFrom, language);
  if (clause.effectiveTo === null) return t("rule.inForceSince", { from });
  return t("rule.inForceBetween", { from, to: dayInWords(clause.effectiveTo, language) });
}

/** The legal ground and why the content is illegal on it (S8). Null where the ground is the rules alone. */
export function lawPart({ legal, ground }: StatementFacts, t: Translate): MessagePart | null {
  if (legal === null || ground === null || ground === "terms") return null;
  return part("law", t, [
    t("law.ground", { ground: legal.ground }),
    t("law.explanation", { explanation: legal.explanation }),
  ]);
}

/**
 * The facts, as typed; then the words of the content, each once and in order, and one sentence that ties them to what the
 * rule asks for: its bound elements, else what it describes (S6, Q25).
 */
export function factsPart({ facts, evidence, clause, ground, language }: StatementFacts, t: Translate): MessagePart {
  const quotes = quotesInWords(
    evidence.map(({ quote }) => quote),
    language,
  );
  if (quotes === "") return part("facts", t, [facts.trim()]);
  const elements = distinct(evidence.map(({ shows }) => withoutStop(shows ?? "")));
  const shown = elements.join(language === "zh-Hans" ? "；" : "; ");
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
export function quotesInWords(quotes: readonly string[], language: Common["language"]): string {
  return new Intl.ListFormat(language === "en" ? "en-GB" : language, { type: "conjunction" }).format(
    distinct(quotes).map((text) => `“${text}”`),
  );
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ""))];
}

export function exceptionsPart({ exceptions }: StatementFacts, t: Translate): MessagePart {
  const paragraphs = exceptions.map(({ title, applies, why }) =>
    t(applies ? "exception.applies" : "exception.doesNotApply", { title: withoutStop(title), why: why.trim() }).trim(),
  );
  return part("exceptions", t, paragraphs);
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
  const { appealUrl, appealEndsOn, disputeBodiesUrl } = redress;
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
    t("redress.court"),
  ]);
}

export function referencePart(reference: string, t: Translate): MessagePart {
  return part("reference", t, [t("reference.quote", { reference })]);
}

/** Sentences of one paragraph; Chinese has no space between sentences. */
export function joined(language: Common["language"], sentences: readonly string[]): string {
  return sentences.join(language === "zh-Hans" ? "" : " ");
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
