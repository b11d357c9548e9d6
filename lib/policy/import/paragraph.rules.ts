import { once, plain, unfused } from "./clean.rules";
import { type Mark, markAt } from "./marks.rules";
import { type Piece, piece } from "./piece.rules";
import { runOf } from "./split.rules";

export type Paragraph = {
  line: number;
  toLine: number;
  /** Bold stands between double asterisks, whatever the format was. */
  text: string;
  bullet: boolean;
  depth?: number;
  /** Rank of a heading that the markup names; null: none. */
  heading: number | null;
  /** A mark that the markup implies and does not print: the third item of an ordered list. */
  mark: Mark | null;
  /** Its number or bullet is the format's own, and not only typed. */
  isListed?: boolean;
};

const inlineItem = /(?<=[:：;.。])\s*\*\s+(?=[(（]?[A-Za-z0-9]{1,3}[.)）])/u;
const boldOnly = /^\*\*([^*]+)\*\*\s*[:：.]?\s*\*?$/u;
const boldLead = /^\*\*([^*]{2,160}?)\s*\*\*\s*([.:：]?)\s*(.*)$/su;
const someDate = /^\s*\d{1,4}[\\年./-]/u;
/** Bold lines without markup of their own rank below every heading that has it. */
export const boldRank = 50;

/** A paragraph as one or more pieces: heading and text fused, or a list inside it, are taken apart. */
export function piecesOf(paragraph: Paragraph): Piece[] {
  const [first = "", ...items] = paragraph.text.split(inlineItem);
  const pieces = piecesOfOne({ ...paragraph, text: first });
  return [
    ...pieces,
    ...items.flatMap((text) => piecesOfOne({ ...paragraph, text, bullet: true, heading: null, mark: null })),
  ];
}

function piecesOfOne(paragraph: Paragraph): Piece[] {
  const text = paragraph.text.trim();
  const at = { toLine: paragraph.toLine, bullet: paragraph.bullet, depth: paragraph.depth ?? 1 };
  if (text === "") return [];
  if (paragraph.heading !== null) return [headingPiece(paragraph, text, paragraph.heading)];
  const whole = boldOnly.exec(text);
  if (whole && isHeadingLike(whole[1] ?? ""))
    return [headingPiece(paragraph, whole[1] ?? "", boldRank - (paragraph.bullet ? 5 : 0))];
  const list = paragraph.mark ? null : runOf(plain(text));
  if (list?.intro === "" && list.items.length > 1) return splitText(paragraph.line, plain(text), at).slice(1);
  const own = paragraph.mark
    ? { mark: paragraph.mark, rest: text }
    : markAt(text.replace(/^\*\*(?=[^*]{0,8}[.)、])/u, ""));
  const body = own ? own.rest : text;
  const { lead, rest } = leadOf(body);
  const split = splitText(paragraph.line, plain(rest), at);
  const [head = piece(paragraph.line, ""), ...runs] = split;
  if (!own && !lead && head.text === "" && runs.length > 0) return runs;
  return [{ ...head, ...at, mark: own?.mark ?? null, lead }, ...runs];
}

function headingPiece(paragraph: Paragraph, text: string, rank: number): Piece {
  const words = once(plain(text.replace(/\*+$/u, "")));
  const own = paragraph.mark ? { mark: paragraph.mark, rest: words } : markAt(words);
  return piece(paragraph.line, own?.rest || words, {
    toLine: paragraph.toLine,
    heading: rank,
    mark: own?.mark ?? null,
  });
}

function isHeadingLike(text: string): boolean {
  const words = plain(text);
  return words.length <= 120 && !/[.。;；,，!！]$/u.test(words.replace(/^\S{1,6}\.\s*/u, ""));
}

/** Bold words at the start are the heading of what follows, unless they only label a date. */
function leadOf(text: string): { lead: string | null; rest: string } {
  const bracket = /^【([^】]{1,40})】\s*(.*)$/su.exec(text);
  if (bracket) return { lead: bracket[1] ?? null, rest: bracket[2] ?? "" };
  const found = boldLead.exec(text);
  if (found) {
    const [, words = "", , rest = ""] = found;
    return someDate.test(rest) || rest === ""
      ? { lead: null, rest: text }
      : { lead: plain(words).replace(/[.:：]+$/u, ""), rest };
  }
  if (!text.startsWith("**")) return { lead: null, rest: text };
  const open = unfused(text.slice(2));
  return open ? { lead: plain(open.heading), rest: open.rest } : { lead: null, rest: text };
}

/** The text with the lists inside it, and the lists inside those, each as a piece of the same line. */
function splitText(line: number, text: string, at: Partial<Piece>, deep = 0): Piece[] {
  const run = deep < 6 ? runOf(text) : null;
  if (!run) return [piece(line, text, at)];
  const items = run.items.flatMap(({ mark, text: words }) => {
    const { lead, rest } = leadOf(words);
    const [head = piece(line, ""), ...inner] = splitText(line, rest, { toLine: at.toLine }, deep + 1);
    const title = mark.scheme === "chapter" && !lead ? { heading: 30 } : {};
    return [{ ...head, mark, lead, ...title }, ...inner];
  });
  return [piece(line, run.intro, at), ...items];
}
