import { keywordOther, type StatementCategory } from "@/lib/platform/statement-values.rules";
import { withoutTurns } from "@/lib/platform/text.rules";
import { findPersonalData, redact } from "@/lib/transparency-database/personal-data.rules";
import type { PersonalDataKind } from "@/lib/transparency-database/personal-data-patterns.rules";
import { type PayloadVerdict, validateStatementPayload } from "@/lib/transparency-database/statement-payload.rules";
import { territories as unionStates } from "@/lib/transparency-database/statement-schema";
import { restrictionFields } from "./restriction-fields.rules";
import type {
  ClauseFacts,
  contentKinds,
  decisionGrounds,
  RestrictionFacts,
  statementSources,
} from "./statement.contract";
import { type PerhapsName, perhapsNames, wordsIn } from "./typed-words.rules";
import { namesFound, namesWithheld, withhold } from "./withhold.rules";

/** What the database is told of a decision. Its texts are written for the public, apart from the person's statement (B2). */
export type DecisionForDatabase = {
  /** Made once when the decision is made, random, never reused (B3). */
  puid: string;
  restrictions: readonly RestrictionFacts[];
  accountType: "business" | "private" | null;
  ground: (typeof decisionGrounds)[number];
  clause: ClauseFacts | null;
  /** Where the rules can be read, or null. */
  rulesUrl: string | null;
  legal: { ground: string; explanation: string } | null;
  /** Which words of `legal` a person typed; the others are of a catalogue. */
  typed: { ground: boolean; explanation: boolean };
  /** Why the content does not fit the clause. */
  explanation: string;
  facts: string;
  /** Null where no clause says it: the copy is then incomplete, and a person completes it. */
  category: StatementCategory | null;
  /** One keyword of that category; the transparency report counts one a decision. */
  keyword: string | null;
  /** Only with KEYWORD_OTHER. */
  keywordDescription: string | null;
  contentKind: (typeof contentKinds)[number];
  contentDate: string;
  /** ISO 639-1 in either case, or null where it is not known. */
  contentLanguage: string | null;
  ean13: string | null;
  source: (typeof statementSources)[number];
  /** Whether the notice claimed illegality: reports about terms alone are no Article 16 notices (N12). */
  legalClaim: boolean;
  automation: { detected: boolean; decision: "none" | "partial" | "full" };
};

export type DatabaseCopy = PayloadVerdict & {
  payload: Record<string, unknown>;
  /** What was taken out of which field, for a person to look at before it is sent. */
  removed: { field: string; kind: FoundKind }[];
  /** The texts that something was taken out of or that somebody typed, as they were, and what in them is to be read. */
  cleaned: { field: string; text: string; places: (FoundPlace | PerhapsName)[]; isTyped?: boolean }[];
};

export type FoundKind = PersonalDataKind;
/** `start` and `end` count UTF-16 units, end exclusive. */
export type FoundPlace = { kind: FoundKind; start: number; end: number };

const contentTypeOf: Readonly<Record<DecisionForDatabase["contentKind"], string>> = {
  post: "CONTENT_TYPE_TEXT",
  comment: "CONTENT_TYPE_TEXT",
  review: "CONTENT_TYPE_TEXT",
  message: "CONTENT_TYPE_TEXT",
  listing: "CONTENT_TYPE_PRODUCT",
  image: "CONTENT_TYPE_IMAGE",
  video: "CONTENT_TYPE_VIDEO",
  livestream: "CONTENT_TYPE_VIDEO",
  profile: "CONTENT_TYPE_OTHER",
  advertisement: "CONTENT_TYPE_OTHER",
  account: "CONTENT_TYPE_OTHER",
  other: "CONTENT_TYPE_OTHER",
};
const automatedDecisionOf = {
  none: "AUTOMATED_DECISION_NOT_AUTOMATED",
  partial: "AUTOMATED_DECISION_PARTIALLY",
  full: "AUTOMATED_DECISION_FULLY",
} as const;

/** A copy leaves unseen only if the database would take it, nothing was taken out of it and nobody typed words of it. */
export function copyState({
  valid,
  removed,
  cleaned,
}: Pick<DatabaseCopy, "valid" | "removed" | "cleaned">): "ready" | "to_review" {
  return valid && removed.length === 0 && cleaned.length === 0 ? "ready" : "to_review";
}

