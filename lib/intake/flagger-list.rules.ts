import type { FlaggerStatus } from "@/db/schema";
import { isCountry } from "@/lib/platform/countries.rules";
import { csvRows } from "@/lib/platform/csv.rules";
import { startOfDay } from "@/lib/platform/time.rules";
import { type Area, areas } from "./flagger.rules";

export type ListLine = {
  listKey: string;
  name: string;
  coordinatorCountry: string;
  areas: Area[];
  status: FlaggerStatus;
  validFrom: Date | null;
  suspendedAt: Date | null;
};
export type BadLine = {
  line: number;
  reason: "no_name" | "not_country" | "area_unknown" | "no_area" | "status_unknown" | "not_date" | "twice";
  /** What was read there. */
  text: string;
};
export type ReadFlaggerList = { lines: ListLine[]; bad: BadLine[]; isReadable: boolean };

type Field = "key" | "name" | "country" | "areas" | "status" | "validFrom" | "suspendedAt";
/** Names that a column or a JSON field may have, in small letters without signs. */
const fieldNames: Record<Field, readonly string[]> = {
  key: ["id", "number", "identifier", "listnumber"],
  name: ["name", "entity", "nameofentity", "trustedflagger", "organisation"],
  country: ["country", "coordinatorcountry", "dsccountry", "memberstate", "state"],
  areas: ["areas", "areasofexpertise", "areaofexpertise", "area", "expertise"],
  status: ["status"],
  validFrom: ["validfrom", "dateofaward", "awardedon", "dateofdesignation", "from"],
  suspendedAt: ["suspendedat", "suspendedon", "dateofsuspension"],
};
const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Names of areas as lists write them that are not the category's own. */
const otherAreaNames: Record<string, Area> = {
  illegalspeech: "ILLEGAL_OR_HARMFUL_SPEECH",
  dataprotectionandprivacy: "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
  intellectualproperty: "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
  civicdiscourseorelections: "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
  scamsandorfraud: "SCAMS_AND_FRAUD",
  onlinebullyingintimidation: "CYBER_VIOLENCE",
  onlinebullyingandintimidation: "CYBER_VIOLENCE",
  nonconsensualbehaviour: "CYBER_VIOLENCE",
  unsafeandorillegalproducts: "UNSAFE_AND_PROHIBITED_PRODUCTS",
  unsafeandillegalproducts: "UNSAFE_AND_PROHIBITED_PRODUCTS",
  unsafeandorprohibitedproducts: "UNSAFE_AND_PROHIBITED_PRODUCTS",
  scopeofplatformservice: "OTHER_VIOLATION_TC",
};
const areaNames = new Map<string, Area>([
  ...areas.flatMap((area): [string, Area][] => [
    [plain(area), area],
    [plain(`STATEMENT_CATEGORY_${area}`), area],
  ]),
  ...Object.entries(otherAreaNames),
]);

const statusNames: Record<string, FlaggerStatus> = {
  "": "active",
  active: "active",
  suspended: "suspended",
  withdrawn: "withdrawn",
  revoked: "withdrawn",
};

type Raw = { line: number; fields: Partial<Record<Field, string>> };

function fieldOf(name: string): Field | null {
  const found = Object.entries(fieldNames).find(([, names]) => names.includes(plain(name)));
  return (found?.[0] as Field | undefined) ?? null;
}

function rawOfCsv(text: string): Raw[] | null {
  const [head, ...rows] = csvRows(text);
  const columns = head?.cells.map(fieldOf) ?? [];
  if (!columns.includes("name") || !columns.includes("country") || !columns.includes("areas")) return null;
  return rows.map(({ line, cells }) => ({
    line,
    fields: Object.fromEntries(columns.flatMap((field, at) => (field ? [[field, (cells[at] ?? "").trim()]] : []))),
  }));
}

function rawOfJson(text: string): Raw[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return null;
    return value.map((entry: unknown, at) => ({ line: at + 1, fields: fieldsOf(entry) }));
  } catch {
    return null;
  }
}

function fieldsOf(entry: unknown): Raw["fields"] {
  if (typeof entry !== "object" || entry === null) return {};
  const fields: Raw["fields"] = {};
  for (const [name, value] of Object.entries(entry)) {
    const field = fieldOf(name);
    if (!field) continue;
    if (Array.isArray(value)) fields[field] = value.filter((one) => typeof one === "string").join("|");
    else if (typeof value === "string" || typeof value === "number") fields[field] = String(value).trim();
  }
  return fields;
}

/** A day of the list, from its first moment in Brussels, where the list is kept; null when none is given. @throws RangeError */
function dayOf(text: string | undefined): Date | null {
  if (!text) return null;
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) throw new RangeError(text);
  return startOfDay(text, "Europe/Brussels");
}

function readLine({ line, fields }: Raw): ListLine | BadLine {
  const { key = "", name = "", country = "", status = "" } = fields;
  if (name === "") return { line, reason: "no_name", text: "" };
  // The lists of the Union write EL for Greece.
  const coordinatorCountry = country.toUpperCase() === "EL" ? "GR" : country.toUpperCase();
  if (!isCountry(coordinatorCountry)) return { line, reason: "not_country", text: country };
  const written = (fields.areas ?? "").split(/[|;\n]/).map((each) => each.trim());
  const named = written.filter((each) => each !== "");
  const unknown = named.find((each) => !areaNames.has(plain(each)));
  if (unknown !== undefined) return { line, reason: "area_unknown", text: unknown };
  if (named.length === 0) return { line, reason: "no_area", text: name };
  const known = statusNames[status.toLowerCase()];
  if (!known) return { line, reason: "status_unknown", text: status };
  try {
    return {
      listKey: key || `${name.toLowerCase()} ${coordinatorCountry}`,
      name,
      coordinatorCountry,
      areas: [...new Set(named.flatMap((each) => areaNames.get(plain(each)) ?? []))],
      status: known,
      validFrom: dayOf(fields.validFrom),
      suspendedAt: dayOf(fields.suspendedAt),
    };
  } catch {
    return { line, reason: "not_date", text: fields.validFrom ?? "" };
  }
}

/**
 * Reads a list of trusted flaggers as CSV with a head, or as a JSON array of objects. Areas are parted by `|` or `;` (in a
 * JSON array by its entries) and are statement categories or the names that lists give them. A line that is not understood
 * is told and nothing is guessed: whoever imports takes all of a list or nothing. `isReadable` is false where there is no
 * table at all.
 */
export function readFlaggerList(text: string): ReadFlaggerList {
  const whole = text.replace(/^\ufeff/, "").trim();
  const raw = whole.startsWith("[") ? rawOfJson(whole) : rawOfCsv(whole);
  if (raw === null || raw.length === 0) return { lines: [], bad: [], isReadable: false };
  const lines = new Map<string, ListLine>();
  const bad: BadLine[] = [];
  for (const each of raw) {
    const read = readLine(each);
    if ("reason" in read) bad.push(read);
    else if (lines.has(read.listKey)) bad.push({ line: each.line, reason: "twice", text: read.name });
    else lines.set(read.listKey, read);
  }
  return { lines: [...lines.values()], bad, isReadable: true };
}
