import type { Phrase } from "@/lib/platform/result";
import type { Refusal } from "../import/contract";
import { at, placeInFile } from "./json-place.rules";

const placed = (key: string, values: Record<string, string | number | Phrase> = {}): Phrase => ({
  key: `importPlace.${key}`,
  values,
});

/** What an office file keeps its words in, by the names of its parts. */
const parts: readonly [RegExp, string][] = [
  [/^word\/document/, "wordText"],
  [/^word\/styles/, "wordStyles"],
  [/^word\/numbering/, "wordNumbers"],
  [/^xl\/sharedStrings/, "sheetTexts"],
  [/^xl\/worksheets/, "sheet"],
];

/**
 * The place of a refusal as a person finds it: lines and rows by number, a clause by reference and title, cells by row and
 * column, a part of an office file by what it holds; never a path. `bytes`: of the document, for the names that stand in it.
 */
export function refusalPlace({ place }: Pick<Refusal, "place">, bytes?: Uint8Array): Phrase {
  const [, line, first] = /^line (\d+)(?: \(first on line (\d+)\))?$/.exec(place) ?? [];
  if (line) return first ? placed("lineAgain", { line, first }) : placed("line", { line });
  const row = /^row (\d+)$/.exec(place)?.[1];
  if (row) return placed("tableRow", { row });
  const part = parts.find(([name]) => name.test(place));
  if (part) return placed(part[1]);
  if (place === "schema" || place === "platform") return placed(place);
  const file = bytes ? jsonOf(bytes) : null;
  if (place.startsWith("clause ")) return clausePlace(place.slice("clause ".length), file);
  const broken = bytes ? lineOfError(place, bytes) : null;
  if (broken !== null) return placed("line", { line: broken });
  return (file === null ? null : placeInFile(place.split("."), file)) ?? placed("whole");
}

/** References that are given to two clauses, each with its two lines. */
export function placesTwice(twice: readonly { ref: string; lines: readonly [number, number] }[]): Phrase {
  return { list: twice.map(({ ref, lines: [first, again] }) => placed("twice", { ref, first, again })) };
}

function clausePlace(ref: string, file: unknown): Phrase {
  const clauses = at(file, "clauses");
  const index = Array.isArray(clauses) ? clauses.findIndex((one) => at(one, "ref") === ref) : -1;
  return index < 0
    ? placed("clause", { ref })
    : (placeInFile(["clauses", String(index)], file) ?? placed("clause", { ref }));
}

/** Where JSON breaks off: its reader says a position, or shows what stands around it; an editor shows a line. */
function lineOfError(said: string, bytes: Uint8Array): number | null {
  if (!/\bJSON\b/.test(said)) return null;
  const text = textOf(bytes);
  const position = /\bat position (\d+)/.exec(said)?.[1];
  const [, cut = "", around = ""] = /, (\.\.\.)?"([\s\S]+?)"(?:\.\.\.)? is not valid JSON$/.exec(said) ?? [];
  const found = around === "" ? -1 : text.indexOf(around);
  // Ten signs before the one that does not fit are shown.
  const until = position !== undefined ? Number(position) : found < 0 ? text.trimEnd().length : found + (cut ? 10 : 0);
  return text.slice(0, until).split("\n").length;
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    return null;
  }
}
