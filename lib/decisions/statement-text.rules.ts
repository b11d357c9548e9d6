import { countriesInWords, dayInWords, type MessagePart, type Translate } from "@/lib/platform/letter.rules";
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
  { platformName, language }: Pick<Common, "platformName" | "language">,
  t: Translate,
): string {
  const label = withoutStop(restriction.label);
  if (restriction.restricts === null) throw new Error(`whether "${label}" restricts anybody is not known yet`);
  if (!restriction.restricts) return t("restriction.notice", { label });
  const start = dayInWords(restriction.startsOn, language);
  const term = restriction.term;
  const sentence =
    term.kind === "until"
      ? t("restriction.until", { label, start, end: dayInWords(term.endsOn, language) })
      : t(`restriction.${term.kind}`, { label, start });
  const where =
    restriction.territories.length === 0
      ? t("restriction.everywhere", { platform: platformName })
      : t("restriction.countries", { countries: countriesInWords(restriction.territories, language) });
  return joined(language, [sentence, where]);
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

/** The facts, as typed, and what was quoted to show them (S6, Q25). */
export function factsPart({ facts, evidence }: StatementFacts, t: Translate): MessagePart {
  const quoted = evidence.map(({ quote, shows }) =>
    shows?.trim() ? t("facts.quoteShows", { quote, shows: shows.trim() }) : t("facts.quote", { quote }),
  );
  return part("facts", t, [facts.trim(), ...quoted]);
}

export function exceptionsPart({ exceptions }: StatementFacts, t: Translate): MessagePart {
  const paragraphs = exceptions.map(({ title, applies, why }) =>
    t(applies ? "exception.applies" : "exception.doesNotApply", { title, why: why.trim() }).trim(),
  );
  return part("exceptions", t, paragraphs);
}

export function recordPart({ count, points }: AffectedFacts, t: Translate): MessagePart {
  return part("record", t, [
    count && t("record.count", count),
    points && points.added > 0 ? t("record.points", points) : null,
  ]);
}

/**
 * Complaint, certified body, court (S10, Arts 20, 21). Three ways side by side: nothing here may say or suggest that the
 * complaint has to come first (D1).
 */
export function redressPart(redress: RedressFacts, language: Common["language"], t: Translate): MessagePart {
  const { appealUrl, appealEndsOn, disputeBodiesUrl } = redress;
  return part("redress", t, [
    appealUrl && t("redress.complain", { url: appealUrl }),
    appealUrl &&
      (appealEndsOn
        ? t("redress.complainUntil", { day: dayInWords(appealEndsOn, language) })
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
