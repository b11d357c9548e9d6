import { useLocale, useTranslations } from "next-intl";
import { dayWithZone } from "@/lib/platform/letter.rules";

type Props = {
  /** `endsOn`: YYYY-MM-DD in `zone`; null while the six months have not begun. */
  window: { endsOn: string | null; zone: string };
  mayAppeal: boolean;
};

/** Until which day a complaint can be made, or that the time is over; nothing where none was ever due here. */
export function ComplaintWindow({ window: { endsOn, zone }, mayAppeal }: Props) {
  const t = useTranslations("addressee.appeal");
  const locale = useLocale();
  const day = endsOn && dayWithZone(endsOn, zone, locale);
  if (!mayAppeal) return day ? <p className="font-medium">{t("over", { day })}</p> : null;
  return (
    <p>
      {day ? t("until", { day }) : t("anyTime")} {day ? t("free") : null}
    </p>
  );
}
