import { type Detector, detectors, type PersonalDataKind } from "./personal-data-patterns.rules";

export type { PersonalDataKind };

/** `start` and `end` count UTF-16 units, end exclusive. */
export type PersonalDataFinding = { kind: PersonalDataKind; start: number; end: number; text: string };

/**
 * Personal data in a free text (Transparency Database, B2): what must stop or be taken out before a copy leaves. Finds
 * patterns, and of names those that a form of address or a label gives away: others are withheld where they are known
 * (lib/decisions/withhold.rules.ts). Findings do not overlap and come in order.
 */
export function findPersonalData(text: string): PersonalDataFinding[] {
  const narrow = halfWidth(text);
  const found: PersonalDataFinding[] = [];
  const taken = new Uint8Array(narrow.length);
  for (const detector of detectors) {
    for (const [start, end] of matchesOf(narrow, detector)) {
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      found.push({ kind: detector.kind, start, end, text: text.slice(start, end) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Where a detector finds something. What looked like it and is none may have swallowed what is: the search goes on one sign
 * after its beginning. Links end at a blank and may be as long as the text, so that for them it goes on at their end.
 */
function* matchesOf(text: string, { kind, pattern, confirm }: Detector): Generator<[start: number, end: number]> {
  const search = new RegExp(pattern.source, pattern.flags);
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const [found] = match;
    const kept = confirm ? confirm(found, text.slice(Math.max(0, match.index - 12), match.index)) : found;
    if (kept) yield [match.index, match.index + kept.length];
    if (kept) search.lastIndex = match.index + kept.length;
    else if (kind !== "url_with_id") search.lastIndex = match.index + 1;
  }
}

/** The text with each finding replaced by its kind in brackets, or by what `replacement` gives. */
export function redact(text: string, replacement = (kind: PersonalDataKind): string => `[${kind}]`): string {
  let rest = text;
  // What overlapped a finding may be one itself once that is gone; a replacement that looks like data must not loop.
  for (let pass = 0; pass < 5; pass += 1) {
    const found = findPersonalData(rest);
    if (found.length === 0) return rest;
    rest = replaced(rest, found, replacement);
  }
  return rest;
}

function replaced(
  text: string,
  found: readonly PersonalDataFinding[],
  replacement: (kind: PersonalDataKind) => string,
) {
  let rest = "";
  let from = 0;
  for (const { kind, start, end } of found) {
    rest += text.slice(from, start) + replacement(kind);
    from = end;
  }
  return rest + text.slice(from);
}

/** Full-width Latin letters, digits and signs as narrow ones; the length stays the same, so offsets do too. */
function halfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u3000]/g, (char) =>
    char === "\u3000" ? " " : String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
}
