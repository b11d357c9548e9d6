import { findPersonalData, redact } from "@/lib/transparency-database/personal-data.rules";

/** What stands for a person of the desk. */
const someone = "[…]";

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Names whole, and their parts where these are long enough to be nobody's ordinary word by accident; the longest first. */
function partsOf(names: readonly string[]): string[] {
  const parts = names.flatMap((name) => [name, ...name.split(/\s+/).filter((part) => [...part].length >= 4)]);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ""))].sort(
    (a, b) => b.length - a.length,
  );
}

export type Withheld = { text: string; places: number };

/**
 * Free text for somebody outside: names of the people of the desk, and what looks like personal data (addresses, numbers,
 * handles), are taken out. Names of others are found by nobody but a reader: whoever sends a report reads it first.
 */
export function withholdPeople(text: string, names: readonly string[]): Withheld {
  let places = 0;
  let rest = text;
  const parts = partsOf(names);
  if (parts.length > 0) {
    const known = new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.map(escaped).join("|")})(?![\\p{L}\\p{N}])`, "giu");
    rest = rest.replace(known, () => {
      places += 1;
      return someone;
    });
  }
  places += findPersonalData(rest).length;
  return { text: redact(rest, () => someone), places };
}
