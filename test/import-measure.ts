import type { ImportedClause, ImportedDraft } from "@/lib/policy/import/contract";

/** A clause that a person took from the document: what an import is measured against. */
export type Expected = {
  ref: string;
  parent: string | null;
  enforceable: boolean;
  source: { lines: [number, number] };
};

export type Score = { expected: number; found: number; missed: string[]; unread: number; left: number };

type Mark = { text: string; needed: boolean };

/**
 * What the document prints of a reference: numbers and letters. Slugs and the place of a bullet ("Spam.2") are printed
 * nowhere, so any name will do there; they are marks that need not be met.
 */
function marksOf(ref: string): Mark[] {
  const marks: Mark[] = [];
  let afterName = false;
  for (const [at, text] of ref
    .split(/[ ./()]+/)
    .filter(Boolean)
    .entries()) {
    const edition = /^(v\d+|Table\d*)$/.test(text);
    const mark = edition || /^(\d+|[a-z]|[ivxlc]+|[IVXLC]+)$/.test(text);
    const document = at === 0 && /^[A-Z]{2,}$/.test(text) && !/^[IVXLC]+$/.test(text);
    if (mark && !document)
      marks.push({ text, needed: !(afterName && /^\d+$/.test(text) && !ref.includes(`(${text})`)) });
    afterName =
      /\/[^./()]+$/.test(ref.slice(0, ref.indexOf(text) + text.length)) || (/^[A-Z]{2}$/.test(text) && at > 0);
  }
  return marks;
}

function valuesOf(text: string): Set<string> {
  const roman: Record<string, string> = {
    i: "1",
    ii: "2",
    iii: "3",
    iv: "4",
    v: "5",
    vi: "6",
    vii: "7",
    viii: "8",
    ix: "9",
    x: "10",
    xi: "11",
    xii: "12",
    xiii: "13",
    xiv: "14",
    xv: "15",
    xvi: "16",
    xvii: "17",
    xviii: "18",
    xix: "19",
  };
  const values = new Set([text]);
  if (/^[a-z]$/i.test(text)) values.add(String(text.toLowerCase().charCodeAt(0) - 96));
  const number = roman[text.toLowerCase()];
  if (number) values.add(number);
  return values;
}

function sameMark(one: string, other: string): boolean {
  const values = valuesOf(other);
  return [...valuesOf(one)].some((value) => values.has(value));
}

/** Are all marks of one in the other, in order, and none left over that the document prints? */
export function sameMarks(expected: string, proposed: string): boolean {
  const [want, have] = [marksOf(expected), marksOf(proposed)];
  const meets = (at: number, of: number): boolean => {
    const [one, other] = [want[at], have[of]];
    if (!one && !other) return true;
    if (one && other && sameMark(one.text, other.text) && meets(at + 1, of + 1)) return true;
    if (one && !one.needed && meets(at + 1, of)) return true;
    return other !== undefined && !other.needed && meets(at, of + 1);
  };
  return meets(0, 0);
}

const overlaps = (one: readonly number[], other: readonly number[]) =>
  (one[0] ?? 0) <= (other[1] ?? 0) && (other[0] ?? 0) <= (one[1] ?? 0);

/**
 * How many of the enforceable clauses an import proposed with the reference that the document prints and under the right
 * parent. A parent is right if the nearest ancestor that is itself among the expected is the expected parent; none is
 * expected where the clause stands right under its section, whose heading may be proposed as a clause of its own.
 */
export function score(
  expected: readonly Expected[],
  draft: ImportedDraft,
  shift: (line: number) => number = (line) => line,
): Score {
  const moved = expected.map((clause) => ({
    ...clause,
    source: { lines: clause.source.lines.map(shift) as [number, number] },
  }));
  for (const clause of moved) clause.source.lines.sort((a, b) => a - b);
  const byRef = new Map(draft.clauses.map((clause) => [clause.ref, clause]));
  const matched = new Map<string, ImportedClause>();
  const used = new Set<ImportedClause>();
  for (const clause of moved) {
    const found = draft.clauses.find(
      (proposed) =>
        !used.has(proposed) &&
        overlaps(proposed.lines, clause.source.lines) &&
        sameMarks(clause.ref, proposed.ref) &&
        rightParent(clause, proposed),
    );
    if (!found) continue;
    used.add(found);
    matched.set(clause.ref, found);
  }
  function rightParent(clause: Expected, proposed: ImportedClause): boolean {
    const above = proposed.parent === null ? undefined : byRef.get(proposed.parent);
    const parent = moved.find((other) => other.ref === clause.parent);
    if (!parent) return !above || isSection(above) || !moved.some((other) => matched.get(other.ref) === above);
    for (let at = above; at; at = at.parent === null ? undefined : byRef.get(at.parent)) {
      if (overlaps(at.lines, parent.source.lines) && sameMarks(parent.ref, at.ref)) return true;
      const own = moved.find((other) => other.enforceable && matched.get(other.ref) === at);
      if (own) return false;
    }
    return false;
  }
  const enforceable = moved.filter((clause) => clause.enforceable);
  const missed = enforceable.filter((clause) => !matched.has(clause.ref)).map((clause) => clause.ref);
  return {
    expected: enforceable.length,
    found: enforceable.length - missed.length,
    missed,
    unread: draft.notUnderstood.filter((line) => line.why === "unread").length,
    left: draft.notUnderstood.length,
  };
}

function isSection(clause: ImportedClause): boolean {
  return !/\([a-z0-9]+\)$/i.test(clause.ref) && !/[a-z]{3,}[^/]*\.\d+$/i.test(clause.ref);
}
