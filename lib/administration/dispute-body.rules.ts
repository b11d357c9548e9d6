import { isCountry } from "@/lib/platform/countries.rules";
import { csvRows } from "@/lib/platform/csv.rules";

export type BodyLine = {
  listKey: string;
  name: string;
  country: string;
  url: string;
  languages: string[];
  fields: string[];
  /** YYYY-MM-DD, or null where the list names no end. */
  certifiedUntil: string | null;
};
export type BadBodyLine = {
  line: number;
  reason: "no_name" | "not_country" | "not_url" | "not_language" | "not_date" | "twice";
  text: string;
};
export type ReadBodyList = { lines: BodyLine[]; bad: BadBodyLine[]; isReadable: boolean };

type Field = "key" | "name" | "country" | "url" | "languages" | "fields" | "until";
/** Names that a column may have, in small letters without signs. */
const columnNames: Record<Field, readonly string[]> = {
  key: ["id", "number", "identifier", "listnumber"],
  name: ["name", "body", "nameofbody", "organisation"],
  country: ["country", "memberstate", "certifiedin", "coordinatorcountry", "dsccountry"],
  url: ["url", "website", "address", "link"],
  languages: ["languages", "language", "languagesofprocedure"],
  fields: ["fields", "field", "areas", "areasofexpertise", "expertise"],
  until: ["until", "certifieduntil", "validuntil", "end", "expiry", "certificateends"],
};
const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
const partsOf = (text: string) =>
  text
    .split(/[|;\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== "");

/** The canonical tag of a language, or null for what is none. */
function tagOf(text: string): string | null {
  try {
    const tag = new Intl.Locale(text).toString();
    return new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(tag) === undefined ? null : tag;
  } catch {
    return null;
  }
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username } = new URL(text);
  return protocol === "https:" && username === "";
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

type Cells = Partial<Record<Field, string>>;

function readLine(line: number, cells: Cells): BodyLine | BadBodyLine {
  const { name = "", url = "", until = "", key = "" } = cells;
  if (name === "") return { line, reason: "no_name", text: "" };
  // The lists of the Union write EL for Greece.
  const written = (cells.country ?? "").toUpperCase();
  const country = written === "EL" ? "GR" : written;
  if (!isCountry(country)) return { line, reason: "not_country", text: cells.country ?? "" };
  if (!isWebAddress(url)) return { line, reason: "not_url", text: url };
  const named = partsOf(cells.languages ?? "");
  const unknown = named.find((each) => tagOf(each) === null);
  if (unknown !== undefined || named.length === 0)
    return { line, reason: "not_language", text: unknown ?? cells.languages ?? "" };
  if (until !== "" && !isDay(until)) return { line, reason: "not_date", text: until };
  return {
    listKey: key || `${name.toLowerCase()} ${country}`,
    name,
    country,
    url,
    languages: [...new Set(named.flatMap((each) => tagOf(each) ?? []))],
    fields: partsOf(cells.fields ?? ""),
    certifiedUntil: until || null,
  };
}

/**
 * Reads a list of certified out-of-court bodies (DSA Art. 21(8)) as CSV with a head: name, country, url, languages (tags
 * parted by `|` or `;`), fields and the certificate's last day. A line that is not understood is told, and nothing is
 * guessed. `isReadable` is false where there is no table.
 */
export function readBodyList(text: string): ReadBodyList {
  const [head, ...rows] = csvRows(text.replace(/^\ufeff/, "").trim());
  const columns = (head?.cells ?? []).map(
    (cell) => Object.entries(columnNames).find(([, names]) => names.includes(plain(cell)))?.[0] as Field | undefined,
  );
  const isReadable = (["name", "country", "url"] as const).every((field) => columns.includes(field)) && rows.length > 0;
  if (!isReadable) return { lines: [], bad: [], isReadable };
  const lines = new Map<string, BodyLine>();
  const bad: BadBodyLine[] = [];
  for (const row of rows) {
    const cells: Cells = {};
    for (const [at, cell] of row.cells.entries()) {
      const field = columns[at];
      if (field) cells[field] = cell.trim();
    }
    const read = readLine(row.line, cells);
    if ("reason" in read) bad.push(read);
    else if (lines.has(read.listKey)) bad.push({ line: row.line, reason: "twice", text: read.name });
    else lines.set(read.listKey, read);
  }
  return { lines: [...lines.values()], bad, isReadable };
}

type Certified = { certifiedUntil: string | null; withdrawnAt: Date | string | null };

/** Whether a body is certified on that day, YYYY-MM-DD: the certificate's last day is one of its days. */
export function isCertified({ certifiedUntil, withdrawnAt }: Certified, day: string): boolean {
  return withdrawnAt === null && (certifiedUntil === null || day <= certifiedUntil);
}

/** Those that speak the reader's language first, then by name; Chinese of either script is one language here. */
export function forReader<Body extends { name: string; languages: readonly string[] }>(
  bodies: readonly Body[],
  language: string,
): Body[] {
  const own = language.split("-")[0];
  const speaks = ({ languages }: Body) => languages.some((tag) => tag.split("-")[0] === own);
  return [...bodies].sort((a, b) => Number(speaks(b)) - Number(speaks(a)) || a.name.localeCompare(b.name, "en"));
}
