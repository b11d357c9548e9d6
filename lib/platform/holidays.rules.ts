import { addDays } from "./time.rules";

/**
 * Public holidays of the whole of a Member State, for Art. 3(4) of Regulation (EEC, Euratom) 1182/71: a period that ends
 * on one ends with the next working day. `MM-DD`; `E+1` counts from Easter Sunday, `O+1` from that of the eastern
 * churches; `1Mon05` is the first Monday of May, `LMon10` the last of October. A day too many gives somebody a day more;
 * regional days are left out. Compiled from the states' own lists; to be checked by counsel once a year.
 */
const holidaysOf: Readonly<Record<string, string>> = {
  AT: "01-01 01-06 E+1 05-01 E+39 E+50 E+60 08-15 10-26 11-01 12-08 12-25 12-26",
  BE: "01-01 E+1 05-01 E+39 E+50 07-21 08-15 11-01 11-11 12-25",
  BG: "01-01 03-03 O-2 O+1 05-01 05-06 05-24 09-06 09-22 12-24 12-25 12-26",
  CY: "01-01 01-06 O-48 03-25 04-01 O-2 O+1 05-01 O+50 08-15 10-01 10-28 12-25 12-26",
  CZ: "01-01 E-2 E+1 05-01 05-08 07-05 07-06 09-28 10-28 11-17 12-24 12-25 12-26",
  DE: "01-01 E-2 E+1 05-01 E+39 E+50 10-03 12-25 12-26",
  DK: "01-01 E-3 E-2 E+1 E+39 E+50 06-05 12-25 12-26",
  EE: "01-01 02-24 E-2 05-01 06-23 06-24 08-20 12-24 12-25 12-26",
  ES: "01-01 01-06 E-2 05-01 08-15 10-12 11-01 12-06 12-08 12-25",
  FI: "01-01 01-06 E-2 E+1 05-01 E+39 12-06 12-25 12-26",
  FR: "01-01 E+1 05-01 05-08 E+39 E+50 07-14 08-15 11-01 11-11 12-25",
  GR: "01-01 01-06 O-48 03-25 O-2 O+1 05-01 O+50 08-15 10-28 12-25 12-26",
  HR: "01-01 01-06 E+1 05-01 05-30 E+60 06-22 08-05 08-15 11-01 11-18 12-25 12-26",
  HU: "01-01 03-15 E-2 E+1 05-01 E+50 08-20 10-23 11-01 12-24 12-25 12-26",
  IE: "01-01 1Mon02 03-17 E+1 1Mon05 1Mon06 1Mon08 LMon10 12-25 12-26",
  IT: "01-01 01-06 E+1 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26",
  LT: "01-01 02-16 03-11 E+1 05-01 06-24 07-06 08-15 11-01 11-02 12-24 12-25 12-26",
  LU: "01-01 E+1 05-01 05-09 E+39 E+50 06-23 08-15 11-01 12-25 12-26",
  LV: "01-01 E-2 E+1 05-01 05-04 06-23 06-24 11-18 12-24 12-25 12-26 12-31",
  MT: "01-01 02-10 03-19 03-31 E-2 05-01 06-07 06-29 08-15 09-08 09-21 12-08 12-13 12-25",
  NL: "01-01 E+1 04-27 E+39 E+50 12-25 12-26",
  PL: "01-01 01-06 E+1 05-01 05-03 E+60 08-15 11-01 11-11 12-24 12-25 12-26",
  PT: "01-01 E-2 04-25 05-01 E+60 06-10 08-15 10-05 11-01 12-01 12-08 12-25",
  RO: "01-01 01-02 01-06 01-07 01-24 O-2 O+1 05-01 06-01 O+50 08-15 11-30 12-01 12-25 12-26",
  SE: "01-01 01-06 E-2 E+1 05-01 E+39 06-06 12-25 12-26",
  SI: "01-01 01-02 02-08 E+1 04-27 05-01 05-02 06-25 08-15 10-31 11-01 12-25 12-26",
  SK: "01-01 01-06 E-2 E+1 05-01 05-08 07-05 08-29 09-15 11-01 11-17 12-24 12-25 12-26",
};

/** The Member States of the table, ISO 3166. */
export const holidayCountries: readonly string[] = Object.keys(holidaysOf);

