import { useLocale, useTranslations } from "next-intl";

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
    if (group === "language") return code === "und" ? t("languageUnknown") : languageName(code, locale);
    const key = `${group}.${code.replaceAll(/[^A-Za-z0-9]+/g, "_")}`;
    return t.has(key) ? t(key) : code.replaceAll(/[_-]+/g, " ");
  };
}

function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language", languageDisplay: "standard" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
