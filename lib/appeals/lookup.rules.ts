import { readReference } from "@/lib/intake/reference.rules";
import { isId } from "@/lib/platform/ids.rules";

/** What somebody may mean by what they typed: each is looked up by an index, none by reading through a table. */
export type Meant = {
  /** `prefix` is null when only a number was typed; ranges of numbers that begin with the digits, both ends in. */
  cases: { prefix: string | null; ranges: [from: number, to: number][] } | null;
  notice: string | null;
  appeal: string | null;
  /** A warning or suspension for misuse. */
  misuse: string | null;
  /** A decision, or the number that the Transparency Database knows a statement by. */
  id: string | null;
};

/** So many digits more than were typed may follow: a hundred and eleven numbers at most. */
const furtherDigits = 2;

/** Reads "TB-20179", "tb 20179", "20179", "N-7K3P-Q9XD", "a7k3pq9xd", "M-7K3P-Q9XD" or an id; what it cannot be is null. */
export function readMeant(typed: string): Meant {
  const text = typed.trim().slice(0, 60);
  return {
    cases: casesIn(text),
    notice: readReference(text),
    appeal: readReference(text, "A"),
    misuse: readReference(text, "M"),
    id: isId(text.toLowerCase()) ? text.toLowerCase() : null,
  };
}

function casesIn(text: string): Meant["cases"] {
  const read = /^([a-z]{1,6})?[\s\-–—]*(\d{1,12})$/i.exec(text);
  if (!read?.[2] || read[2].startsWith("0")) return null;
  const digits = Number(read[2]);
  const ranges = Array.from({ length: furtherDigits + 1 }, (_, more): [number, number] => {
    const size = 10 ** more;
    return [digits * size, digits * size + size - 1];
  });
  return { prefix: read[1]?.toUpperCase() ?? null, ranges };
}