/**
 * The payload for the Commission's database (Art. 24(5)): without personal data, and judged by the database's own rules.
 * It may be sent only if `valid`. `withheld` are the names of all people in the case; they become "[name]".
 * @param looksAtTyped whether texts that somebody typed words of are listed for a person, though nothing was found in them
 */
export function databaseCopy(
  decision: DecisionForDatabase,
  withheld: readonly string[] = [],
  looksAtTyped = true,
): DatabaseCopy {
  const typed = new Set(looksAtTyped ? typedFields(decision) : []);
  const known = knownWords(decision);
  const removed: DatabaseCopy["removed"] = [];
  const cleaned: DatabaseCopy["cleaned"] = [];
  const clean = (field: string, given: string, limit: number): string => {
    const text = withoutTurns(given);
    if (namesWithheld(text, withheld)) removed.push({ field, kind: "name" });
    const wide = widerThanNames(text.normalize("NFC"), withheld);
    for (const { kind } of wide) removed.push({ field, kind });
    const unnamed = withhold(cut(text.normalize("NFC"), wide), withheld, "[name]");
    for (const { kind } of findPersonalData(unnamed)) removed.push({ field, kind });
    const found = placesIn(text, withheld);
    if (typed.has(field)) cleaned.push({ field, ...withPerhapsNames(found, known), isTyped: true });
    else if (removed.some((one) => one.field === field)) cleaned.push({ field, ...found });
    return clipped(redact(unnamed).trim(), limit);
  };
  const payload = withoutNulls({
    puid: decision.puid,
    ...restrictionFields(decision.restrictions, (field, text) => clean(field, text, 500)),
    account_type: decision.accountType && `ACCOUNT_TYPE_${decision.accountType.toUpperCase()}`,
    ...groundFields(decision, clean),
    decision_ground_reference_url: decision.rulesUrl,
    ...categoryFields(decision, clean),
    ...contentFields(decision),
    decision_facts: clean("decision_facts", decision.facts, 5000),
    source_type: sourceType(decision),
    automated_detection: decision.automation.detected ? "Yes" : "No",
    automated_decision: automatedDecisionOf[decision.automation.decision],
  });
  return { payload, removed, cleaned, ...validateStatementPayload(payload) };
}

/** The fields that a person typed words of: everything else is made of codes, of the rules and of catalogues. */
function typedFields({ ground, legal, typed }: DecisionForDatabase): string[] {
  if (!legal) return [];
  if (ground === "terms_and_law") return typed.ground || typed.explanation ? ["incompatible_content_explanation"] : [];
  return [
    ...(typed.ground ? ["illegal_content_legal_ground"] : []),
    ...(typed.explanation ? ["illegal_content_explanation"] : []),
  ];
}

/** Words of the rules, of the platform and of our own sentences: in capitals or not, they name nobody. */
function knownWords({ clause, facts, explanation }: DecisionForDatabase): ReadonlySet<string> {
  const cited = clause ? [clause.documentTitle, clause.versionLabel, clause.title, clause.summary] : [];
  return wordsIn([...cited, facts, explanation].join("\n"));
}

function withPerhapsNames({ text, places }: { text: string; places: FoundPlace[] }, known: ReadonlySet<string>) {
  const others = perhapsNames(text, known).filter(
    (one) => !places.some((place) => one.start < place.end && place.start < one.end),
  );
  return { text, places: [...places, ...others].sort((a, b) => a.start - b.start) };
}

/** A text and every place in it that names someone or looks like personal data; places do not overlap. */
export function placesIn(given: string, withheld: readonly string[]): { text: string; places: FoundPlace[] } {
  const text = given.normalize("NFC");
  const all: FoundPlace[] = [
    ...widerThanNames(text, withheld),
    ...namesFound(text, withheld).map((place) => ({ kind: "name" as const, ...place })),
    ...findPersonalData(text).map(({ kind, start, end }) => ({ kind, start, end })),
  ];
  const places: FoundPlace[] = [];
  for (const place of all) {
    if (!places.some((other) => place.start < other.end && other.start < place.end)) places.push(place);
  }
  return { text, places: places.sort((a, b) => a.start - b.start) };
}

