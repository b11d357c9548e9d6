import { useLocale } from "next-intl";
import { type Locale, localeOfTag } from "@/i18n/locales";
import { type Help, helpInWords } from "@/lib/platform/help.rules";
import { cn } from "../ui/text";

/** Places of help, each with its country and languages, its number and its page; both can be opened as they stand. */
export function HelpPlaces({ places, className }: { places: readonly Help[]; className?: string }) {
  const language = localeOfTag(useLocale()) ?? "en";
  return (
    <ul className={cn("grid gap-1", className)}>
      {places.map((place) => (
        <li key={`${place.label.en} ${place.country} ${place.url} ${place.phone}`} className="[overflow-wrap:anywhere]">
          <Place place={place} label={helpInWords(place, language).label} language={language} />
        </li>
      ))}
    </ul>
  );
}

function Place({ place: { phone, url }, label, language }: { place: Help; label: string; language: Locale }) {
  const isSafe = url !== null && /^https:\/\//i.test(url);
  return (
    <>
      {isSafe ? (
        <a href={url} target="_blank" rel="noopener noreferrer" className="link">
          {label}
        </a>
      ) : (
        label
      )}
      {phone ? (
        <>
          {language === "zh-Hans" ? "：" : ": "}
          <a href={`tel:${phone.replace(/[^0-9+*#]/g, "")}`} className="link whitespace-nowrap">
            {phone}
          </a>
        </>
      ) : null}
    </>
  );
}
