import { hanNumber } from "./marks.rules";

/**
 * How many violations open what follows (2 or more, the present one included), and within how many days they are counted;
 * `windowDays` null: the words give no window, so that they count for good.
 */
export type Counted = { threshold: number; windowDays: number | null };

const units = "one two three four five six seven eight nine".split(" ");
const teens = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ordinals = "second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
const small = `(?:${tens.join("|")})(?:[ -](?:${units.join("|")}))?|${teens.join("|")}|${units.join("|")}`;
const figure = `(?:\\d{1,4}|(?:an?|one|two|three|four|five) hundred(?: and)?(?: (?:${small}))?|${small})`;
/** "four (4) times": the figure says again what the word said. */
const again = "(?: ?\\(\\d{1,4}\\))?";

const breach =
  "(?:violations?|breach(?:es)?|offen[cs]es?|infringements?|infractions?|incidents?|occasions?|occurrences?|complaints upheld)";
const kind = "(?:(?:confirmed|separate|such|further|similar|proven|established|recorded|different) ){0,2}";
const orMore = "(?: or more| and more|\\+)?";

/** Beyond the number that is named: "more than three times" is four. */
const beyond = "(?<beyond>\\b(?:more than|over|exceed(?:s|ing)?) )?";
const inEnglish = [
  new RegExp(`${beyond}\\b(?<many>${figure})${again}${orMore} (?:times\\b|${kind}${breach}\\b)`, "iu"),
  // Bare strikes are points that are given; what happens at a number of them is said with a word before or a window behind.
  new RegExp(
    `${beyond}\\b(?:after|at|on|upon|with|reach\\w*|of) (?<many>${figure})${again}${orMore} ${kind}strikes?\\b`,
    "iu",
  ),
  new RegExp(`\\b(?<many>${figure})${again}${orMore} ${kind}strikes?\\b(?= (?:with)?in\\b)`, "iu"),
  new RegExp(
    `\\b(?<many>${ordinals.join("|")}|\\d{1,2}(?:nd|rd|th))\\b(?: or (?:any )?(?:later|further|subsequent))? (?:${kind})(?:time|strike|${breach})\\b`,
    "iu",
  ),
  /\b(?<many>twice|thrice)\b/iu,
];

const han = "[一二两兩三四五六七八九十百]{1,5}";
const happens =
  "累[计計積积](?:[违違][规規])?|[达達]到?|[满滿]|[违違][规規犯反]|[发發]生|出[现現]|再犯|被[处處查投][罚罰实實诉訴]";
const inChinese = [
  new RegExp(`第(?<many>\\d{1,3}|${han})次`, "u"),
  new RegExp(`(?<beyond>超[过過])(?<many>\\d{1,3}|${han})次`, "u"),
  new RegExp(`(?:${happens})[^，,。；;\\d]{0,6}(?<many>\\d{1,3}|${han})次`, "u"),
  new RegExp(`(?<many>\\d{1,3}|${han})次(?:[及或]?以上|[违違][规規])`, "u"),
  // A window before it says that it counts: 90 天内 3 次.
  new RegExp(`[内內]\\s*(?<many>\\d{1,3}|${han})\\s*次`, "u"),
];

/** How many of them make the count; null: no number is named, or only the first. */
function thresholdIn(text: string): number | null {
  for (const pattern of [...inEnglish, ...inChinese]) {
    const { many, beyond: more } = pattern.exec(text)?.groups ?? {};
    const named = many === undefined ? null : numberSaid(many.toLowerCase());
    if (named === null) continue;
    const threshold = more ? named + 1 : named;
    return threshold > 1 && threshold <= 1000 ? threshold : null;
  }
  return null;
}

