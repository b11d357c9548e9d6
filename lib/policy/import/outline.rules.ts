import { damageOf, once } from "./clean.rules";
import { codeParts } from "./codes.rules";
import { titlesIn } from "./documents.rules";
import { asRoman, type Mark } from "./marks.rules";
import { adopt, isPointed, type Node, node } from "./node.rules";
import type { Piece } from "./piece.rules";
import { isRule, opensList } from "./words.rules";

type Open = {
  stack: Node[];
  documents: Node[];
  /** Lists of the section that were left and may go on: "a … f", a paragraph, "g … o". */
  lists: Map<string, { parent: Node; last: number }>;
  /** Numbered nodes of the document by their path, "7.1". */
  paths: Map<string, Node>;
};

/** Beyond it a paragraph is no longer taken into the text of its section. */
const longestText = 8_000;

const fixedRanks: Record<string, number> = { chapter: 30, article: 40, rule: 40, section: 40 };

/** Puts pieces in their places: documents with sections, items and paragraphs. One pass; nothing is lost. */
export function outline(pieces: readonly Piece[]): Node[] {
  const titles = titlesIn(pieces);
  const open: Open = { stack: [], documents: [], lists: new Map(), paths: new Map() };
  const first = pieces[0];
  if (!first) return [];
  if (!titles.has(first)) begin(open, node("document", first.line, first.line - 1));
  for (const piece of pieces) place(open, piece, titles.has(piece));
  return open.documents.filter((document) => document.to >= document.from || document.children.length > 0);
}

function begin(open: Open, document: Node): void {
  open.documents.push(document);
  open.stack = [document];
  open.lists = new Map();
  open.paths = new Map();
}

function place(open: Open, piece: Piece, isTitle: boolean): void {
  const rank = piece.heading ?? fixedRanks[piece.mark?.scheme ?? ""];
  if (isTitle) begin(open, node("document", piece.line, piece.toLine, { title: piece.text }));
  else if (rank !== undefined) placeHeading(open, piece, rank);
  else if (piece.isBehindTable && !piece.mark) push(open, section(open), piece, piece.lead === null ? "para" : "lead");
  else if (piece.mark) placeMarked(open, piece, piece.mark);
  else if (piece.lead !== null) push(open, section(open), piece, "lead");
  else if (piece.bullet) placeBullet(open, piece);
  else placeParagraph(open, piece);
}

function top(open: Open): Node {
  return open.stack.at(-1) as Node;
}

/** The innermost open section or document. */
function section(open: Open): Node {
  return open.stack.findLast((at) => at.type !== "item") as Node;
}

function reopen(open: Open, parent: Node): void {
  const chain: Node[] = [];
  for (let at: Node | null = parent; at; at = at.parent) chain.push(at);
  open.stack = chain.reverse();
}

function push(open: Open, parent: Node, piece: Piece, scheme: string, more: Partial<Node> = {}): Node {
  reopen(open, parent);
  const child = node("item", piece.line, piece.toLine, {
    mark: piece.mark,
    scheme,
    title: piece.lead,
    text: piece.text,
    damaged: damageOf(piece.text) !== null,
    ...more,
  });
  adopt(parent, child);
  open.stack.push(child);
  return child;
}

