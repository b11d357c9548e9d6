import { isChineseIdNumber, isIpv6, leadingIban } from "./check-digits.rules";

export const personalDataKinds = [
  "email",
  "phone",
  "handle",
  "url_with_id",
  "iban",
  "ip",
  "id_number",
  "address",
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

const link = /(?:https?:\/\/|(?<![\w@.])www\.)[^\s<>"'“”，。；、！？）】》]+/giu;
const socialLink =
  /(?<![\w@.])(?:t\.me|wa\.me|(?:www\.|m\.)?(?:facebook|instagram|tiktok|twitter|x|weibo|linkedin|youtube|vk|telegram|xiaohongshu|douyin)\.(?:com|me))\/[^\s<>"'“”，。；、）】》]+/giu;
/** A user's own page, an id, a key: parts of an address that point at one person. */
const idInLink =
  /\/(?:u|user|users|profile|profiles|member|members|people|person|account|accounts|seller|sellers|buyer|buyers|customer|customers|orders?|id|uid)\/[^/?#]+|\/@[^/?#]+|[?&#](?:[a-z]*_?)?(?:uid|user|userid|user_id|account|member|memberid|openid|unionid|profile|seller|sellerid|buyer|buyerid|id|orderid|email|mail|phone|tel|name|token|sid|session)=[^&#]+|\d{6,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/iu;

const latin = "\\p{Script=Latin}0-9";
const roadsEn =
  "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd|Square|Court|Terrace|Crescent|Highway|Parkway|Place";

/** In the order in which they win where they overlap. */
export const detectors: readonly Detector[] = [
  { kind: "url_with_id", pattern: link, confirm: (match) => (idInLink.test(match) ? linkEnd(match) : null) },
  { kind: "url_with_id", pattern: socialLink, confirm: linkEnd },
  {
    kind: "email",
    pattern: new RegExp(
      `[${latin}._%+'-]{1,64}(?:@|\\s?[[(](?:at|@)[\\])]\\s?)[${latin}-]{1,63}(?:(?:\\.|\\s?[[(]dot[\\])]\\s?)[${latin}-]{1,63}){1,4}`,
      "giu",
    ),
    confirm: (match) => match.replace(/[.-]+$/, ""),
  },
  { kind: "iban", pattern: /(?<![\p{L}\p{N}])[A-Za-z]{2}\d{2}[A-Za-z0-9 \u00A0-]{11,50}/gu, confirm: leadingIban },
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
  { kind: "phone", pattern: /(?<![\d.,-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\d.,-]?\d)/gu },
  { kind: "phone", pattern: /(?<![\w.,-])\(?0\d{2,3}\)?[ -]\d{7,8}(?![\d-])/gu },
  // National forms with a leading zero in groups, and North American ones.
  {
    kind: "phone",
    pattern: /(?<![\w.,/-])(?<!\d[ -])\(?0[1-9]\d{1,4}\)?[ /-]\d{2,8}(?:[ -]\d{2,5}){0,3}(?![\w/-])/gu,
    confirm: digitsBetween(9, 12),
  },
  { kind: "phone", pattern: /(?<![\w-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\w-])/gu },
  {
    kind: "phone",
    pattern:
      /(?:phone|tel|telephone|mobile|cell|whatsapp|call me (?:on|at)|电话|手机|致电|联系方式)(?: number|号码|号)?[.:：]?\s?\(?\d[\d ()-]{5,17}\d/giu,
    confirm: digitsBetween(7, 15),
  },
  // Messenger accounts named as such.
  {
    kind: "handle",
    pattern:
      /(?:wechat|weixin|qq|telegram|whatsapp|skype|line|微信|扣扣)(?: ?id|号|群)?\s?[:：]\s?[A-Za-z0-9][A-Za-z0-9_.-]{4,29}/giu,
  },
  { kind: "handle", pattern: /(?:qq|扣扣)(?:号|群)?\s?\d{5,11}(?!\d)/giu },
  { kind: "handle", pattern: /(?<![\p{L}\p{N}@./_+-])@[\p{L}_](?:[\p{L}\p{N}_.-]{0,28}[\p{L}\p{N}_])?/gu },
  {
    kind: "ip",
    pattern: /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)/gu,
    confirm: (match, before) => (/(?:version|release|v|版本|ver)\.?\s?$/i.test(before) ? null : match),
  },
  { kind: "ip", pattern: /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,8}(?![\w:])/giu, confirm: whole(isIpv6) },
  {
    kind: "address",
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}.,-])\\d{1,5}[A-Za-z]?,? (?:\\p{Lu}[\\p{L}'’.-]*,? ){1,4}(?:${roadsEn})(?![\\p{L}\\p{N}])`,
      "gu",
    ),
  },
  {
    kind: "address",
    pattern:
      /(?<![\p{L}])\p{Lu}[\p{L}-]{2,30}(?:straße|strasse|str\.|gasse|allee|weg|platz) \d{1,4} ?[a-z]?(?![\p{L}\p{N}])/gu,
  },
  {
    kind: "address",
    pattern:
      /(?:\p{Script=Han}{2,8}(?:省|自治区))?(?:\p{Script=Han}{2,8}市)?(?:\p{Script=Han}{1,8}[区县镇乡])?\p{Script=Han}{1,8}(?:路|街|大道|巷|弄|胡同|新村|小区)[0-9一二三四五六七八九十百]{1,6}(?:号楼|号|弄|栋|幢|座)(?:[0-9一二三四五六七八九十]{1,5}(?:号楼|号|栋|幢|座|单元|楼|层|室))*/gu,
  },
];

/** A full stop or bracket after a link belongs to the sentence. */
function linkEnd(match: string): string {
  return match.replace(/[.,;:!?)\]]+$/, "");
}
