import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { listFormat, namesOf } from "@/i18n/formats";
import type { PlatformTerms } from "@/lib/policy/terms.contract";
import { Localised } from "../ui/localised";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";

/** For each platform the languages that there are, and those that are owed and missing. */
export function TermsTable({ platforms }: { platforms: readonly PlatformTerms[] }) {
  const t = useTranslations("terms");
  const locale = useLocale();
  const names = namesOf(locale, { type: "language" });
  const inWords = (languages: readonly string[]) =>
    listFormat(locale, { type: "conjunction" }).format(languages.map((each) => names.of(each) ?? each));
  return (
    <Table caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("platform")}</HeaderCell>
          <HeaderCell>{t("served")}</HeaderCell>
          <HeaderCell>{t("written")}</HeaderCell>
          <HeaderCell>{t("missing")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {platforms.map(({ platform, name, states, texts, missing }) => (
          <TableRow key={platform}>
            <HeaderCell scope="row">
              <TextLink href={`/terms/${platform}`} via={Link}>
                <Localised value={name} />
              </TextLink>
            </HeaderCell>
            <Cell>{states.length > 0 ? states.join(", ") : t("allStates")}</Cell>
            <Cell>{texts.length > 0 ? inWords(texts.map(({ language }) => language)) : t("noneWritten")}</Cell>
            <Cell>
              {missing.length > 0 ? (
                <span className="grid gap-0.5">
                  <Status look="plain" tone="caution">
                    {t("missingCount", { count: missing.length })}
                  </Status>
                  <span className="text-12 text-ink-soft">{inWords(missing)}</span>
                </span>
              ) : (
                <Status look="plain" tone="good">
                  {t("whole")}
                </Status>
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
