import {
  decisionAccounts,
  decisionMonetaries,
  decisionProvisions,
  decisionVisibilities,
  keywords,
  statementCategories,
} from "@/lib/platform/statement-values.rules";
import {
  accountTypes,
  automatedDecisionValues,
  contentLanguages,
  contentTypes,
  decisionGroundValues,
  sourceTypes,
  territories,
  yesNo,
} from "./statement-schema";

/** A payload whose strings are trimmed and whose empty strings are null. */
export type Payload = Readonly<Record<string, unknown>>;
type Condition = (payload: Payload) => boolean;

export type FieldKind =
  | { type: "text"; max?: number; pattern?: RegExp }
  | { type: "url"; max: number }
  | { type: "date"; from?: string; to: string }
  | { type: "one"; of: readonly string[] }
  | { type: "many"; of: readonly string[] }
  | { type: "content_id" };

export type FieldRule = {
  name: string;
  kind: FieldKind;
  required: boolean | Condition;
  /** False: an explicit null or "" is refused although the key may be left out. */
  nullAccepted: boolean;
  /** When it holds, the database drops the value; what it still looks at is in `checkedAnyway`. */
  ignored?: Condition;
  checkedAnyway?: "length" | "value";
};

/** At least one of them is needed. */
export const restrictionFields: readonly string[] = [
  "decision_visibility",
  "decision_monetary",
  "decision_provision",
  "decision_account",
];

/** Absent, null and empty are one and the same to a "required" rule. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

const equals =
  (field: string, value: string): Condition =>
  (payload) =>
    payload[field] === value;
const holds =
  (field: string, value: string): Condition =>
  (payload) => {
    const held = payload[field];
    return held === value || (Array.isArray(held) && held.includes(value));
  };
const unless =
  (condition: Condition): Condition =>
  (payload) =>
    !condition(payload);
/** Required where none of the other three restrictions is given: then all four are reported. */
const onlyRestriction =
  (field: string): Condition =>
  (payload) =>
    restrictionFields.every((other) => other === field || isEmpty(payload[other]));

const text = (max: number): FieldKind => ({ type: "text", max });
const one = (of: readonly string[]): FieldKind => ({ type: "one", of });
const many = (of: readonly string[]): FieldKind => ({ type: "many", of });
const date = (from?: string): FieldKind => ({ type: "date", to: "2038-01-01", ...(from ? { from } : {}) });

const compulsory = (name: string, kind: FieldKind): FieldRule => ({ name, kind, required: true, nullAccepted: false });
const optional = (name: string, kind: FieldKind): FieldRule => ({ name, kind, required: false, nullAccepted: true });
const notNull = (name: string, kind: FieldKind): FieldRule => ({ name, kind, required: false, nullAccepted: false });
const restriction = (name: string, kind: FieldKind): FieldRule => ({
  name,
  kind,
  required: onlyRestriction(name),
  nullAccepted: true,
});
/** Needed when the condition holds, dropped when it does not. */
const onlyIf = (name: string, kind: FieldKind, when: Condition, checkedAnyway?: "length"): FieldRule => ({
  name,
  kind,
  required: when,
  nullAccepted: true,
  ignored: unless(when),
  ...(checkedAnyway ? { checkedAnyway } : {}),
});

const illegal = equals("decision_ground", "DECISION_GROUND_ILLEGAL_CONTENT");
const incompatible = equals("decision_ground", "DECISION_GROUND_INCOMPATIBLE_CONTENT");
const ean: FieldKind = { type: "text", pattern: /^[0-9]{13}$/ };

/**
 * The database's field rules, as its form request and its batch validator apply them (source code of 24 June 2026, which
 * wins over its documentation page where they differ).
 */
export const fieldRules: readonly FieldRule[] = [
  compulsory("puid", { type: "text", max: 500, pattern: /^[a-zA-Z0-9_-]+$/ }),
  restriction("decision_visibility", many(decisionVisibilities)),
  onlyIf("decision_visibility_other", text(500), holds("decision_visibility", "DECISION_VISIBILITY_OTHER"), "length"),
  optional("end_date_visibility_restriction", date()),
  restriction("decision_monetary", one(decisionMonetaries)),
  onlyIf("decision_monetary_other", text(500), equals("decision_monetary", "DECISION_MONETARY_OTHER")),
  optional("end_date_monetary_restriction", date()),
  restriction("decision_provision", one(decisionProvisions)),
  optional("end_date_service_restriction", date()),
  restriction("decision_account", one(decisionAccounts)),
  optional("end_date_account_restriction", date()),
  optional("account_type", one(accountTypes)),
  compulsory("decision_ground", one(decisionGroundValues)),
  optional("decision_ground_reference_url", { type: "url", max: 500 }),
  onlyIf("illegal_content_legal_ground", text(500), illegal),
  onlyIf("illegal_content_explanation", text(2000), illegal),
  onlyIf("incompatible_content_ground", text(500), incompatible),
  onlyIf("incompatible_content_explanation", text(2000), incompatible),
  // Checked, null included, even where the database then drops it.
  {
    ...notNull("incompatible_content_illegal", one(yesNo)),
    ignored: unless(incompatible),
    checkedAnyway: "value",
  },
  compulsory("category", one(statementCategories)),
  notNull("category_addition", many(statementCategories)),
  optional("category_specification", many(keywords)),
  optional("category_specification_other", text(500)),
  compulsory("content_type", many(contentTypes)),
  onlyIf("content_type_other", text(500), holds("content_type", "CONTENT_TYPE_OTHER"), "length"),
  compulsory("content_date", date("2000-01-01")),
  optional("content_language", one(contentLanguages)),
  optional("content_id", { type: "content_id" }),
  optional("territorial_scope", many(territories)),
  compulsory("application_date", date("2020-01-01")),
  compulsory("decision_facts", text(5000)),
  compulsory("source_type", one(sourceTypes)),
  {
    ...optional("source_identity", text(500)),
    ignored: equals("source_type", "SOURCE_VOLUNTARY"),
    checkedAnyway: "length",
  },
  compulsory("automated_detection", one(yesNo)),
  compulsory("automated_decision", one(automatedDecisionValues)),
  // Only the endpoint for single statements knows it; content_id is the documented way.
  optional("content_id_ean", ean),
];

/** The rule inside content_id; a null there is refused although content_id itself may be null. */
export const eanRule: FieldRule = notNull("content_id.EAN-13", ean);
