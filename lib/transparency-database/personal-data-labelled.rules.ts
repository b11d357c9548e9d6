import type { Detector } from "./personal-data-patterns.rules";

const months = [
  "Jan(?:uary|uar|vier)?|Feb(?:ruary|ruar)?|Febrero|Février|Mar(?:ch|s|zo)?|März|Apr(?:il|ile)?|Avril|Abril|May|Mai|Mayo|Maggio",
  "June?|Juni|Juin|Junio|Giugno|July?|Juli|Juillet|Julio|Luglio|Aug(?:ust)?|Août|Agosto|Sep(?:t(?:ember|embre)?)?|Settembre",
  "Septiembre|Oct(?:ober|obre)?|Okt(?:ober)?|Ottobre|Octubre|Nov(?:ember|embre|iembre)?|De[cz](?:ember)?|Décembre|Diciembre|Dicembre",
].join("|");
const day = "\\d{1,2}(?:st|nd|rd|th|\\.|º|er)?";
const date = [
  `${day} (?:de |of )?(?:${months})\\.?,? (?:de |del )?\\d{4}`,
  `(?:${months})\\.? ${day},? \\d{4}`,
  "\\d{1,2}[./-] ?\\d{1,2}[./-] ?(?:\\d{4}|\\d{2})",
  "\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}",
].join("|");
const born =
  "born(?: on| in)?|date of birth|birth ?da(?:y|te)|d\\.?o\\.?b\\.?|geboren(?: am)?|geb\\.|Geburts(?:datum|tag)|née? le|nacid[oa] el|nat[oa] il|data di nascita|fecha de nacimiento|date de naissance";
const chineseDate = "\\d{4}\\s?[年./-]\\s?\\d{1,2}\\s?[月./-]\\s?\\d{1,2}\\s?日?";

/** What a word before it gives away: the day on which somebody was born, and the number of what they bought or were sent. */
export const labelledDetectors: readonly Detector[] = [
  {
    kind: "birth_date",
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${born})\\s?[:：]? ?(?:is |was |on )?(?:${date})(?![\\p{L}\\p{N}])`,
      "giu",
    ),
  },
  {
    kind: "birth_date",
    pattern: new RegExp(`(?:出生(?:日期|于|於)?|生日|生于|生於)\\s?[:：是为]?\\s?${chineseDate}`, "gu"),
  },
  { kind: "birth_date", pattern: new RegExp(`${chineseDate}(?:出)?生(?![产意产活效])`, "gu") },
  {
    kind: "id_number",
    pattern:
      /(?:护照|護照|(?<!\p{L})passport)(?: ?(?:号码|號碼|号|號|no\.?|number))?\s?[:：是为為]?\s?(?=[A-Z0-9]{0,8}\d{2})[A-Z][A-Z0-9]{7,8}(?![\p{Script=Latin}\p{N}])/giu,
  },
  {
    kind: "order_number",
    pattern:
      /(?<![\p{L}\p{N}])(?:order|parcel|shipment|invoice|Bestellung|Bestellnummer|commande|pedido|ordine)(?: ?(?:no\.?|nr\.?|number|id|#|n[°º]))?\s?[:：#]?\s?(?=[A-Z-]{0,6}\d)[A-Z0-9-]{6,30}(?<=\d)(?![\p{L}\p{N}])/giu,
    confirm: (match) => (match.replace(/\D/g, "").length >= 6 ? match : null),
  },
  {
    kind: "order_number",
    pattern: /(?:订单|訂單|运单|運單|快递单|物流单)(?:编号|編號|号|號)?\s?[:：是为]?\s?[A-Z]{0,4}\d{6,24}/giu,
  },
];
