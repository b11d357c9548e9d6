import { normalise } from "@/lib/matching/normalise.rules";

/** One form of a name to look for: folded as the matcher folds texts, and how it must stand there. */
export type NameForm = {
  folded: string;
  /** Set where it counts only with the capitals it has here: short, or a word of the language with a small letter. */
  exactly: string | null;
  hasHan: boolean;
};

/** Direction marks, joiners, accents as signs of their own: they make no letter another one. */
const unseen = /[\p{Cf}\p{M}]/gu;
const shownLetters = (text: string) => text.normalize("NFKD").replace(unseen, "");

/**
 * Whether two spellings of the same letters have their capitals alike: the first letter, and any after it. What else may
 * differ (a mark between the letters, width, an accent, a look-alike) hides nobody.
 */
export function hasSameCapitals(one: string, other: string): boolean {
  const capitalsOf = (text: string) => {
    const [first = "", ...rest] = [...shownLetters(text)].map((letter) => /\p{Uppercase}/u.test(letter));
    return `${first} ${rest.includes(true)}`;
  };
  return capitalsOf(one) === capitalsOf(other);
}

const han = /\p{Script=Han}/u;
const onlyHan = /^\p{Script=Han}+$/u;

/** Words of every text that are names, too: "will" of Will Smith counts only as it is written in the name. */
const ordinaryWords = new Set(
  (
    "will mark grace rose hope faith grant frank bill jack rich dean earl summer young long king green brown white black " +
    "price page case june april august autumn dawn drew chase chance miles gene carol ruby pearl pierce wade ward sage lane " +
    "rules bush bell cook hall hill moore park wood woods stone fields rivers banks shop post ford bond love good best more"
  ).split(" "),
);

const compoundSurnames = new Set(
  "欧阳 司马 上官 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 端木 夏侯 闻人 南宫".split(" "),
);
/**
 * The twenty surnames that half of all people in China bear. 王先生 points at nobody among them and stays; 冼先生 may be
 * the one person of that name whom the reader knows, and is taken out.
 */
const commonSurnames = new Set([..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"]);
const titles = ["先生", "女士", "小姐", "太太", "老师", "同学", "经理", "师傅", "医生", "律师"];

/** Folded, also as a text in Latin letters would be: there look-alikes of another script are read as Latin. */
function foldings(name: string): string[] {
  const latin = `${"x".repeat(name.length + 1)} `;
  return [...new Set([normalise(name).text, normalise(latin + name).text.slice(latin.length)])];
}

/** The given name of a Chinese one, and its surname with a title where few people share it. */
function hanParts(name: string): string[] {
  const plain = normalise(name.replace(/\s/g, "")).text;
  if (!onlyHan.test(plain)) return [];
  const signs = [...plain];
  if (signs.length < 2 || signs.length > 4) return [];
  const isCompound = signs.length > 2 && compoundSurnames.has(signs.slice(0, 2).join(""));
  const surname = signs.slice(0, isCompound ? 2 : 1).join("");
  const given = signs.slice(isCompound ? 2 : 1);
  const titled = commonSurnames.has(surname) ? [] : titles.map((title) => surname + title);
  // One sign alone stands in too many words.
  return [plain, ...(given.length >= 2 ? [given.join("")] : []), ...titled];
}

/** The words of a name; of an address the part before the @, if it looks like a person and not like "info". */
function wordsOf(name: string): string[] {
  if (!name.includes("@")) return name.split(/[\s,·•・]+/u);
  const local = name.slice(0, name.indexOf("@"));
  return /[\d._-]/.test(local) ? [local] : [];
}

/**
 * What to look for: whole names and addresses in any case; of their parts those of four letters and more in any case, the
 * shorter ones (from `shortest` letters on) and ordinary words only with the capitals that they have in the name.
 */
export function formsOf(names: readonly string[], shortest: number): NameForm[] {
  const forms = names.flatMap((given): NameForm[] => {
    const name = given.normalize("NFC").trim();
    if ([...name].length < 2) return [];
    const parts = wordsOf(name).flatMap((part): [string, string | null][] => {
      const plain = part.normalize("NFKC").replace(/\p{Cf}/gu, "");
      const length = [...plain].length;
      if (han.test(plain)) return length >= 2 ? [[part, null]] : [];
      if (length < shortest) return [];
      if (length >= 4 && !ordinaryWords.has(plain.toLowerCase())) return [[part, null]];
      return /^\p{Lu}/u.test(plain) || length >= 3 ? [[part, plain]] : [];
    });
    const all: [string, string | null][] = [
      [name, null],
      ...hanParts(name).map((part): [string, null] => [part, null]),
      ...parts,
    ];
    return all.flatMap(([text, exactly]) =>
      foldings(text).map((folded) => ({ folded, exactly, hasHan: han.test(folded) })),
    );
  });
  return forms.filter(({ folded }) => folded.trim() !== "");
}