/** The zones of the Member States: where somebody's days are counted says whose holidays are theirs. */
const countryOfZone: Readonly<Record<string, string>> = {
  "Africa/Ceuta": "ES",
  "Asia/Famagusta": "CY",
  "Asia/Nicosia": "CY",
  "Atlantic/Azores": "PT",
  "Atlantic/Canary": "ES",
  "Atlantic/Madeira": "PT",
  "Europe/Amsterdam": "NL",
  "Europe/Athens": "GR",
  "Europe/Berlin": "DE",
  "Europe/Bratislava": "SK",
  "Europe/Brussels": "BE",
  "Europe/Bucharest": "RO",
  "Europe/Budapest": "HU",
  "Europe/Busingen": "DE",
  "Europe/Copenhagen": "DK",
  "Europe/Dublin": "IE",
  "Europe/Helsinki": "FI",
  "Europe/Lisbon": "PT",
  "Europe/Ljubljana": "SI",
  "Europe/Luxembourg": "LU",
  "Europe/Madrid": "ES",
  "Europe/Malta": "MT",
  "Europe/Paris": "FR",
  "Europe/Prague": "CZ",
  "Europe/Riga": "LV",
  "Europe/Rome": "IT",
  "Europe/Sofia": "BG",
  "Europe/Stockholm": "SE",
  "Europe/Tallinn": "EE",
  "Europe/Vienna": "AT",
  "Europe/Vilnius": "LT",
  "Europe/Warsaw": "PL",
  "Europe/Zagreb": "HR",
};

/** Where a Member State has several zones: the one of its capital. */
const capitalZone: Readonly<Record<string, string>> = {
  CY: "Asia/Nicosia",
  DE: "Europe/Berlin",
  ES: "Europe/Madrid",
  PT: "Europe/Lisbon",
};

/** The zone by which an authority of this state (ISO 3166) counts its days, or null where it is no Member State. */
export function zoneOfState(country: string): string | null {
  const own = Object.keys(countryOfZone).find((zone) => countryOfZone[zone] === country);
  return capitalZone[country] ?? own ?? null;
}

const two = (value: number) => String(value).padStart(2, "0");
const dayOf = (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`;

/** Easter Sunday of the western churches, YYYY-MM-DD (the anonymous Gregorian computus, Meeus). */
export function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leaps = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25);
  const epact = (leaps + 19 * golden + 15) % 30;
  const moon = epact - Math.floor(epact / 28) * (1 - Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11));
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7;
  const offset = moon - weekday;
  const month = 3 + Math.floor((offset + 40) / 44);
  return dayOf(year, month, offset + 28 - 31 * Math.floor(month / 4));
}

/** Easter Sunday of the eastern churches, as a day of the Gregorian calendar; right from 1900 to 2099. */
export function easternEasterSunday(year: number): string {
  const moon = (19 * (year % 19) + 15) % 30;
  const weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7;
  const julian = moon + weekday + 114;
  return addDays(dayOf(year, Math.floor(julian / 31), (julian % 31) + 1), 13);
}

function mondayOf(year: number, which: string, month: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const days = Array.from({ length: last }, (_, index) => index + 1);
  const mondays = days.filter((day) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === 1);
  return dayOf(year, month, (which === "L" ? mondays.at(-1) : mondays[0]) ?? 1);
}

function readDay(written: string, year: number): string {
  const monday = /^([1L])Mon(\d\d)$/.exec(written);
  if (monday) return mondayOf(year, monday[1] ?? "1", Number(monday[2]));
  if (/^\d/.test(written)) return `${year}-${written}`;
  const easter = written.startsWith("E") ? easterSunday(year) : easternEasterSunday(year);
  return addDays(easter, Number(written.slice(1)));
}

const known = new Map<string, ReadonlySet<string>>();

/** The public holidays of a Member State in a year, YYYY-MM-DD; none for a country that is not in the table. */
export function holidaysIn(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const found = known.get(key);
  if (found) return found;
  const written = holidaysOf[country]?.split(" ") ?? [];
  const days = new Set(written.map((day) => readDay(day, year)));
  known.set(key, days);
  return days;
}

/** Whether a day (YYYY-MM-DD) is a public holiday where this zone is. Zones outside the Union have none here. */
export function isHolidayIn(zone: string, day: string): boolean {
  const country = countryOfZone[zone];
  return country !== undefined && holidaysIn(country, Number(day.slice(0, 4))).has(day);
}
