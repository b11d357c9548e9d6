import type { Mark } from "./marks.rules";
import type { Piece } from "./piece.rules";

/**
 * References of letters and a number that a document gives its rules: A.1, A1., C-3, R12, (B.2), Rule A.1:, 甲.1, 3.a. They
 * look like names of things (A4 paper, B12 pills), so that only the document as a whole tells which they are.
 */
export type Code = {
  mark: Mark;
  rest: string;
  /** Printed in a way in which names of things are not: with a point inside or behind, in brackets, after "Rule". */
  isSure: boolean;
};

const named = /^(?:(?:rule|clause|article|art\.|section|regel|règle|[规規][则則]|[条條]款)\s*|§+\s*)/iu;
const letters = "[A-Z]{1,4}|[a-z]|[甲乙丙丁戊己庚辛壬癸]";
const numbers = "\\d{1,3}(?:[.．]\\d{1,3}){0,3}";
/** What closes a reference, and that words of their own follow. */
const close = "([)）.:：、]{0,2})(?=[\\s–—]|\\p{Script=Han}|$)";
/** F1.a and F1(a) are rules of F1. */
const within = "(?:[.．][a-z]|[(（][a-z][)）])?";
const lettered = new RegExp(`^([(（]?)((${letters})([.．‑-]?)${numbers}${within})${close}`, "u");
const numbered = new RegExp(`^([(（]?)((\\d{1,3})([.．])[a-z])${close}`, "u");
/** As a list item of the number 3 it was read already, and its letter is the first word. */
const strayLetter = /^([A-Z])[.):：、]?\s+(?=\S)/u;

/** The reference at the start of `text`; whether it is one is only sure where `isSure`. */
export function codeAt(text: string): Code | null {
  const word = named.exec(text)?.[0] ?? "";
  const body = text.slice(word.length, word.length + 40);
  const found = lettered.exec(body) ?? numbered.exec(body);
  if (!found) return null;
  const [whole, open = "", label = "", series = "", joint = "", end = ""] = found;
  if (/^NO$/.test(series) || (/^[a-z]$/.test(series) && joint !== "." && word === "")) return null;
  const rest = text
    .slice(word.length + whole.length)
    .trimStart()
    .replace(/^[–—-]\s+/u, "");
  const isPointed = /[.．]/u.test(joint) && !/^[a-z0-9]/.test(label);
  return { mark: markOf(label), rest, isSure: word !== "" || open !== "" || end !== "" || isPointed };
}

function markOf(label: string): Mark {
  const values = label.match(/\d+/g)?.map(Number) ?? [];
  return { scheme: "code", values, label: label.replace(/．/g, "."), bracketed: false, roman: null };
}

/** The parts of a reference whatever joins them: A.1, A1 and A-1 are the same. */
export function codeParts(label: string): string[] {
  return (label.match(/\p{L}+|\d+/gu) ?? []).map((part) =>
    /^\d/.test(part) ? String(Number(part)) : part.toUpperCase(),
  );
}

/** What it is numbered within: A of A.2, 3 of 3.a. */
const seriesOf = (label: string) => codeParts(label)[0] ?? "";

/**
 * The pieces with the references that are no accident: printed so that they can be nothing else, under a heading with the
 * same letter, or one of several of a series.
 */
export function withCodes(pieces: readonly Piece[]): Piece[] {
  const series = new Map<string, Set<string>>();
  const headed = new Set(pieces.flatMap(({ heading, mark }) => (heading !== null && mark ? [mark.label] : [])));
  const read = pieces.map((piece) => ({ piece, coded: codedPiece(piece) }));
  for (const { coded } of read) {
    if (!coded) continue;
    const { label } = coded.mark;
    series.set(seriesOf(label), new Set([...(series.get(seriesOf(label)) ?? []), label]));
  }
  return read.map(({ piece, coded }) => {
    if (!coded) return piece;
    const own = seriesOf(coded.mark.label);
    const isKnown = coded.isSure || headed.has(own) || (series.get(own)?.size ?? 0) > 1;
    return isKnown ? { ...piece, mark: coded.mark, text: coded.text, lead: coded.lead } : piece;
  });
}

type Coded = { mark: Mark; isSure: boolean; text: string; lead: string | null };

function codedPiece(piece: Piece): Coded | null {
  const { mark, text, lead, cells } = piece;
  if (cells) return null;
  const stray = mark?.scheme === "num." && lead === null ? strayLetter.exec(text) : null;
  if (mark && stray)
    return { mark: markOf(`${mark.label}.${stray[1]}`), isSure: false, text: text.slice(stray[0].length), lead };
  if (mark) return null;
  const code = codeAt(lead ?? text);
  if (!code) return null;
  const { isSure } = code;
  if (lead !== null) return { mark: code.mark, isSure, text, lead: code.rest || null };
  return code.rest === "" ? null : { mark: code.mark, isSure, text: code.rest, lead };
}
