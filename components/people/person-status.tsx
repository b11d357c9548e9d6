import { useTranslations } from "next-intl";
import { Status, Tag } from "../ui/status";

type Props = { person: { disabledAt: Date | null; isDemo: boolean; isQualified?: boolean } };

/** Whether a person can sign in, and what is particular about them. */
export function PersonStatus({ person }: Props) {
  const t = useTranslations("people.status");
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {person.disabledAt ? (
        <Status look="plain" tone="caution">
          {t("disabled")}
        </Status>
      ) : (
        <Status look="plain" tone="good">
          {t("working")}
        </Status>
      )}
      {person.isQualified ? <Tag>{t("qualified")}</Tag> : null}
      {person.isDemo ? <Tag>{t("demo")}</Tag> : null}
    </span>
  );
}
