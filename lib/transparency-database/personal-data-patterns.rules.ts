import { isCardNumber, isChineseIdNumber, leadingIban, leadingIpv6 } from "./check-digits.rules";
import { addressDetectors } from "./personal-data-addresses.rules";
import { handleDetectors } from "./personal-data-handles.rules";
import { labelledDetectors } from "./personal-data-labelled.rules";
import { linkDetectors } from "./personal-data-links.rules";
import { nameDetectors } from "./personal-data-names.rules";

export const personalDataKinds = [
  "email",
  "phone",
  "handle",
  "url_with_id",
  "iban",
  "ip",
  "id_number",
  "card_number",
  "address",
  "name",
  "birth_date",
  "order_number",
] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];

export type Detector = {
  kind: PersonalDataKind;
  pattern: RegExp;
  /** The part of the match that counts, from its beginning; null if it is none after all. */
  confirm?: (match: string, before: string) => string | null;
};

const digitsIn = (text: string) => text.replace(/\D/g, "").length;
const whole = (test: (text: string) => boolean) => (text: string) => (test(text) ? text : null);
const digitsBetween = (least: number, most: number) =>
  whole((text) => digitsIn(text) >= least && digitsIn(text) <= most);

const latin = "\\p{Script=Latin}0-9";
/** A number of things or of money, written in groups as a telephone number may be. */
const ofThings =
  "(?!\\s?(?:[€$£¥%]|EUR|USD|GBP|CNY|RMB|CHF|euros?|times|orders|units|pieces|views|users|items|sales|[元件次个份人]))";
const notOfMoney = "(?<!(?:[€$£¥]|EUR|USD|GBP|CNY|RMB|CHF)\\s?)";
/** In the order in which they win where they overlap. */
export const detectors: readonly Detector[] = [
  ...linkDetectors,
  {
    kind: "email",
    pattern: new RegExp(
      `[${latin}._%+'-]{1,64}(?:@|\\s?[[(](?:at|@)[\\])]\\s?)[${latin}-]{1,63}(?:(?:\\.|\\s?[[(]dot[\\])]\\s?)[${latin}-]{1,63}){1,4}`,
      "giu",
    ),
    confirm: (match) => match.replace(/[.-]+$/, ""),
  },
  // A name in Chinese before the @; the Latin form above wins where both fit.
  {
    kind: "email",
    pattern: new RegExp(
      `\\p{Script=Han}{1,4}[${latin}._-]{0,40}@[${latin}-]{1,63}(?:\\.[${latin}-]{1,63}){1,4}`,
      "giu",
    ),
    confirm: (match) => match.replace(/[.-]+$/, ""),
  },
  ...labelledDetectors,
  {
    kind: "iban",
    pattern: /(?:(?<![\p{Script=Latin}\p{N}])|(?<=iban))[a-z]{2}\d{2}[a-z0-9 \u00A0-]{11,50}/giu,
    confirm: leadingIban,
  },
  {
    kind: "card_number",
    pattern: /(?<![\p{N}A-Za-z])(?<!\d[ .,-])[2-6]\d{3}(?:[ -]?\d){10,15}(?![\p{N}A-Za-z])(?![ .,-]\d)/gu,
    confirm: whole(isCardNumber),
  },
  {
    kind: "id_number",
    pattern: /(?<![\p{N}A-Za-z])\d{17}[\dXx](?![\p{N}A-Za-z])/gu,
    confirm: whole(isChineseIdNumber),
  },
  // With a country code: +49 170 1234567, 0086 138 0013 8000.
  {
    kind: "phone",
    pattern: /(?<![\w+])(?<!\d[ -])(?:\+|00)[1-9]\d{0,2}(?:[ ().\u00A0/-]{0,3}\d){6,13}(?!\d)/gu,
    confirm: digitsBetween(8, 17),
  },
  // Chinese mobile numbers and landlines.
  { kind: "phone", pattern: /(?<![\d.,-])1[3-9]\d[ .-]?\d{4}[ .-]?\d{4}(?![\d.,-]?\d)/gu },
  // The same digit by digit, and in characters.
  { kind: "phone", pattern: /(?<![\d.,-])(?<!\d )1[ .-][3-9](?:[ .-]\d){9}(?![ .,-]?\d)/gu },
  {
    kind: "phone",
    pattern:
      /(?<![零〇一二三四五六七八九])[一幺][三四五六七八九][零〇一幺二三四五六七八九]{9}(?![零〇一二三四五六七八九])/gu,
  },
  { kind: "phone", pattern: /(?<![\w.,-])(?:\(0\d{2,3}\)[ -]?|0\d{2,3}[ -])\d{7,8}(?![\d-])/gu },
  // National forms with a leading zero in groups, and North American ones.
  {
    kind: "phone",
    pattern: /(?<![\w.,/-])(?<!\d[ -])\(?0[1-9]\d{1,4}\)?[ /-]\d{2,8}(?:[ -]\d{2,5}){0,3}(?![\w/-])/gu,
    confirm: digitsBetween(9, 12),
  },
  // In pairs as in France, and in one piece: a leading zero and ten to twelve digits.
  { kind: "phone", pattern: /(?<![\w.,/-])(?<!\d[ -])0[1-9](?:[ .-]?\d{2}){4}(?![\w]|[ .,/-]\d)/gu },
  { kind: "phone", pattern: /(?<![\w.,/-])(?<!\d[ -])0[1-9]\d{8,10}(?![\w]|[.,/-]\d)/gu },
  // Spanish numbers in threes and Italian mobile numbers.
  {
    kind: "phone",
    pattern: new RegExp(
      `(?<![\\w.,/-])(?<!\\d[ -])${notOfMoney}[679]\\d{2}[ .-]\\d{3}[ .-]\\d{3}(?![\\w]|[ .,/-]\\d)${ofThings}`,
      "giu",
    ),
    confirm: (match) => (match.charAt(3) === match.charAt(7) && match.charAt(3) !== "." ? match : null),
  },
  { kind: "phone", pattern: /(?<![\w.,/-])(?<!\d[ -])3\d{2}[ -]\d{6,7}(?![\w]|[.,/-]\d)/gu },
  { kind: "phone", pattern: /(?<![\w-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\w-])/gu },
  {
    kind: "phone",
    pattern:
      /(?:phone|tel|telephone|mobile|cell|whatsapp|call me (?:on|at)|电话|手机|致电|联系方式)(?: number|号码|号)?[.:：]?\s?\(?\d[\d ()-]{5,17}\d/giu,
    confirm: digitsBetween(7, 15),
  },
  ...handleDetectors,
  {
    kind: "ip",
    pattern: /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)/gu,
    confirm: (match, before) => (/(?:version|release|v|版本|ver)\.?\s?$/i.test(before) ? null : match),
  },
  // A colon before it may be that of "IP:".
  { kind: "ip", pattern: /(?<![\w.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?![\w:])/giu, confirm: leadingIpv6 },
  ...addressDetectors,
  ...nameDetectors,
];
