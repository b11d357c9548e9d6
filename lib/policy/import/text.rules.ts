import { hasManyReadings, plain, unescaped, withoutReadings } from "./clean.rules";
import { codeAt } from "./codes.rules";
import { appendix } from "./documents.rules";
import { countedHeadings, outerNumbers } from "./heading-numbers.rules";
import { markAt } from "./marks.rules";
import { piecesOf } from "./paragraph.rules";
import { type Piece, piece } from "./piece.rules";
import { unshifted } from "./shifted-bytes.rules";

const underline = /^\s*(-{3,}|={3,})\s*$/;
const rule = /^\s*([-*_]\s*){3,}$/;
const bulletSign = /^\s*[*+•·◦▪●○–-]\s+/u;
const image = /^!\[[^\]]*\]\([^)]*\)$/;
const separator = /^\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/;

/** `counted`: lines that are headings with a number of their own and no sign behind it, from 0. */
type Lines = { lines: string[]; hasMarkup: boolean; counted: ReadonlySet<number>; areParagraphs: boolean };

/** Markdown and plain text are read alike: a document often is half of each. Lines count from 1. */
export function readText(text: string): Piece[] {
  const many = hasManyReadings(text);
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => withoutReadings(unshifted(unescaped(line)), many).replace(/\t/g, " "));
  return readLines(lines, false);
}

/** Paragraphs that were only typed, one a line: none is the rest of the one before, and each stands alone. */
export function readParagraphs(paragraphs: readonly { line: number; toLine: number; text: string }[]): Piece[] {
  const lines: string[] = Array.from({ length: paragraphs.at(-1)?.line ?? 0 }, () => "");
  for (const { line, text } of paragraphs) lines[line - 1] = unescaped(text);
  const ends = new Map(paragraphs.map(({ line, toLine }) => [line, toLine]));
  return readLines(lines, true).map((read) => ({
    ...read,
    toLine: Math.max(read.toLine, ends.get(read.line) ?? read.line),
  }));
}

function readLines(lines: string[], areParagraphs: boolean): Piece[] {
  const hasMarkup = lines.some(
    (line, at) => /^#{1,6}\s/.test(line) || (at > 0 && underline.test(line)) || /^\s*\*\*[^*]+\*\*\s*$/.test(line),
  );
  const counted = new Set(countedHeadings(lines, outerNumbers(lines), Number.POSITIVE_INFINITY).keys());
  const pieces: Piece[] = [];
  const start = frontMatter(lines);
  for (let at = 0; at < start; at += 1) pieces.push(piece(at + 1, (lines[at] ?? "").trim(), { furniture: true }));
  for (let at = start; at < lines.length; at += 1) at += read({ lines, hasMarkup, counted, areParagraphs }, at, pieces);
  return pieces;
}

/** How many lines at the start are settings between two rules of dashes, for a program that makes pages. */
function frontMatter(lines: readonly string[]): number {
  if ((lines[0] ?? "").trim() !== "---") return 0;
  const end = lines.slice(1, 80).findIndex((line) => line.trim() === "---");
  const settings = lines.slice(1, end + 1).filter((line) => /^[\w-]+:/.test(line));
  return end > 0 && settings.length > 0 ? end + 2 : 0;
}

