import { namesFound, withhold } from "@/lib/decisions/withhold.rules";
import { findPersonalData, redact } from "@/lib/transparency-database/personal-data.rules";

/** What stands for a person of the desk. */
const someone = "[…]";

/** Of a colleague's name two letters with a capital count: a report shall rather lack a word than name Li or Bo. */
const shortest = 2;

export type Withheld = { text: string; places: number };

/**
 * Free text for somebody outside: names of the people of the desk, and what looks like personal data (addresses, numbers,
 * handles), are taken out. Names of others are found by nobody but a reader: whoever sends a report reads it first.
 */
export function withholdPeople(text: string, names: readonly string[]): Withheld {
  const unnamed = withhold(text, names, someone, shortest);
  const places = namesFound(text.normalize("NFC"), names, shortest).length + findPersonalData(unnamed).length;
  return { text: redact(unnamed, () => someone), places };
}
