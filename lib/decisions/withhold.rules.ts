import { normalise, spanInOriginal } from "@/lib/matching/normalise.rules";
import { formsOf, hasSameCapitals, type NameForm } from "./name-parts.rules";
import type { AffectedFacts, NotifierFacts, StatementFacts, Withheld } from "./statement.contract";

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
/** Letters beside which a name is part of another word. Chinese has no edges: 由Anna确认 names her. */
const edge = "(?!\\p{Script=Han})[\\p{L}\\p{N}_]";

type Place = { start: number; end: number };

/** Where a form stands in the folded text, as a word of its own unless it is Chinese. */
function placesOf({ folded, hasHan }: NameForm, text: string): Place[] {
  // Making an expression costs milliseconds, and hardly any text names anybody.
  if (!text.includes(folded)) return [];
  const found = hasHan ? literal(folded) : `(?<!${edge})${literal(folded)}(?!${edge})`;
  return [...text.matchAll(new RegExp(found, "gu"))].map(({ index }) => ({ start: index, end: index + folded.length }));
}

/**
 * Where a text (in NFC) names someone, in order, apart from each other; `end` exclusive, in UTF-16 units. Width, accents,
 * look-alikes and traditional characters hide nobody (the folding of the matcher). For a person who looks at it.
 * @param shortest letters that a part of a name has at least to count
 */
export function namesFound(text: string, withheld: Withheld, shortest = 3): Place[] {
  const plain = normalise(text);
  const places = formsOf(withheld, shortest).flatMap((form) =>
    placesOf(form, plain.text)
      .map(({ start, end }) => spanInOriginal(plain, start, end))
      .filter(({ start, end }) => form.exactly === null || hasSameCapitals(text.slice(start, end), form.exactly)),
  );
  const joined: Place[] = [];
  for (const place of places.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = joined.at(-1);
    if (last && place.start < last.end) last.end = Math.max(last.end, place.end);
    else joined.push({ ...place });
  }
  return joined;
}

/** The text with every withheld name or address replaced. */
export function withhold(text: string, withheld: Withheld, replacement: string, shortest = 3): string {
  const plain = text.normalize("NFC");
  let [rest, from] = ["", 0];
  for (const { start, end } of namesFound(plain, withheld, shortest)) {
    rest += plain.slice(from, start) + replacement;
    from = end;
  }
  return rest + plain.slice(from);
}

/** Whether a text names someone who must stay unnamed: the desk warns before the decision is committed. */
export function namesWithheld(text: string, withheld: Withheld): boolean {
  return namesFound(text.normalize("NFC"), withheld).length > 0;
}

/**
 * The facts without the notifier's and the moderators' names, wherever somebody typed them (DSA Art. 17(3)(b), S6;
 * DESIGN 3.11). Where the passage around bound words names them, the bound words alone are quoted; a quotation of the content
 * that names them is left out whole: a gap in a person's own words would tell them who complained. The notifier's own words are never quoted to the affected person.
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
      .map((item) => (namesWithheld(item.quote, withheld) ? { ...item, quote: item.bound ?? item.quote } : item))
      .filter((item) => !namesWithheld(item.quote, withheld))
      .map((item) => ({ ...item, shows: item.shows && clean(item.shows) })),
    exceptions: facts.exceptions.map((item) => ({ ...item, title: clean(item.title), why: clean(item.why) })),
    restrictions: facts.restrictions.map((item) => ({ ...item, label: clean(item.label) })),
  };
}
