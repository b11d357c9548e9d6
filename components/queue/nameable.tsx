import { useLocale, useTranslations } from "next-intl";
import { namesOf } from "@/i18n/formats";

type Group =
  | "surface"
  | "language"
  | "role"
  | "source"
  | "state"
  | "tag"
  | "severity"
  | "category"
  | "relation"
  | "outcome"
  | "escalatedTo";

/**
 * The words for a code that a platform, a matcher or a notifier gives. Codes we have no words for are shown as they
 * are: an admin may add a platform with surfaces of its own.
 */
export function Nameable({ group, code }: { group: Group; code: string | null }) {
  const name = useNames();
  return <>{name(group, code)}</>;
}

export function useNames(): (group: Group, code: string | null) => string {
  const t = useTranslations("queue.names");
  const locale = useLocale();
  return (group, code) => {
    if (code === null || code === "") return t("unknown");
    if (group === "language" && code === "und") return t("languageUnknown");
    if (group === "language" && !t.has(`language.${code}`)) return languageName(code, locale);
    const key = `${group}.${code.replaceAll(/[^A-Za-z0-9]+/g, "_")}`;
    return t.has(key) ? t(key) : code.replaceAll(/[_-]+/g, " ");
  };
}

/**
 * Languages that every browser has a name for. The server knows more than some browsers do, and a page whose words change when
 * its script begins is thrown away and made again: the others are shown by a name of our own, where the catalogue has one, or by their code.
 */
const named: ReadonlySet<string> = new Set(
  (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lo lt lv " +
    "mk ml mn mr ms my nb ne nl no pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zh-Hans zh-Hant zu"
  ).split(" "),
);

function languageName(tag: string, locale: string): string {
  if (!named.has(tag)) return tag;
  try {
    return namesOf(locale, { type: "language", languageDisplay: "standard" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