function placeHeading(open: Open, piece: Piece, rank: number): void {
  const words = once(piece.heading === null ? (piece.lead ?? "") : piece.text);
  const document = open.stack[0] as Node;
  if (document.title && same(words, document.title) && document.children.length === 0) {
    document.to = piece.toLine;
    return;
  }
  const values = piece.mark?.scheme === "decimal" ? piece.mark.values : [];
  const byPath = values.length > 1 ? longest(open, values) : null;
  const byRank = open.stack.findLast(
    (at) => at.type === "document" || (at.type === "section" && at.rank < rank),
  ) as Node;
  const child = push(open, byPath ?? byRank, piece, "section", {
    type: "section",
    rank,
    title: words || null,
    text: piece.heading === null ? piece.text : "",
  });
  open.lists = new Map();
  remember(open, child);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function remember(open: Open, child: Node): void {
  const { mark } = child;
  if (!mark) return;
  if (mark.scheme !== "code") open.paths.set(mark.values.join("."), child);
  // A.1 stands under A: letters are known by what is printed, too.
  if (!/^\d/.test(mark.label) || mark.scheme === "code") open.paths.set(codeParts(mark.label).join("."), child);
}

function longest(open: Open, values: readonly (number | string)[]): Node | null {
  for (let size = values.length - 1; size > 0; size -= 1) {
    const found = open.paths.get(values.slice(0, size).join("."));
    if (found) return found;
  }
  return null;
}

function placeMarked(open: Open, piece: Piece, printed: Mark): void {
  if (isPointed(printed.scheme)) {
    const path = printed.scheme === "code" ? codeParts(printed.label) : printed.values;
    const child = push(open, longest(open, path) ?? section(open), piece, printed.scheme);
    open.lists = new Map();
    remember(open, child);
    return;
  }
  const mark = read(open, printed);
  const value = mark.values[0] ?? 0;
  const sibling = open.stack.findLast((at) => at.type === "item" && at.scheme === mark.scheme);
  const left = open.lists.get(mark.scheme);
  const parent = sibling?.parent ?? (left && left.last + 1 === value ? left.parent : host(open));
  const before = parent.children.at(-1);
  if (before?.text === piece.text && before.to === piece.line && before.children.length === 0) return;
  push(open, parent, { ...piece, mark }, mark.scheme);
  open.lists.set(mark.scheme, { parent, last: value });
}

/** Where a new list hangs: on the item or paragraph that announced it, else on the section. */
function host(open: Open): Node {
  const at = top(open);
  const speaks = at.scheme !== "para" || opensList(at.text) || at.announced;
  return speaks ? at : (at.parent ?? at);
}

function read(open: Open, mark: Mark): Mark {
  const roman = asRoman(mark);
  if (!roman) return mark;
  const last = (scheme: string) =>
    open.stack.findLast((at) => at.scheme === scheme)?.mark?.values[0] ?? open.lists.get(scheme)?.last ?? 0;
  if (last(roman.scheme) > 0 && last(roman.scheme) === (roman.values[0] ?? 0) - 1) return roman;
  if (last(mark.scheme) === (mark.values[0] ?? 0) - 1) return mark;
  return roman.values[0] === 1 ? roman : mark;
}

function placeBullet(open: Open, piece: Piece): void {
  const scheme = piece.depth > 1 ? `bullet${piece.depth}` : "bullet";
  const sibling = open.stack.findLast((at) => at.scheme === scheme);
  const parent = sibling?.parent ?? host(open);
  push(open, parent, piece, scheme);
  if (parent.type !== "item") open.lists = new Map();
}

function placeParagraph(open: Open, piece: Piece): void {
  const at = top(open);
  if (at.announced && at.parent)
    return void push(open, at.parent, piece, "para", { announced: !opensList(piece.text) });
  if (isBareTitle(at)) {
    at.title = at.text;
    at.text = piece.text;
    at.to = Math.max(at.to, piece.toLine);
    return;
  }
  const free = at.children.length === 0 && (at.type !== "item" || ["decimal", "lead", "para"].includes(at.scheme));
  // Lists that announce lists go two deep and no further: a text of nothing but colons is no tree.
  const host = at.scheme === "para" && at.parent?.scheme === "para" ? at.parent : at;
  if (free && opensList(at.text)) return void push(open, host, piece, "para", { announced: true });
  const more = at.text !== "" && isRule(piece.text) && !opensList(piece.text);
  if (free && !more && at.text.length < longestText && (at.scheme !== "para" || !isRule(at.text))) {
    at.text = at.text === "" ? piece.text : `${at.text}\n${piece.text}`;
    at.to = Math.max(at.to, piece.toLine);
    at.damaged ||= damageOf(piece.text) !== null;
    return;
  }
  push(open, section(open), piece, "para");
}

/** "A.2 Smoke" on a line of its own is the heading of the paragraph that follows. */
function isBareTitle(at: Node): boolean {
  const bare = at.scheme === "code" && at.type === "item" && at.title === null && at.children.length === 0;
  return bare && at.text.length <= 100 && !isRule(at.text) && !/[.。!！?？;；:：]$/u.test(at.text);
}
