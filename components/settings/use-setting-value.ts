import { useFormatter, useTranslations } from "next-intl";
import type { SettingOnPage } from "@/lib/administration/contract";

/** A value in words: "30 seconds", "yes", an address. */
export function useSettingValue({ unit }: Pick<SettingOnPage, "unit">) {
  const t = useTranslations("settings");
  const format = useFormatter();
  return (value: SettingOnPage["first"]): string => {
    if (typeof value === "boolean") return value ? t("yes") : t("no");
    if (unit === "veil") return t.has(`veils.${value}`) ? t(`veils.${value}`) : String(value);
    if (typeof value === "string") return value === "" ? t("noAddress") : value;
    return t.has(`units.${unit}`) ? t(`units.${unit}`, { count: value }) : format.number(value);
  };
}