/** Reads the line at `at` and returns how many more it took. */
function read(source: Lines, at: number, pieces: Piece[]): number {
  const { lines } = source;
  const text = (lines[at] ?? "").trim();
  const line = at + 1;
  if (text === "") return 0;
  if (image.test(text) || (rule.test(text) && text.length > 2)) {
    pieces.push(piece(line, text, { furniture: true }));
    return 0;
  }
  const sign = underline.exec(lines[at + 1] ?? "")?.[1];
  if (sign) {
    pieces.push(...underlined(line, text, sign.startsWith("=") ? 10 : 20));
    return 1;
  }
  const hashes = /^(#{1,6})\s+(.*?)\s*#*$/.exec(text);
  if (hashes) pieces.push(...piecesOf(paragraph(line, hashes[2] ?? "", false, (hashes[1] ?? "").length * 10)));
  else if (isTableLine(lines, at)) {
    if (!separator.test(text)) pieces.push(piece(line, text, { cells: cellsOf(text) }));
  } else pieces.push(...plainLine(source, at, text, pieces));
  return 0;
}

function paragraph(line: number, text: string, bullet = false, heading: number | null = null) {
  return { line, toLine: line, text, bullet, heading, mark: null };
}

/** A heading with a line of dashes under it. If a list item runs into it, its last words are the heading. */
function underlined(line: number, text: string, rank: number): Piece[] {
  const bold = text.startsWith("**");
  const over = { heading: rank + (bold ? 5 : 0) };
  const fused = bold ? null : /^(.{20,}[.;])\s+(\p{Lu}[^.;]{3,80})$/u.exec(text);
  const sign = bulletSign.exec(text)?.[0] ?? "";
  if (fused && (sign !== "" || markAt(text)))
    return [
      ...piecesOf(paragraph(line, (fused[1] ?? "").slice(sign.length), sign !== "")),
      piece(line, plain(fused[2] ?? ""), { ...over, toLine: line + 1 }),
    ];
  if (text.length > 250) return [...piecesOf({ ...paragraph(line, text), toLine: line + 1 })];
  return piecesOf({ ...paragraph(line, text, false, over.heading), toLine: line + 1 });
}

function isTableLine(lines: readonly string[], at: number): boolean {
  const like = (index: number) => {
    const text = (lines[index] ?? "").trim();
    return text.includes("|") && (/\|$/.test(text) || /\s\|\s/.test(text));
  };
  return like(at) && (like(at - 1) || like(at + 1));
}

/** Cells between pipes; a line of pipes alone holds as many empty cells as it has pipes. */
export function cellsOf(text: string): string[] {
  const parts = text.split("|").map((cell) => plain(cell));
  if (parts.every((cell) => cell === "")) return parts.slice(1);
  const open = parts[0] === "" ? parts.slice(1) : parts;
  return open.at(-1) === "" ? open.slice(0, -1) : open;
}

function plainLine(source: Lines, at: number, text: string, before: Piece[]): Piece[] {
  const { lines, hasMarkup } = source;
  const sign = bulletSign.exec(text)?.[0] ?? "";
  const body = text.slice(sign.length);
  const next = nextText(lines, at);
  const counts = !hasMarkup && source.counted.has(at);
  const rank = counts
    ? 42
    : hasMarkup || sign !== ""
      ? null
      : headingByLook(body, source, at, next, before.length === 0);
  if (rank !== null) return piecesOf(paragraph(at + 1, body, false, rank));
  const last = before.at(-1);
  if (sign === "" && last && !source.areParagraphs && wraps(last, lines, at, body)) {
    last.text = `${last.text} ${plain(body)}`;
    last.toLine = at + 1;
    return [];
  }
  const ending = sign !== "" || markAt(body) ? headingAtEnd(body, next) : null;
  if (!ending)
    return piecesOf({ ...paragraph(at + 1, body, sign !== ""), depth: /^ {2,}/.test(lines[at] ?? "") ? 2 : 1 });
  const open = before.findLast((earlier) => earlier.heading !== null)?.heading ?? 60;
  return [...piecesOf(paragraph(at + 1, ending.text, sign !== "")), piece(at + 1, ending.heading, { heading: open })];
}

function nextText(lines: readonly string[], at: number): string {
  for (let next = at + 1; next < Math.min(lines.length, at + 12); next += 1) {
    const text = (lines[next] ?? "").trim();
    if (text !== "") return text;
  }
  return "";
}

/** An item that ends with a few words of another sentence, while a new list begins: the next heading ran into it. */
function headingAtEnd(text: string, next: string): { text: string; heading: string } | null {
  if (!bulletSign.test(next)) return null;
  const found = /^(.{30,}[.;!])\s+(\p{Lu}[^.;:!?]{3,60})$/u.exec(text);
  const heading = found?.[2] ?? "";
  return found && heading.split(/\s+/).length <= 7 ? { text: found[1] ?? "", heading } : null;
}

/** The rest of a paragraph that was broken at the width of a page. */
function wraps(last: Piece, lines: readonly string[], at: number, text: string): boolean {
  const above = (lines[at - 1] ?? "").trim();
  if (
    last.toLine !== at ||
    last.heading !== null ||
    last.cells ||
    last.furniture ||
    above.length < 50 ||
    above.length > 140
  )
    return false;
  return (
    !markAt(text) && !codeAt(text) && !/[.。:：;；!！?？]$/u.test(above) && /^[\p{Ll}\p{Script=Han}("“]/u.test(text)
  );
}

/** In a text without any markup a short line on its own, numbered or in capitals, is a heading. */
function headingByLook(
  text: string,
  { lines, areParagraphs }: Lines,
  at: number,
  next: string,
  first: boolean,
): number | null {
  const own = markAt(text);
  const words = own ? own.rest : text;
  if (words === "" || words.length > 100 || /[.。,，;；:：!！?？]$/u.test(words) || next === "") return null;
  const alone = areParagraphs || at === 0 || (lines[at - 1] ?? "").trim() === "";
  if (alone && appendix.test(words)) return 40;
  if (own) {
    const scheme = own.mark.scheme;
    if (scheme === "chapter") return 30;
    const follows = markAt(next)?.mark;
    if (
      !/^(article|rule|section|num\.|ROM\.|han\.|up\.)$/.test(scheme) ||
      words.split(/\s+/).length > 9 ||
      follows?.scheme === scheme
    )
      return null;
    return /^(article|rule|section)$/.test(scheme) ? 40 : 42;
  }
  if (codeAt(text)?.isSure || !alone || bulletSign.test(text) || /\d{4}/.test(words)) return null;
  const capitals = words.toUpperCase() === words && words.toLowerCase() !== words && words.length > 3;
  const titled = words.split(/\s+/).every((word) => /^\p{Lu}/u.test(word) || word.length <= 4);
  const short = words.split(/\s+/).length <= 8 && words.length <= 60;
  if (first && titled) return 10;
  return /^\p{Lu}/u.test(words) && short && (capitals || titled) ? 60 : null;
}
