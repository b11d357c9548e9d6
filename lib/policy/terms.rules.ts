/**
 * Official languages of the Member States as far as they are official languages of the Union (Regulation No 1/58 and the
 * states' own constitutions): what a very large platform's summary is owed in (DSA Art. 14(6)).
 */
export const officialLanguages: Readonly<Record<string, readonly string[]>> = {
  AT: ["de"],
  BE: ["nl", "fr", "de"],
  BG: ["bg"],
  CY: ["el"],
  CZ: ["cs"],
  DE: ["de"],
  DK: ["da"],
  EE: ["et"],
  ES: ["es"],
  FI: ["fi", "sv"],
  FR: ["fr"],
  GR: ["el"],
  HR: ["hr"],
  HU: ["hu"],
  IE: ["en", "ga"],
  IT: ["it"],
  LT: ["lt"],
  LU: ["fr", "de"],
  LV: ["lv"],
  MT: ["mt", "en"],
  NL: ["nl"],
  PL: ["pl"],
  PT: ["pt"],
  RO: ["ro"],
  SE: ["sv"],
  SI: ["sl"],
  SK: ["sk"],
};
export const memberStates = Object.keys(officialLanguages).sort((a, b) => a.localeCompare(b));
export const unionLanguages = [...new Set(Object.values(officialLanguages).flat())].sort((a, b) => a.localeCompare(b));

/**
 * In which a summary may be written: those, and the scripts of Chinese, which many who sell to the Union read and nobody is
 * owed.
 */
export const summaryLanguages = [...unionLanguages, "zh-Hans", "zh-Hant"];

/** A language tag as the summaries name it: without region, and Chinese by its script. */
function asWritten(tag: string): string {
  const [language = "", ...rest] = tag.toLowerCase().split("-");
  if (language !== "zh") return language;
  return rest.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "zh-Hant" : "zh-Hans";
}

/** The languages that a summary is owed in for these states; none named: all states, and so all 24 languages. */
export function languagesOwed(states: readonly string[]): string[] {
  const served = states.length > 0 ? states : memberStates;
  return [...new Set(served.flatMap((state) => officialLanguages[state] ?? []))].sort((a, b) => a.localeCompare(b));
}

/** Languages owed in which there is no summary (C3). */
export function languagesMissing(states: readonly string[], written: readonly string[]): string[] {
  return languagesOwed(states).filter((language) => !written.includes(language));
}

/**
 * The language a reader gets: the first they ask for that there is a summary in, else English, else the first there is.
 * `isAsked` is false where it is none of those that they asked for, and the page says so. Null: there is no summary.
 */
export function languageForReader(
  asked: readonly string[],
  written: readonly string[],
): { language: string; isAsked: boolean } | null {
  const wanted = asked.map(asWritten);
  const found = wanted.find((language) => written.includes(language));
  if (found) return { language: found, isAsked: true };
  const language = written.includes("en") ? "en" : written[0];
  return language === undefined ? null : { language, isAsked: wanted.length === 0 };
}

/** The languages of an Accept-Language header, the one wanted most first; what is refused (`q=0`) is left out. */
export function languagesAccepted(header: string | null): string[] {
  return (header ?? "")
    .slice(0, 1000)
    .split(",")
    .flatMap((part) => {
      const [tag = "", ...rest] = part.trim().split(";");
      const weight = Number(/q=([\d.]+)/.exec(rest.join(";"))?.[1] ?? 1);
      return /^[A-Za-z]{2,3}(-|$)/.test(tag) && weight > 0 ? [{ tag, weight }] : [];
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