/** A month is taken as thirty days and a year, or twelve months, as 365: the desk counts days. */
const daysIn: Record<string, number> = {
  ...{ hour: 1 / 24, day: 1, week: 7, month: 30, quarter: 90, year: 365, minute: 1 / 1440 },
  ...{
    分钟: 1 / 1440,
    分鐘: 1 / 1440,
    小时: 1 / 24,
    小時: 1 / 24,
    天: 1,
    日: 1,
    周: 7,
    週: 7,
    星期: 7,
    月: 30,
    年: 365,
  },
};
const any =
  "(?:(?:any|each|every|the|a|an|one|single|same|last|past|previous|preceding|rolling|consecutive|period of|span of|calendar) ){0,5}";
const unit = "(?<unit>minute|hour|day|week|month|quarter|year)s?\\b";
const windows = [
  new RegExp(
    `\\b(?:within|in|during|over|inside) ${any}(?<many>${figure})${again}[ -](?:calendar |consecutive )?${unit}`,
    "iu",
  ),
  new RegExp(`\\b(?:within|in|during|over|per|inside) ${any}${unit}`, "iu"),
  new RegExp(`\\b(?:times|times each|times every) (?:an? |per |each |every )${unit}`, "iu"),
  new RegExp(
    `(?<many>\\d{1,4}|${han}|半)\\s*[个個]?\\s*(?<unit>分[钟鐘]|小[时時]|天|日|周|週|星期|月|年)(?:之)?[内內]`,
    "u",
  ),
  new RegExp(`(?:最?近|[过過]去)\\s*(?<many>\\d{1,4}|${han}|半)\\s*[个個]?\\s*(?<unit>天|日|周|週|星期|月|年)`, "u"),
];

/** Days of the window; undefined: none is said; null: one that is no number of whole days. */
function windowIn(text: string): number | null | undefined {
  for (const pattern of windows) {
    const { many, unit: named = "" } = pattern.exec(text)?.groups ?? {};
    const length = daysIn[named.toLowerCase()];
    if (length === undefined) continue;
    const count = many === undefined ? 1 : many === "半" ? 0.5 : (numberSaid(many.toLowerCase()) ?? 0);
    const years = length === 30 && count % 12 === 0 ? count / 12 : 0;
    const days = years > 0 ? years * 365 : count * length;
    // Half a year is six months.
    const whole = many === "半" && named === "年" ? 180 : Math.round(days);
    return whole > 0 && (many === "半" || Math.abs(whole - days) < 1e-6) ? whole : null;
  }
  return undefined;
}

/** Null where the words count nothing, count to one, or count what happens within minutes, which is the act itself. */
export function countedIn(words: string): Counted | null {
  const text = words
    .normalize("NFKC")
    .replace(/\s+/g, " ")
    .replace(/(?<=\p{Script=Han}) (?=\d)|(?<=\d) (?=\p{Script=Han})/gu, "");
  const threshold = thresholdIn(text);
  const window = windowIn(text);
  return threshold === null || window === null ? null : { threshold, windowDays: window ?? null };
}

function numberSaid(words: string): number | null {
  if (/^\d+(?:nd|rd|th)?$/.test(words)) return Number.parseInt(words, 10);
  if (words === "twice" || words === "thrice") return words === "twice" ? 2 : 3;
  const ordinal = ordinals.indexOf(words);
  if (ordinal >= 0) return ordinal + 2;
  if (/\p{Script=Han}/u.test(words)) return hanNumber(words.replace(/[两兩]/gu, "二"));
  return englishNumber(words);
}

/** "one hundred and eighty", "twenty-one", "four". */
function englishNumber(words: string): number | null {
  let total = 0;
  for (const word of words.split(/[ -]/)) {
    if (word === "and" || word === "") continue;
    if (word === "hundred") total = Math.max(total, 1) * 100;
    else if (word === "a" || word === "an") total += 1;
    else if (units.includes(word)) total += units.indexOf(word) + 1;
    else if (teens.includes(word)) total += teens.indexOf(word) + 10;
    else if (tens.includes(word)) total += (tens.indexOf(word) + 2) * 10;
    else return null;
  }
  return total || null;
}
