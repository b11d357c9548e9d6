import type { AffectedFacts, NotifierFacts, StatementFacts, Withheld } from "./statement.contract";

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
const edge = "[\\p{L}\\p{N}_]";

/** Whole names and addresses count in any case; "Will" of "Will Smith" only as a word written just so. */
function finders(withheld: Withheld): RegExp[] {
  const wholes = withheld.map((name) => name.normalize("NFC").trim()).filter((name) => [...name].length >= 2);
  const parts = wholes.flatMap(partsOf).filter((part) => [...part].length >= 3);
  return [pattern(wholes, "giu"), pattern(parts, "gu")].filter((found) => found !== null);
}

/** The words of a name; of an address the part before the @, if it looks like a person and not like "info". */
function partsOf(name: string): string[] {
  if (!name.includes("@")) return name.split(/[\s,]+/);
  const local = name.slice(0, name.indexOf("@"));
  return /[\d._-]/.test(local) ? [local] : [];
}

function pattern(names: readonly string[], flags: string): RegExp | null {
  const longestFirst = [...new Set(names)].sort((a, b) => b.length - a.length);
  const found = longestFirst.map((name) =>
    /\p{Script=Han}/u.test(name) ? literal(name) : `(?<!${edge})${literal(name)}(?!${edge})`,
  );
  return found.length === 0 ? null : new RegExp(found.join("|"), flags);
}

/** The text with every withheld name or address replaced. */
export function withhold(text: string, withheld: Withheld, replacement: string): string {
  return finders(withheld).reduce((rest, found) => rest.replace(found, () => replacement), text.normalize("NFC"));
}

/** Whether a text names someone who must stay unnamed: the desk warns before the decision is committed. */
export function namesWithheld(text: string, withheld: Withheld): boolean {
  return finders(withheld).some((found) => found.test(text.normalize("NFC")));
}

/**
 * The facts without the notifier's and the moderators' names, wherever somebody typed them (DSA Art. 17(3)(b), S6;
 * DESIGN 3.11). A quotation of the content that names them is left out whole: a gap in a person's own words would tell
 * them who complained. The notifier's own words are never quoted to the affected person.
 */
export function withoutNames<Facts extends StatementFacts>(
  facts: Facts,
  withheld: Withheld,
  replacement: string,
): Facts;
export function withoutNames(
  facts: AffectedFacts | NotifierFacts,
  withheld: Withheld,
  replacement: string,
): AffectedFacts | NotifierFacts {
  const clean = (text: string) => withhold(text, withheld, replacement);
  const excerpt = facts.content.excerpt;
  return {
    ...facts,
    content: {
      ...facts.content,
      location: withhold(facts.content.location, withheld, "…"),
      excerpt: excerpt !== null && namesWithheld(excerpt, withheld) ? null : excerpt,
    },
    legal: facts.legal && { ground: clean(facts.legal.ground), explanation: clean(facts.legal.explanation) },
    facts: clean(facts.facts),
    evidence: facts.evidence
      .filter((item) => facts.addressee === "notifier" || item.in === "text")
      .filter((item) => !namesWithheld(item.quote, withheld))
      .map((item) => ({ ...item, shows: item.shows && clean(item.shows) })),
    exceptions: facts.exceptions.map((item) => ({ ...item, title: clean(item.title), why: clean(item.why) })),
    restrictions: facts.restrictions.map((item) => ({ ...item, label: clean(item.label) })),
  };
}
