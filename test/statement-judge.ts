import { z } from "zod";
import facts from "./statement-of-reasons.json";

/**
 * Judges a statement as the Transparency Database would, from its published field facts alone (statement-of-reasons.json
 * beside this file; DSA.md sections 2 and 3). On purpose it shares nothing with the validator of lib/transparency-database:
 * the server that stands in for the database asks this one, so that a mistake of ours is refused there.
 */
const When = z.union([
  z.strictObject({ field: z.string(), equals: z.string() }),
  z.strictObject({ field: z.string(), contains: z.string() }),
]);
const Field = z.strictObject({
  name: z.string(),
  type: z.enum(["string", "enum", "array<enum>", "date", "url", "object"]),
  required: z.union([z.boolean(), z.literal("conditional")]),
  null_accepted: z.union([z.boolean(), z.literal("unless_required")]),
  max_length: z.number().optional(),
  pattern: z.string().optional(),
  enum: z.string().optional(),
  min: z.string().optional(),
  max: z.string().optional(),
  min_items: z.number().optional(),
  required_if: z.union([When, z.strictObject({ all_empty: z.array(z.string()) })]).optional(),
  ignored_unless: When.optional(),
  ignored_when: When.optional(),
  max_length_checked_when_ignored: z.boolean().optional(),
  enum_checked_when_ignored: z.boolean().optional(),
  endpoint: z.literal("single").optional(),
});
type Field = z.infer<typeof Field>;

const known = z
  .object({ fields: z.array(Field), enums: z.record(z.string(), z.array(z.string())) })
  .parse({ fields: facts.fields, enums: facts.enums });
export const statementFields: readonly Field[] = known.fields;
export const valuesOf = ({ enum: name }: Field): readonly string[] => (name ? (known.enums[name] ?? []) : []);

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const length = (text: string) => Array.from(text).length;
const edges = /^[\s\p{Cf}\p{Zs}\u2800\u3164]+|[\s\p{Cf}\p{Zs}\u2800\u3164]+$/gu;

/** Strings are trimmed at any depth, and what is empty then is null. */
function normal(value: unknown): unknown {
  if (typeof value === "string") return value.replace(edges, "") || null;
  if (Array.isArray(value)) return value.map(normal);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, normal(one)]));
  return value;
}

/** What a statement says under a field's name; inside `content_id` by a dot. Undefined: it says nothing. */
function at(statement: Json, name: string): unknown {
  const [outer = "", inner] = name.split(".");
  const value = Object.hasOwn(statement, outer) ? statement[outer] : undefined;
  if (inner === undefined) return value;
  return isObject(value) && Object.hasOwn(value, inner) ? value[inner] : undefined;
}

const isNothing = (value: unknown) =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isObject(value) && Object.keys(value).length === 0);

function holds(when: z.infer<typeof When>, statement: Json): boolean {
  const value = at(statement, when.field);
  return "equals" in when ? value === when.equals : Array.isArray(value) && value.includes(when.contains);
}

function isRequired({ required, required_if }: Field, statement: Json): boolean {
  if (required !== "conditional") return required;
  if (!required_if) throw new Error("a conditional field says when");
  return "all_empty" in required_if
    ? required_if.all_empty.every((other) => isNothing(at(statement, other)))
    : holds(required_if, statement);
}

function isIgnored({ ignored_unless, ignored_when }: Field, statement: Json): boolean {
  if (ignored_unless && !holds(ignored_unless, statement)) return true;
  return ignored_when !== undefined && holds(ignored_when, statement);
}

/** A day of the calendar, written YYYY-MM-DD. */
function isCalendarDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00.000Z`);
  return Number.isFinite(midnight.getTime()) && midnight.toISOString() === `${text}T00:00:00.000Z`;
}

/** scheme://host; no mail, no script, nothing relative, no blanks. */
const isAddress = (text: string) =>
  /^[a-z][a-z\d+.-]*:\/\/[^\s/?#]+(?:[/?#]\S*)?$/i.test(text) && !/^(?:javascript|mailto):/i.test(text);

function isFit(field: Field, value: unknown): boolean {
  const { type, min, max, max_length, pattern } = field;
  if (type === "object") return isObject(value);
  if (type === "array<enum>")
    return Array.isArray(value) && value.every((one) => typeof one === "string" && valuesOf(field).includes(one));
  if (typeof value !== "string") return false;
  if (max_length !== undefined && length(value) > max_length) return false;
  if (type === "enum") return valuesOf(field).includes(value);
  if (type === "url") return isAddress(value);
  if (type === "date")
    return isCalendarDay(value) && (min === undefined || value >= min) && (max === undefined || value <= max);
  return pattern === undefined || new RegExp(pattern).test(value);
}

function passes(field: Field, statement: Json): boolean {
  const value = at(statement, field.name);
  if (isRequired(field, statement) && isNothing(value)) return false;
  if (value === undefined) return true;
  if (value === null) return field.null_accepted !== false;
  if (!isIgnored(field, statement)) return isFit(field, value);
  if (field.enum_checked_when_ignored) return isFit(field, value);
  const isTooLong = typeof value === "string" && field.max_length !== undefined && length(value) > field.max_length;
  return !(field.max_length_checked_when_ignored && isTooLong);
}

/**
 * The names of the fields that the database refuses in a statement, in the order of its schema; empty: it takes the
 * statement. The single endpoint knows one field that the one for batches does not.
 */
export function refusedFields(given: unknown, endpoint: "single" | "many" = "single"): string[] {
  if (!isObject(given)) return [""];
  const statement = normal(given);
  if (!isObject(statement)) return [""];
  return statementFields
    .filter((field) => field.endpoint === undefined || field.endpoint === endpoint)
    .filter((field) => !passes(field, statement))
    .map(({ name }) => name);
}
