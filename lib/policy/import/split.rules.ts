import { type Mark, markAt } from "./marks.rules";

/** A list that is printed inside one paragraph: "the following: (a) …; (b) …", 「包括: 1、… 2、…」. */
export type Run = { intro: string; items: { mark: Mark; text: string }[] };

const markLike =
  /[(（]?(?:\d{1,3}|[A-Za-z]|[ivxl]{2,5}|[〇零一二三四五六七八九十百]{1,5})[)）.．、]|第\s*(?:\d{1,3}|[〇零一二三四五六七八九十百]{1,5})\s*[条條章]/gu;
const isHan = /\p{Script=Han}/u;

type Found = { at: number; mark: Mark; length: number };

/** Takes a paragraph apart at the marks of one list; null if it holds none. Looks at each place once. */
export function runOf(text: string): Run | null {
  const found = marksIn(text);
  const articles = found.filter(({ mark }) => mark.scheme === "article" || mark.scheme === "chapter");
  if (articles.length > 0) return cut(text, articles);
  const chain = firstChain(found);
  return chain.length > 1 ? cut(text, chain) : null;
}

function marksIn(text: string): Found[] {
  const found: Found[] = [];
  for (const like of text.matchAll(markLike)) {
    const at = like.index;
    if (!mayStart(text, at)) continue;
    const read = markAt(text.slice(at, at + 60));
    if (!read || read.mark.scheme === "decimal") continue;
    const length = Math.min(60, text.length - at) - read.rest.length;
    if (read.mark.scheme === "article" && !articleStands(text, at, length)) continue;
    found.push({ at, mark: read.mark, length });
  }
  return found;
}

/** A mark begins after the end of a sentence or of a part of it; in Chinese also after a space, which is rare there. */
function mayStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.slice(Math.max(0, at - 12), at);
  const last = before.trimEnd().at(-1) ?? "";
  if (/[:：;；。!！?？]/.test(last)) return true;
  const spaced = /\s$/.test(before);
  if (last === "." && spaced) return !/\b[A-Za-z0-9]\.\s*$/.test(before);
  if (/[;,]\s+(?:and|or)\s+$/.test(before)) return true;
  return spaced && (isHan.test(last) || /[)）】」”,，]/.test(last)) && isHan.test(text.slice(at, at + 12));
}

/** "as article 5 says" cites an article, 第五條【…】 opens one. */
function articleStands(text: string, at: number, length: number): boolean {
  const sign = text.slice(at).match(/^第[^条條]*[条條]/)?.[0].length ?? length;
  return /^[\s【「[]/.test(text.slice(at + sign, at + sign + 1));
}

/** The first list that begins with its first mark and goes on with the second. */
function firstChain(found: readonly Found[]): Found[] {
  const open = new Map<string, Found[]>();
  let best: Found[] = [];
  for (const candidate of found) {
    const { scheme, values } = candidate.mark;
    const value = values[0] ?? 0;
    const chain = open.get(scheme);
    if (chain && value === chain.length + 1) chain.push(candidate);
    else if (value === 1 && !(chain && chain.length > 1)) open.set(scheme, [candidate]);
    const now = open.get(scheme);
    if (now && now.length > 1 && (best.length === 0 || best[0] === now[0] || (now[0]?.at ?? 0) < (best[0]?.at ?? 0)))
      best = now;
  }
  return best;
}

function cut(text: string, marks: readonly Found[]): Run {
  const items = marks.map(({ at, mark, length }, index) => ({
    mark,
    text: text.slice(at + length, marks[index + 1]?.at ?? text.length).trim(),
  }));
  return { intro: text.slice(0, marks[0]?.at ?? 0).trim(), items };
}
