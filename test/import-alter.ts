/** An altered copy of a document: its text, and where each line of the original went. */
export type Altered = { text: string; moved: (line: number) => number };

/** Headings get other words: the same ones backwards, so that no word the importer might know stays at its place. */
export function renamed(text: string): Altered {
  const lines = text.split("\n");
  const altered = lines.map((line, at) => {
    const underlined = /^\s*-{3,}\s*$/.test(lines[at + 1] ?? "") && line.length < 120 && !/^\S{1,3}\)/.test(line);
    if (underlined)
      return line.replace(
        /^(\s*(?:\d+\\?\.\s*)?\**)(.*?)(\**\s*)$/u,
        (_, open, words, close) => `${open}${backwards(words)}${close}`,
      );
    return line
      .replace(
        /^(\s*\*\*(?:\d+\\?\.\s*)?)([^*]+?)([.:]?\*\*)/u,
        (_, open, words, close) => `${open}${backwards(words)}${close}`,
      )
      .replace(/【([^】]+)】/gu, (_, words: string) => `【${[...words].reverse().join("")}】`);
  });
  return { text: altered.join("\n"), moved: (line) => line };
}

function backwards(words: string): string {
  return words.split(" ").reverse().join(" ");
}

const romans = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix".split(" ");
const hans = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三".split(" ");

/** Numbers and letters of another kind at the same places: 1) is (a), a. is i. or 1), 一、 is 1、, (一) is 1), Section II is Section 2. */
export function renumbered(text: string): Altered {
  const numbersOutside = /^\s*1\\?\) [\s\S]*?^\s*a\. /m.test(text);
  const ofLetter = (sign: string) =>
    numbersOutside ? `${romans[sign.charCodeAt(0) - 97]}. ` : `${sign.charCodeAt(0) - 96}) `;
  const altered = text.split("\n").map((line) => {
    const number = /^(\s*)(\d{1,2})\\?\)\s(.*)$/su.exec(line);
    if (number) return `${number[1]}(${String.fromCharCode(96 + Number(number[2]))}) ${number[3]}`;
    const letter = /^(\s*\*\s|\s*)\(?([a-s])[.)]\s(.*)$/su.exec(line);
    if (letter) return `${letter[1]}${ofLetter(letter[2] ?? "")}${letter[3]}`;
    return line
      .replace(/\* ([a-s])\. /gu, (_, sign: string) => `* ${ofLetter(sign)}`)
      .replace(/^([一二三四五六七八九十]{1,2})、/u, (_, sign: string) => `${hans.indexOf(sign) + 1}、`)
      .replace(/[(（]([一二三四五])[)）]/gu, (_, sign: string) => `${hans.indexOf(sign) + 1}) `)
      .replace(/\bSection II\b/gu, "Section 2");
  });
  return { text: altered.join("\n"), moved: (line) => line };
}

/** Sections in another order: blocks that begin where `begins` says so, each whole, the last first. */
export function shuffled(text: string, begins: (line: string, next: string) => boolean): Altered {
  const lines = text.split("\n");
  const starts = lines.flatMap((line, at) => (begins(line, lines[at + 1] ?? "") ? [at] : []));
  const first = starts[0] ?? 0;
  const blocks = starts.map((start, index) => ({ start, end: starts[index + 1] ?? lines.length }));
  const order = [...blocks.slice(0, -1).reverse(), ...blocks.slice(-1)];
  const places = new Map<number, number>();
  const out: string[] = [];
  const put = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) {
      places.set(at + 1, out.length + 1);
      out.push(lines[at] ?? "");
    }
  };
  put(0, first);
  for (const { start, end } of order) put(start, end);
  return { text: out.join("\n"), moved: (line) => places.get(line) ?? line };
}
