import type { Detector } from "./personal-data-patterns.rules";

const roadsEn =
  "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd|Square|Court|Terrace|Crescent|Highway|Parkway|Place";
const roadsFr = "rue|avenue|boulevard|place|allée|chemin|impasse|quai|route|cours|passage|faubourg";
const roadsSouth =
  "Calle|C/|Avenida|Avda\\.|Plaza|Paseo|Carrer|Via|Viale|Piazza|Corso|Vicolo|Largo|Rua|Praça|Travessa|ul\\.|ulica";
const small = "(?:(?:de|del|della|delle|dei|di|du|des|da|do|dos|das|la|le|les|los|las|San|l['’]|d['’]) ?){0,3}";
const name = "\\p{Lu}[\\p{L}'’-]{0,30}";
/** "Via Clause 5" is no road. */
const noRoad = /(?:Clause|Article|Art|Table|Rule|Annex|Section|Paragraph|Step|Chapter|Part|Item|Version|Page) \d+\w?$/u;

const noTown = "(?!(?:The|This|It|He|She|They|In|On|At|Der|Die|Das|Er|Sie|Es|Le|La|Il|El)(?![\\p{L}]))";
const townName = `${noTown}\\p{Lu}[\\p{L}'’.-]{1,30}`;
const town = `${townName}(?: (?:(?:am|an der|im|in der|de|del|di|la|sur|upon|aan den) )?${townName})?(?<![.-])`;
const country = "(?:[A-Z]{1,3}-)?";
/** Five digits or four, in Dutch with two letters, in Poland, Portugal, Sweden and the Americas in groups. */
const postcode = `${country}(?:\\d{2}-\\d{3}|\\d{3} \\d{2}|\\d{5}(?:-\\d{3,4})?|\\d{4}(?:-\\d{3}| ?[A-Z]{2})?)(?![\\p{L}\\p{N}])`;
const british = "[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}(?![\\p{L}\\p{N}])";
const apart = "(?:,? ?\\r?\\n ?|, ?| )";
const townBefore = `(?:(?<![\\p{L}\\p{N}.,-])${postcode} ${town}${apart})?`;
const townBehind = `(?:${apart}(?:${postcode} ${town}|${town},? (?:${british}|[A-Z]{2} \\d{5}(?:-\\d{4})?(?!\\d))))?`;

/** Where somebody lives: a road with a number, as it is written in several countries. */
const roads: readonly Detector[] = [
  {
    kind: "address",
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}.,-])\\d{1,5}[A-Za-z]?,? (?:\\p{Lu}[\\p{L}'’.-]{0,40},? ){1,4}(?:${roadsEn})(?![\\p{L}\\p{N}])`,
      "gu",
    ),
  },
  {
    kind: "address",
    pattern:
      /(?<!\p{L})\p{Lu}[\p{L}-]{2,30}(?:straße|strasse|str\.|gasse|allee|weg|platz|straat|laan|gracht|plein) \d{1,4} ?[a-z]?(?![\p{L}\p{N}])/gu,
  },
  {
    kind: "address",
    pattern:
      /(?<!\p{L})\p{Lu}[\p{L}-]{1,30} (?:Straße|Strasse|Str\.|Gasse|Allee|Weg|Platz|Ring|Damm|Ufer|Chaussee) \d{1,4} ?[a-z]?(?![\p{L}\p{N}])/gu,
  },
  {
    kind: "address",
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}.,-])\\d{1,4}(?: ?(?:bis|ter))?,? (?:${roadsFr.replace(/\p{L}+/gu, (word) => `[${word.charAt(0).toUpperCase()}${word.charAt(0)}]${word.slice(1)}`)}) ${small}${name}(?: ${small}${name}){0,3}`,
      "gu",
    ),
  },
  {
    kind: "address",
    pattern: new RegExp(
      `(?<!\\p{L})(?:${roadsSouth}) ?${small}${name}(?: ${small}${name}){0,3},? (?:n[.º°]{0,2} ?)?\\d{1,4}[a-z]?(?![\\p{L}\\p{N}]|[.,]\\d)`,
      "gu",
    ),
    confirm: (match) => (noRoad.test(match) ? null : match),
  },
];

const han = "\\p{Script=Han}";
const numerals = "一二三四五六七八九十";
const chineseNumber = `[${numerals}]`;
const house = "(?:[号號][楼樓]|[号號弄栋棟幢座])";
const chineseTown = `(?:${han}{2,8}(?:省|自治[区區]))?(?:${han}{2,8}市)?(?:${han}{1,8}[区區县縣镇鎮乡鄉])?`;

/** A road, with the postcode and the town that stand beside it: they say where it is. */
export const addressDetectors: readonly Detector[] = [
  ...roads.map((road) => ({
    ...road,
    pattern: new RegExp(`${townBefore}(?:${road.pattern.source})${townBehind}`, road.pattern.flags),
  })),
  {
    kind: "address",
    pattern: new RegExp(
      `${chineseTown}${han}{1,8}(?:路|街|大道|巷|弄|胡同|新村|小[区區])(?:${chineseNumber}{1,2}段)?[0-9${numerals}百]{1,6}${house}(?:[0-9${numerals}]{1,5}(?:${house}|单元|單元|[楼樓层層室]))*(?:[，,]? ?[邮郵][编編][:：]? ?\\d{6})?`,
      "gu",
    ),
  },
  // A house of a village, and a storey of a building: they have no road.
  {
    kind: "address",
    pattern: new RegExp(
      `${chineseTown}(?:(?<=[区區县縣镇鎮乡鄉])${han}{1,8}村\\d{1,4}[号號](?!线|線)|(?<=[市区區县縣镇鎮乡鄉])${han}{1,8}(?:园|園|苑|广场|廣場|大厦|大廈|公寓)[A-Z\\d]{1,3}[栋棟幢座]\\d{1,4}[楼樓层層室号號])`,
      "gu",
    ),
  },
];
