import type { LeftLine } from "./contract";
import type { Piece } from "./piece.rules";
import { isRule, kindByWords, opensList } from "./words.rules";

const date =
  "(?:\\d{4}\\s*[年./-]\\s*\\d{1,2}\\s*[月./-]\\s*\\d{1,2}\\s*日?|\\p{Lu}\\p{Ll}{2,8}\\.? \\d{1,2},? \\d{4}|\\d{1,2}\\.? \\p{Lu}\\p{Ll}{2,8}\\.? \\d{4})";
const startsWithDate = new RegExp(`^${date}`, "u");
const arrow = /^[<>«»‹›↑←→⟵⌂]\s*\S/u;
/** What a page offers to press. Rules are about these words, too: only a line that nothing hangs on is one, and no sentence. */
const button = /^(?:back to|skip to|share|print|home|menu)\b.{0,25}$(?<![.。!！])/iu;
const ending =
  /^(?:©|\(c\)|copyright)|\ball rights reserved\b|^(?:related|see also|read (?:more|next)|tags?)\b.{0,30}$|^https?:\/\/\S+$/iu;
const pageNumber =
  /^(?:page\s+)?\d{1,4}(?:\s*(?:\/|of|von|sur)\s*\d{1,4})?$|^[-–—]\s*\d{1,4}\s*[-–—]$|^第\s*\d{1,4}\s*[页頁]/iu;
const dated = new RegExp(
  `^(?:(?:this (?:version|page|policy|document) (?:was|is) )?(?:last |date of (?:the )?)?(?:updated?|revis(?:ed|ion)|modified|amended|changed|effective|published|version|stand)\\b|(?:最[后後近])?(?:更新|修[订訂改]|[发發]布|生效)(?:日期|[时時][间間]|于|於)?)[^.。]{0,40}?${date}`,
  "iu",
);
const longestLine = 160;
const greeting =
  /^(?:we (?:wish|hope you|look forward)|thanks?\b|thank you|enjoy\b|have (?:fun|a )|happy |see you|(?:kind|best|warm) (?:regards|wishes)|yours (?:sincerely|truly|faithfully)|sincerely\b|[谢謝]{2}|感[谢謝]|祝(?:您|你|大家)|mit freundlichen|viel (?:spaß|freude)|merci\b|cordialement)/iu;
const shortQuestion = /^.{1,60}[?？]$/u;

type Sorted = { kept: Piece[]; left: LeftLine[] };

/** What belongs to the page and not to the rules: navigation, page numbers, running heads, votes, what follows the signature. */
export function withoutFurniture(pieces: readonly Piece[]): Sorted {
  const repeated = runningHeads(pieces);
  const end = endOfRules(pieces);
  const kept: Piece[] = [];
  const left: LeftLine[] = [];
  for (const [index, piece] of pieces.entries()) {
    const text = piece.text.trim();
    const isOfPage = piece.furniture || pageNumber.test(text) || arrow.test(text) || repeated.has(text);
    const page = isOfPage || isAside(piece) || (button.test(text) && !isRule(text) && !headsBody(pieces, index));
    if (piece.cells === null && piece.mark === null && (page || index >= end))
      left.push(...leftLines(piece, "furniture"));
    else kept.push(piece);
  }
  return { kept, left };
}

/** A heading, or words in bold, with more than links under it before the next heading. */
function headsBody(pieces: readonly Piece[], index: number): boolean {
  const at = pieces[index];
  if (!at || (at.heading === null && at.lead === null)) return false;
  for (const { text, heading, mark, cells } of pieces.slice(index + 1)) {
    if (heading !== null && heading <= (at.heading ?? heading)) return false;
    if (mark || cells || isRule(text) || opensList(text) || /[.。!！]$/u.test(text.trim())) return true;
  }
  return false;
}

/** "Last updated on …" and "Thank you for reading": a line of its own that rules nothing. */
function isAside({ text, heading }: Piece): boolean {
  const words = text.trim();
  return (
    heading === null &&
    words.length <= longestLine &&
    !isRule(words) &&
    !opensList(words) &&
    (dated.test(words) || greeting.test(words))
  );
}

export function leftLines(piece: Pick<Piece, "line" | "text" | "cells">, why: LeftLine["why"]): LeftLine[] {
  return [{ line: piece.line, text: piece.cells ? piece.cells.join(" | ") : piece.text, why }];
}

/** The same short line three times or more, and nothing like a rule: the head or foot of a page. */
function runningHeads(pieces: readonly Piece[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { text, heading, mark, cells } of pieces)
    if (heading === null && !mark && !cells && text.length < 100) counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Set(
    [...counts]
      .filter(([text, count]) => count >= 3 && text !== "" && !isRule(text) && !opensList(text))
      .map(([text]) => text),
  );
}

/** Where the page goes on after the rules: the first line that no rule looks like, in the plain lines at the end. */
function endOfRules(pieces: readonly Piece[]): number {
  let start = pieces.length;
  while (start > 0 && isPlain(pieces[start - 1])) start -= 1;
  for (let at = start; at < pieces.length; at += 1) {
    const text = pieces[at]?.text ?? "";
    if (startsWithDate.test(text) || shortQuestion.test(text) || ending.test(text)) return at;
  }
  return pieces.length;
}

function isPlain(piece: Piece | undefined): boolean {
  if (!piece || piece.mark || piece.cells || piece.lead !== null || piece.bullet) return false;
  if (piece.heading !== null) return ending.test(piece.text);
  return (
    !isRule(piece.text) &&
    !opensList(piece.text) &&
    (kindByWords(piece.text) !== "definition" || piece.text.length < 60)
  );
}
