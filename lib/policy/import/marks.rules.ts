/**
 * Marks that number a rule: 1. / 1.2 / 2) / (a) / iv. / 一、 / （三） / 第五條 / Article 5 / § 5. Two marks belong to one list
 * if their `scheme` is the same; "(a)" and "a)" are the same scheme, as documents mix them.
 */
export type Mark = {
  scheme: string;
  /** Ordinals, outermost first: [7, 1, 2] for 7.1.2, [3] for (c). */
  values: number[];
  /** As it is cited: "7.1.2", "c", "5". */
  label: string;
  /** Printed in round brackets on both sides. */
  bracketed: boolean;
  /** "i." may be the letter or the number one. */
  roman: number | null;
};

const hanDigits = "〇一二三四五六七八九";
/** The ten that Chinese counts with as others count with letters. */
const stems = "甲乙丙丁戊己庚辛壬癸";
const han = "[〇零一二三四五六七八九十百]{1,5}";

/** 二十一 is 21; null if it is no number. */
export function hanNumber(text: string): number | null {
  let total = 0;
  let digit = 0;
  for (const sign of text.replace(/零/g, "〇")) {
    const value = hanDigits.indexOf(sign);
    if (value >= 0) digit = value;
    else if (sign === "十") [total, digit] = [total + (digit || 1) * 10, 0];
    else if (sign === "百") [total, digit] = [total + (digit || 1) * 100, 0];
    else return null;
  }
  return total + digit || null;
}

const romanValues: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };

/** xiv is 14; null if it is not written as Romans would. */
export function romanNumber(text: string): number | null {
  const signs = text.toLowerCase();
  if (!/^m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/.test(signs) || signs === "") return null;
  let total = 0;
  for (let at = 0; at < signs.length; at += 1) {
    const value = romanValues[signs[at] ?? ""] ?? 0;
    const next = romanValues[signs[at + 1] ?? ""] ?? 0;
    total += value < next ? -value : value;
  }
  return total;
}

type Pattern = { pattern: RegExp; read: (found: RegExpExecArray) => Mark | null };

const simple = (scheme: string, value: number | null, label: string, bracketed = false): Mark | null =>
  value === null ? null : { scheme, values: [value], label, bracketed, roman: null };