/** Personal data that a name is only a part of, as in an address: all of it goes, not the name in its middle. */
function widerThanNames(text: string, withheld: readonly string[]): FoundPlace[] {
  const names = namesFound(text, withheld);
  if (names.length === 0) return [];
  return findPersonalData(text)
    .filter(({ start, end }) =>
      names.some((name) => name.start >= start && name.end <= end && name.end - name.start < end - start),
    )
    .map(({ kind, start, end }) => ({ kind, start, end }));
}

function cut(text: string, places: readonly FoundPlace[]): string {
  return [...places]
    .reverse()
    .reduce((rest, { kind, start, end }) => `${rest.slice(0, start)}[${kind}]${rest.slice(end)}`, text);
}

type Clean = (field: string, text: string, limit: number) => string;

/** Rules and law together are sent as a breach of the rules that is also illegal: the schema has a flag for just that. */
function groundFields({ ground, clause, legal, explanation }: DecisionForDatabase, clean: Clean) {
  if (ground === "law") {
    return {
      decision_ground: "DECISION_GROUND_ILLEGAL_CONTENT",
      illegal_content_legal_ground: clean("illegal_content_legal_ground", legal?.ground ?? "", 500),
      illegal_content_explanation: clean("illegal_content_explanation", legal?.explanation ?? "", 2000),
    };
  }
  const cited = clause ? `${clause.documentTitle}, ${clause.versionLabel}: ${clause.ref} ${clause.title}` : "";
  const law = ground === "terms_and_law" && legal ? `\n${legal.ground}: ${legal.explanation}` : "";
  return {
    decision_ground: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    incompatible_content_ground: clipped(cited, 500),
    incompatible_content_explanation: clean("incompatible_content_explanation", explanation + law, 2000),
    // Left out where illegality was not judged: null would be refused, and "No" would claim too much.
    incompatible_content_illegal: ground === "terms_and_law" ? "Yes" : null,
  };
}

function categoryFields({ category, keyword, keywordDescription }: DecisionForDatabase, clean: Clean) {
  const described = keyword === keywordOther && keywordDescription !== null;
  return {
    category,
    category_specification: keyword === null ? null : [keyword],
    category_specification_other: described ? clean("category_specification_other", keywordDescription, 500) : null,
  };
}

function contentFields(decision: DecisionForDatabase) {
  const type = contentTypeOf[decision.contentKind];
  const scope = decision.restrictions.filter(({ dsaDecision }) => dsaDecision !== null);
  const everywhere = scope.some(({ territories }) => territories.length === 0);
  const starts = scope.map(({ startsOn }) => startsOn).sort((a, b) => (a < b ? -1 : 1));
  return {
    content_type: [type],
    content_type_other: type === "CONTENT_TYPE_OTHER" ? decision.contentKind : null,
    content_date: decision.contentDate,
    content_language: decision.contentLanguage?.toUpperCase() ?? null,
    content_id: decision.ean13 === null ? null : { "EAN-13": decision.ean13 },
    territorial_scope: territorialScope(everywhere ? null : scope.flatMap(({ territories }) => territories)),
    application_date: starts[0] ?? null,
  };
}

/** A trusted flagger is one only for claims of illegality (N12), in its own area: else it has told us as anybody may. */
function sourceType({ source, legalClaim }: DecisionForDatabase): string {
  if (source === "own_initiative") return "SOURCE_VOLUNTARY";
  if (source === "trusted_flagger" && legalClaim) return "SOURCE_TRUSTED_FLAGGER";
  const isReported = source === "notice" || source === "authority_and_report";
  return isReported && legalClaim ? "SOURCE_ARTICLE_16" : "SOURCE_TYPE_OTHER_NOTIFICATION";
}

/** States of the Union and the EEA only; null means everywhere, and then all of them. The API page asks for it always. */
function territorialScope(codes: readonly string[] | null): string[] {
  return codes === null ? [...unionStates] : unionStates.filter((code) => codes.includes(code));
}

/** Cut to the database's limit in code points, with a sign that it was cut. */
function clipped(text: string, limit: number): string {
  const points = [...text];
  return points.length > limit ? `${points.slice(0, limit - 1).join("")}…` : text;
}

function withoutNulls(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
