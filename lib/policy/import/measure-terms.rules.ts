import type { Action } from "../sanctions.contract";
import { hanNumber } from "./marks.rules";

/** How long a measure lasts as its words say it; `isExact` false: they give a range, a bound or part of a day. */
export type ReadTerm = Pick<Action, "durationDays" | "permanent" | "indefinite"> & { isExact: boolean };

const none: ReadTerm = { durationDays: null, permanent: false, indefinite: false, isExact: true };

const words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(" ");
const numberWords = new Map<string, number>([
  ...words.map((word, index) => [word, index + 1] as const),
  ...([
    ["a", 1],
    ["an", 1],
    ["twenty", 20],
    ["thirty", 30],
    ["sixty", 60],
    ["ninety", 90],
  ] as const),
]);
const figure = `(?<![.,\\d])\\d{1,4}(?![.,]?\\d)|\\b(?:${[...numberWords.keys()].join("|")})\\b`;
const inEnglish = new RegExp(
  `(${figure})[ -]*(?:\\(\\d{1,4}\\) *)?(?:calendar |consecutive |full )?(hour|day|week|month|year)s?\\b`,
  "giu",
);
const inChinese = /(\d{1,4}|[一二两兩三四五六七八九十百]{1,4})(?:个|個)?(小[时時]|天|日|周|星期|月|年)/gu;

/** A month is taken as thirty days and a year as 365: the desk counts days, and no month has a fixed number of them. */
const daysIn: Record<string, number> = {
  ...{ hour: 1 / 24, day: 1, week: 7, month: 30, year: 365 },
  ...{ 小时: 1 / 24, 小時: 1 / 24, 天: 1, 日: 1, 周: 7, 星期: 7, 月: 30, 年: 365 },
};
const ranged =
  /\b(?:up to|at (?:most|least)|no (?:more|less) than|between|minimum|maximum|or (?:more|longer)|or less|from \d)\b|\d\s*(?:[-–—~～至到]|to)\s*\d|以[上下内內]|至少|至多|最[多少长長]/iu;
const forGood =
  /\bpermanent(?:ly)?\b|\bfor (?:good|ever|life)\b|\bforever\b|\blife(?:time|long)\b|永久|永[远遠]|[终終]身/iu;
const openEnded = /\bindefinite(?:ly)?\b|\buntil further notice\b|[无無]限期|[无無]期限/iu;

/** The one term that the words state. Two different ones are none that could be taken. */
export function termIn(label: string): ReadTerm {
  if (forGood.test(label)) return { ...none, permanent: true };
  if (openEnded.test(label)) return { ...none, indefinite: true };
  const days = new Set(
    [...label.matchAll(inEnglish), ...label.matchAll(inChinese)].map(
      ([, number = "", unit = ""]) => numberOf(number.toLowerCase()) * (daysIn[unit.toLowerCase()] ?? 0),
    ),
  );
  if (days.size === 0) return none;
  const [length = 0] = days;
  const whole = Math.round(length);
  const isWhole = Math.abs(whole - length) < 1e-6 && whole > 0;
  if (days.size > 1 || ranged.test(label) || !isWhole) return { ...none, isExact: false };
  return { ...none, durationDays: whole, isExact: true };
}

/** Whether the term had to be turned into days. */
export function isConverted(label: string): boolean {
  return /\b(?:hour|month|year)s?\b|小[时時]|月|年/iu.test(label);
}

const pointsEnglish = new RegExp(
  `(${figure})[ -]+(?:\\(\\d{1,4}\\) *)?(?:penalty |violation |credit |demerit )?(?:points?|strikes?)\\b`,
  "iu",
);
const pointsChinese = /[扣记記](?:[除罚罰违違规規])*(\d{1,4}|[一二两兩三四五六七八九十百]{1,4})分(?![钟鐘])/u;

/** How many points are taken or given; null: the words say no number. */
export function pointsIn(label: string): number | null {
  const found = (pointsEnglish.exec(label) ?? pointsChinese.exec(label))?.[1];
  const points = found === undefined ? 0 : numberOf(found.toLowerCase());
  return points > 0 ? points : null;
}

const eachTime =
  /\b(?:per|for (?:each|every)) (?:infringement|violation|breach|offence|offense)\b|每(?:次|件|[个個])/giu;

/** Whether the points are for each infringement, and not once. */
export function arePerInfringement(label: string): boolean {
  return pointsIn(label) !== null && label.search(eachTime) >= 0;
}

/** The words without what states a term or points, for whoever asks what else they say. */
export function withoutTerms(label: string): string {
  return [inEnglish, inChinese, pointsEnglish, pointsChinese, eachTime, forGood, openEnded].reduce(
    (left, found) => left.replace(new RegExp(found.source, [...new Set(`${found.flags}g`)].join("")), " "),
    label,
  );
}

function numberOf(words: string): number {
  if (/^\d+$/.test(words)) return Number(words);
  // 两 is how two of something is said.
  return numberWords.get(words) ?? hanNumber(words.replace(/[两兩]/gu, "二")) ?? 0;
}