function letter(found: RegExpExecArray, tail: string): Mark {
  const sign = found[1] ?? "";
  const small = sign.toLowerCase();
  const mark = simple((sign === small ? "low" : "up") + tail, small.charCodeAt(0) - 96, sign, /^[(（]/.test(found[0]));
  return { ...(mark as Mark), roman: romanNumber(small) };
}

function roman(found: RegExpExecArray, tail: string): Mark | null {
  const signs = found[1] ?? "";
  const scheme = (signs === signs.toLowerCase() ? "rom" : "ROM") + tail;
  return simple(scheme, romanNumber(signs), signs, /^[(（]/.test(found[0]));
}

const words = "article|artikel|artículo|articolo|artigo|art\\.";
const ruleWords = "rule|clause|regel|règle";
const sectionWords = "section|sect\\.|§+|paragraph|abschnitt";
const chapterWords = "chapter|part|title|kapitel|teil|chapitre|partie|capítulo|capitolo";
const numeral = "(\\d{1,3}(?:\\.\\d{1,3})*|[IVXLC]{1,6})";

function worded(scheme: string): Pattern["read"] {
  return (found) => {
    const text = found[1] ?? "";
    const values = /\d/.test(text) ? text.split(".").map(Number) : [romanNumber(text) ?? 0];
    return values.includes(0) ? null : { scheme, values, label: text, bracketed: false, roman: null };
  };
}

const patterns: Pattern[] = [
  { pattern: new RegExp(`^第\\s*(${han}|\\d{1,3})\\s*[条條]\\s*`), read: (found) => ofHan("article", found) },
  { pattern: new RegExp(`^第\\s*(${han}|\\d{1,3})\\s*[章节節编編]\\s*`), read: (found) => ofHan("chapter", found) },
  {
    pattern: new RegExp(`^(?:${words})\\s*${numeral}(?=[\\s.:)–—-]|$)[.:)]?\\s*(?:[–—-]\\s+)?`, "i"),
    read: worded("article"),
  },
  {
    pattern: new RegExp(`^(?:${ruleWords})\\s*${numeral}(?![-.]\\d)(?=[\\s.:)–—-]|$)[.:)]?\\s*(?:[–—-]\\s+)?`, "i"),
    read: worded("rule"),
  },
  {
    pattern: new RegExp(`^(?:${sectionWords})\\s*${numeral}(?=[\\s.:)–—-]|$)[.:)]?\\s*(?:[–—-]\\s+)?`, "i"),
    read: worded("section"),
  },
  {
    pattern: new RegExp(`^(?:${chapterWords})\\s+${numeral}(?=[\\s.:)–—-]|$)[.:)]?\\s*(?:[–—-]\\s+)?`, "i"),
    read: worded("chapter"),
  },
  { pattern: /^(\d{1,3}(?:\.\d{1,3}){1,5})[.)]?(?:\s+|(?=\p{Script=Han}))(?=\S)/u, read: worded("decimal") },
  {
    pattern: /^(\d{1,3})[.．](?:\s+|(?=[\p{Lu}\p{Script=Han}*"“【《]))/u,
    read: (found) => simple("num.", Number(found[1]), found[1] ?? ""),
  },
  { pattern: /^(\d{1,3})、\s*/, read: (found) => simple("num、", Number(found[1]), found[1] ?? "") },
  {
    pattern: /^[(（]?(\d{1,3})[)）]\s*/,
    read: (found) => simple("num)", Number(found[1]), found[1] ?? "", /^[(（]/.test(found[0])),
  },
  { pattern: /^[(（]?([A-Za-z])[)）]\s*/, read: (found) => letter(found, ")") },
  { pattern: /^([A-Za-z])\.\s+/, read: (found) => letter(found, ".") },
  { pattern: /^[(（]?([ivxl]{2,6}|[IVXL]{2,6})[)）]\s*/, read: (found) => roman(found, ")") },
  { pattern: /^([ivxl]{2,6}|[IVXL]{2,6})\.\s+/, read: (found) => roman(found, ".") },
  { pattern: new RegExp(`^(${han})[、.．]\\s*`), read: (found) => ofHan("han.", found) },
  {
    pattern: new RegExp(`^([${stems}])[、.．](?!\\d)\\s*`, "u"),
    read: (found) => simple("stem.", stems.indexOf(found[1] ?? "") + 1, found[1] ?? ""),
  },
  { pattern: new RegExp(`^[(（](${han})[)）]\\s*`), read: (found) => ofHan("han)", found) },
];

function ofHan(scheme: string, found: RegExpExecArray): Mark | null {
  const text = found[1] ?? "";
  const value = /^\d+$/.test(text) ? Number(text) : hanNumber(text);
  return value === null ? null : simple(scheme, value, String(value), scheme === "han)");
}

/** The mark at the start of `text` and what follows it; null if there is none. */
export function markAt(text: string): { mark: Mark; rest: string } | null {
  const head = text.slice(0, 40);
  for (const { pattern, read } of patterns) {
    const found = pattern.exec(head);
    if (!found) continue;
    const mark = read(found);
    if (mark) return { mark, rest: text.slice(found[0].length).trimStart() };
  }
  return null;
}

/** "1." that could be "i." is read by what came before: the list that it continues, or a new one. */
export function asRoman(mark: Mark): Mark | null {
  if (mark.roman === null) return null;
  const scheme = mark.scheme.replace("low", "rom").replace("up", "ROM");
  return { ...mark, scheme, values: [mark.roman], roman: null };
}
