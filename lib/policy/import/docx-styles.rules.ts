import { Parser } from "htmlparser2";

/** Rank of each heading style (10 for the first level, 0 for no heading), and the list it numbers itself by. */
export function headingStyles(xml: string): Map<string, { rank: number; numId: string | null }> {
  const styles = new Map<string, { rank: number; numId: string | null }>();
  let current: { rank: number; numId: string | null } | null = null;
  each(xml, (name, attributes) => {
    const value = attributes["w:val"] ?? "";
    if (name === "w:style") {
      current = { rank: 0, numId: null };
      styles.set(attributes["w:styleId"] ?? "", current);
    } else if (current && name === "w:name") {
      const level = /^heading (\d)$/i.exec(value)?.[1];
      if (level) current.rank = Number(level) * 10;
      else if (/^title$/i.test(value)) current.rank = 5;
    } else if (current && name === "w:outlineLvl" && current.rank === 0) current.rank = (Number(value) + 1) * 10;
    else if (current && name === "w:numId") current.numId = value;
  });
  return styles;
}

/** A style that the file does not describe, by the name that Word gives it in every file. */
export function ownStyle(id: string): { rank: number; numId: null } | undefined {
  const level = /^(?:heading|berschrift|überschrift|titre|ttulo|titolo|kop|rubrik|nagwek) ?([1-9])$/i.exec(id)?.[1];
  if (level) return { rank: Number(level) * 10, numId: null };
  return /^title$/i.test(id) ? { rank: 5, numId: null } : undefined;
}

type Level = { format: string; text: string; start: number };

/** Counts lists as Word does, to print what it would: "2.1", "(c)", "iv.", "三、". */
export class Numbering {
  private readonly levels = new Map<string, Map<number, Level>>();
  private readonly lists = new Map<string, string>();
  private readonly counts = new Map<string, number[]>();

  constructor(xml: string) {
    let abstract: Map<number, Level> | null = null;
    let level: Level | null = null;
    let list = "";
    each(xml, (name, attributes) => {
      const value = attributes["w:val"] ?? "";
      if (name === "w:abstractNum") {
        abstract = new Map();
        this.levels.set(attributes["w:abstractNumId"] ?? "", abstract);
      }
      if (name === "w:lvl" && abstract) {
        level = { format: "decimal", text: "%1.", start: 1 };
        abstract.set(Number(attributes["w:ilvl"]), level);
      }
      if (name === "w:numFmt" && level) level.format = value;
      else if (name === "w:lvlText" && level) level.text = value;
      else if (name === "w:start" && level) level.start = Number(value) || 1;
      else if (name === "w:num") list = attributes["w:numId"] ?? "";
      else if (name === "w:abstractNumId") this.lists.set(list, value);
    });
  }

  /** What stands before the next paragraph of this list and level: "•" for a bullet, empty for none. */
  next(list: string, level: number): string {
    const abstract = this.lists.get(list);
    const levels = abstract === undefined ? undefined : this.levels.get(abstract);
    const own = levels?.get(level);
    if (!levels || !own || own.format === "none") return "";
    if (own.format === "bullet") return "•";
    const counts = this.counts.get(abstract ?? "") ?? [];
    counts[level] = (counts[level] ?? own.start - 1) + 1;
    counts.length = level + 1;
    this.counts.set(abstract ?? "", counts);
    return own.text.replace(/%(\d)/g, (_, at: string) => {
      const index = Number(at) - 1;
      return printed(counts[index] ?? levels.get(index)?.start ?? 1, levels.get(index)?.format ?? "decimal");
    });
  }
}

const roman: [number, string][] = [
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];

function printed(value: number, format: string): string {
  if (/letter$/i.test(format)) {
    const letter = String.fromCharCode(97 + ((value - 1) % 26));
    return format.startsWith("upper") ? letter.toUpperCase() : letter;
  }
  if (/roman$/i.test(format)) {
    let text = "";
    let left = Math.min(value, 89);
    for (const [size, sign] of roman) for (; left >= size; left -= size) text += sign;
    return format.startsWith("upper") ? text.toUpperCase() : text;
  }
  if (/chinese|ideograph|japaneseCounting|taiwanese/i.test(format)) return hanNumeral(value);
  return String(value);
}

function hanNumeral(value: number): string {
  const digits = "〇一二三四五六七八九";
  if (value < 10) return digits[value] ?? "";
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? (digits[tens] ?? "") : ""}十${value % 10 > 0 ? (digits[value % 10] ?? "") : ""}`;
}

function each(
  xml: string,
  open: (name: string, attributes: Readonly<Record<string, string | undefined>>) => void,
): void {
  new Parser({ onopentag: open }, { xmlMode: true }).end(xml);
}
