import { useTranslations } from "next-intl";

/** What a message is, in words; a kind that has none yet is shown as it is. */
export function useKindWords(): (kind: string) => string {
  const t = useTranslations("settings.kinds");
  return (kind) => {
    // A dot parts levels in a catalogue, so the keys there have none.
    const key = kind.replaceAll(".", "_");
    return t.has(key) ? t(key) : kind;
  };
}
