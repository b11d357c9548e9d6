import { useTranslations } from "next-intl";

/** What a field of the choice is called on this screen; the item itself where the refusal kept no field, or one without words. */
export function useFieldName(): (field?: string) => string {
  const own = useTranslations("waves.fields");
  const shared = useTranslations("case.fields");
  return (field = "case") => {
    const root = field.split(".")[0] ?? field;
    if (own.has(root)) return own(root);
    return shared.has(root) ? shared(root) : own("case");
  };
}
