import { useTranslations } from "next-intl";

/** Why something did not arrive, in words; a code that has none yet is shown as it is. */
export function useWhy(): (code: string) => string {
  const t = useTranslations("database.why");
  return (code) => (t.has(code) ? t(code) : code);
}
