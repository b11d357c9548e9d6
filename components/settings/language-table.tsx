import { useTranslations } from "next-intl";
import { localeNames } from "@/i18n/locales";
import type { Coverage } from "@/messages/coverage";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";

/** One row a language of letters: the share that is translated, the keys that are missing, who checked it. */
export function LanguageTable({ languages }: { languages: readonly Coverage[] }) {
  const t = useTranslations("languages");
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("language")}</HeaderCell>
          <HeaderCell isNumber>{t("translated")}</HeaderCell>
          <HeaderCell>{t("missing")}</HeaderCell>
          <HeaderCell>{t("checked")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {languages.map((one) => (
          <LanguageLine key={one.language} one={one} />
        ))}
      </TableBody>
    </Table>
  );
}

function LanguageLine({ one: { language, all, missing, checked } }: { one: Coverage }) {
  const t = useTranslations("languages");
  return (
    <TableRow>
      <HeaderCell scope="row">
        <span lang={language}>{localeNames[language]}</span>
      </HeaderCell>
      <Cell isNumber label={t("translated")}>
        {t("share", { done: all - missing.length, all })}
      </Cell>
      <Cell label={t("missing")}>
        {missing.length === 0 ? (
          t("none")
        ) : (
          <details>
            <summary>{t("list", { count: missing.length })}</summary>
            <ul className="mt-2 grid gap-1 text-12 [overflow-wrap:anywhere]">
              {missing.map((key) => (
                <li key={key}>{key}</li>
              ))}
            </ul>
          </details>
        )}
      </Cell>
      <Cell label={t("checked")}>
        {checked ? (
          t.rich("checkedBy", { name: checked.by, day: () => <Time value={checked.on} show="day" zone="UTC" /> })
        ) : (
          <Status look="plain" tone="caution">
            {t("notChecked")}
          </Status>
        )}
      </Cell>
    </TableRow>
  );
}
