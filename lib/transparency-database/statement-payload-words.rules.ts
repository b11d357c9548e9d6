import { foreignKeywords, keywordsOf } from "@/lib/platform/statement-values.rules";
import { eanRule, type FieldRule, fieldRules, restrictionFields } from "./payload-fields.rules";
import { findPersonalData, type PersonalDataKind } from "./personal-data.rules";
import type { PayloadProblem } from "./statement-payload.rules";

export type FieldMessage = { field: string; message: string };

/** What a field with a pattern takes, by field. */
const forms: Readonly<Record<string, string>> = {
  puid: 'only the letters a to z and A to Z, digits, "-" and "_"',
  content_id_ean: "exactly 13 digits",
  [eanRule.name]: "exactly 13 digits",
};
/** Lists up to this long are given whole. */
const listedWhole = 31;
const shownCharacters = 60;

/**
 * One failing field as a sentence in English, as the API answers: this goes to programs and their authors.
 * `value` is what the payload has in the field; a value that is not allowed is named with what is.
 */
export function problemSentence({ field, reason, limit }: PayloadProblem, value: unknown): string {
  const sentences: Record<PayloadProblem["reason"], () => string> = {
    not_an_object: () => (field ? `${field} must be an object.` : "The payload must be one JSON object."),
    required: () =>
      restrictionFields.includes(field)
        ? `At least one of ${restrictionFields.join(", ")} must be given.`
        : `${field} is required here.`,
    null_refused: () => `${field} may be left out, but not be null or empty.`,
    not_text: () => `${field} must be a string.`,
    too_long: () => `${field} may have at most ${limit} characters.`,
    wrong_pattern: () => `${field} has ${shown(value)}, but may have ${forms[field] ?? "another form"}.`,
    not_url: () => `${field} must be an address such as https://example.org/rules.`,
    not_date: () => `${field} must be a day of the calendar, written YYYY-MM-DD.`,
    too_early: () => `${field} must not be before ${limit}.`,
    too_late: () => `${field} must not be after ${limit}.`,
    not_in_list: () => notInList(field, value),
    not_a_list: () => `${field} must be an array.`,
  };
  return sentences[reason]();
}

function notInList(field: string, value: unknown): string {
  const of = listOf(fieldRules.find(({ name }) => name === field));
  const wrong = (Array.isArray(value) ? value : [value]).filter((one) => !of.some((allowed) => allowed === one));
  const allowed = of.length <= listedWhole ? of.join(", ") : `${of.length} values such as ${of.slice(0, 3).join(", ")}`;
  return `${field} has ${shown(wrong[0])}, which is not in the list for this field. Allowed: ${allowed}.`;
}

function listOf(rule: FieldRule | undefined): readonly string[] {
  return rule && "of" in rule.kind ? rule.kind.of : [];
}

/** A value as JSON, cut where it is long. */
function shown(value: unknown): string {
  const points = [...(JSON.stringify(value) ?? "nothing")];
  return points.length > shownCharacters ? `${points.slice(0, shownCharacters).join("")}…` : points.join("");
}

const kindWords: Readonly<Record<PersonalDataKind, string>> = {
  email: "an e-mail address",
  phone: "a telephone number",
  handle: "the name of an account",
  url_with_id: "a link that names an account or an item",
  iban: "a bank account number (IBAN)",
  ip: "an IP address",
  id_number: "an identity number",
  card_number: "a card number",
  address: "a postal address",
  name: "the name of a person",
  birth_date: "the day on which somebody was born",
  order_number: "the number of an order",
};

/**
 * Fields of a payload whose free text looks like personal data (Transparency Database, B2), one entry for each kind and
 * field, without the data itself. The database would take such a statement, so this says nothing about its validity.
 */
export function personalDataWarnings(value: unknown): FieldMessage[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const given = new Map(Object.entries(value));
  return fieldRules
    .filter(({ kind }) => kind.type === "url" || (kind.type === "text" && !kind.pattern))
    .flatMap(({ name }) => {
      const text = given.get(name);
      if (typeof text !== "string") return [];
      const kinds = new Set(findPersonalData(text).map(({ kind }) => kind));
      return [...kinds].map((kind) => ({
        field: name,
        message: `${name} holds what looks like ${kindWords[kind]}. The database must be sent no personal data.`,
      }));
    });
}

/**
 * Keywords of a payload that belong to another category than the ones it has. The database takes any pairing, so this says
 * nothing about validity; the transparency report counts a keyword in its own category (Implementing Regulation 2024/2835).
 */
export function keywordWarnings(value: unknown): FieldMessage[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  const given = new Map<string, unknown>(Object.entries(value));
  const listIn = (field: string): unknown[] => [given.get(field)].flat().map(trimmedText);
  const own = trimmedText(given.get("category"));
  return foreignKeywords([own, ...listIn("category_addition")], listIn("category_specification")).map((keyword) => {
    const homes = Object.entries(keywordsOf).flatMap(([category, all]) => (all.includes(keyword) ? [category] : []));
    const belongs = homes.length > 0 ? `belongs to ${homes.join(" and ")}` : "belongs to no category of the report";
    return {
      field: "category_specification",
      message: `${keyword} ${belongs}, not to ${own}. The database takes it; the transparency report has no row for the pair.`,
    };
  });
}

const trimmedText = (value: unknown) => (typeof value === "string" ? value.trim() : value);
