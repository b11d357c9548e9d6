/** Length of an IBAN by country (registry of the standard ISO 13616). */
const ibanLengths: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29",
    "ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20",
    "LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29",
    "PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30",
  ]
    .flatMap((line) => line.split(" "))
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** The part of `text` that is an IBAN with right check digits, from its beginning; null if none. Single blanks are skipped. */
export function leadingIban(text: string): string | null {
  const length = ibanLengths[text.slice(0, 2).toUpperCase()];
  if (length === undefined) return null;
  let plain = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (/[ \u00A0-]/.test(char) && /[A-Za-z0-9]/.test(text.charAt(at + 1))) continue;
    if (!/[A-Za-z0-9]/.test(char)) return null;
    plain += char.toUpperCase();
    if (plain.length < length) continue;
    return /[A-Za-z0-9]/.test(text.charAt(at + 1)) || !hasIbanCheck(plain) ? null : text.slice(0, at + 1);
  }
  return null;
}

/** Remainder by 97 of the number with the first four signs moved to the end and letters read as 10 to 35 must be 1. */
function hasIbanCheck(iban: string): boolean {
  let rest = 0;
  for (const char of iban.slice(4) + iban.slice(0, 4)) {
    const digits = Number.parseInt(char, 36).toString();
    for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

/** A resident identity number of the People's Republic (GB 11643): a possible birthday and the right last sign. */
export function isChineseIdNumber(text: string): boolean {
  const parts = /^[1-9]\d{5}((?:19|20)\d{2})(\d{2})(\d{2})\d{3}[\dXx]$/.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const birthday = new Date(Date.UTC(year, month - 1, day));
  if (birthday.getUTCMonth() !== month - 1 || birthday.getUTCDate() !== day) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(text.charAt(at)), 0);
  return "10X98765432".charAt(sum % 11) === text.charAt(17).toUpperCase();
}

/** An IPv6 address in full or shortened once by "::"; a time such as 12:30:45 or a name such as a::b is none. */
export function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 1 ? groups.length === 8 : groups.length >= 1 && groups.length <= 7 && /\d/.test(text);
}

/** The part of `text` that is an IPv6 address: a colon after it belongs to the sentence. */
export function leadingIpv6(text: string): string | null {
  if (isIpv6(text)) return text;
  const shorter = text.replace(/:$/, "");
  return shorter !== text && isIpv6(shorter) ? shorter : null;
}

/** The beginnings and lengths of payment cards (ISO/IEC 7812): others of that length are article or parcel numbers. */
const cardForms =
  /^(?:4\d{15}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35\d{14}|6(?:011|5\d\d|4[4-9]\d)\d{12}|62\d{14,17}|(?:50|5[6-9]|6[37])\d{14})$/;

/** A card number with the right last digit (Luhn). */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/\D/g, "");
  if (!cardForms.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = at % 2 === 0 ? Number(digit) : Number(digit) * 2;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
