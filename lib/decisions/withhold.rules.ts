import type { AffectedFacts, NotifierFacts, StatementFacts, Withheld } from "./statement.contract";

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
const edge = "[\\p{L}\\p{N}_]";

type Names = { wholes: string[]; parts: string[] };

/** Whole names and addresses count in any case; "Will" of "Will Smith" only as a word written just so. */
function namesIn(withheld: Withheld): Names {
  const wholes = withheld.map((name) => name.normalize("NFC").trim()).filter((name) => [...name].length >= 2);
  return { wholes, parts: wholes.flatMap(partsOf).filter((part) => [...part].length >= 3) };
}

const folded = (text: string) => text.toUpperCase().toLowerCase();

/**
 * The expressions that find them. Making one costs milliseconds, and hardly any text names anybody: none is made for a
 * text in which no name stands at all, at whatever edge.
 */
function finders(withheld: Withheld, text: string): RegExp[] {
  const { wholes, parts } = namesIn(withheld);
  const lower = folded(text);
  const found = [
    pattern(
      wholes.filter((name) => lower.includes(folded(name))),
      "giu",
    ),
    pattern(
      parts.filter((part) => text.includes(part)),
      "gu",
    ),
  ];
  return found.filter((each) => each !== null);
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
  const plain = text.normalize("NFC");
  return finders(withheld, plain).reduce((rest, found) => rest.replace(found, () => replacement), plain);
}

/** Whether a text names someone who must stay unnamed: the desk warns before the decision is committed. */
export function namesWithheld(text: string, withheld: Withheld): boolean {
  const plain = text.normalize("NFC");
  return finders(withheld, plain).some((found) => found.test(plain));
}

/** Where a text (in NFC) names someone, in order; `end` exclusive, in UTF-16 units. For a person who looks at it. */
export function namesFound(text: string, withheld: Withheld): { start: number; end: number }[] {
  const places = finders(withheld, text).flatMap((found) =>
    [...text.matchAll(found)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
  return places.sort((a, b) => a.start - b.start || b.end - a.end);
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
