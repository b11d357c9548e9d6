import { useLocale, useTranslations } from "next-intl";
import { listFormat, namesOf } from "@/i18n/formats";
import { localeOfTag } from "@/i18n/locales";
import { zoneInWords } from "@/lib/platform/letter.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { exactTime, instantOf } from "../ui/time.rules";

type Group = "kind" | "finding" | "aim" | "category" | "keyword" | "state";
type SharedGroup = "role" | "surface" | "severity" | "relation";

/** The words for a code of a pack. Codes we have no words for are shown as they are: a platform may have its own. */
export function usePolicyNames(): (group: Group | SharedGroup, code: string) => string {
  const ours = useTranslations("library.names");
  const shared = useTranslations("queue.names");
  return (group, code) => {
    const key = `${group}.${code.replaceAll(/[^A-Za-z0-9]+/g, "_")}`;
    if (ours.has(key)) return ours(key);
    return shared.has(key) ? shared(key) : code.replaceAll(/[_-]+/g, " ");
  };
}

/** A zone by its name: "China Standard Time", not "Asia/Shanghai". For what the server draws: browsers know other names. */
export function useZoneName(): (zone: string) => string {
  const language = localeOfTag(useLocale()) ?? "en";
  return (zone) => zoneInWords(zone, dayIn(new Date(), zone), language);
}

/** Several of them in one phrase. */
export function useListed(): (items: readonly string[], type?: "conjunction" | "disjunction") => string {
  const locale = useLocale();
  return (items, type = "conjunction") => listFormat(locale, { style: "long", type }).format(items);
}

/** A day of a platform (YYYY-MM-DD) in the reader's words; it is that day in its zone, so no zone is applied. */
export function useDay(): (day: string) => string {
  const locale = useLocale();
  return (day) => exactTime(instantOf(`${day}T00:00:00Z`), locale, "UTC", "day");
}

/** Countries by their ISO 3166 codes; what a platform wrote instead of one stays as it is. */
export function useCountries(): (codes: readonly string[]) => string {
  const locale = useLocale();
  const listed = useListed();
  return (codes) => {
    // Short: browsers and the server know different long names ("Hong Kong", "Hong Kong SAR China"), and a page whose
    // words change when its script begins is thrown away and made again.
    const names = namesOf(locale, { type: "region", style: "short" });
    return listed(codes.map((code) => (/^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code)));
  };
}
