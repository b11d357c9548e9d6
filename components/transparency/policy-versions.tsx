import { useLocale, useTranslations } from "next-intl";
import { listFormat } from "@/i18n/formats";
import type { TimeLine } from "@/lib/policy/library.contract";
import { useWords } from "../ui/localised";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";

/** The rules that decisions rest on, with their versions and the days on which each is in force (DSA Art. 14). */
export function PolicyVersions({ timeLines }: { timeLines: readonly TimeLine[] }) {
  const t = useTranslations("openFigures.policies");
  const words = useWords();
  const locale = useLocale();
  return timeLines.map(({ documents, versions }) => {
    const title = listFormat(locale, { type: "conjunction" }).format(documents.map((one) => words(one.title)));
    return (
      <Table key={documents.map(({ id }) => id).join(" ")} caption={title} isCaptionShown isCards>
        <TableHead>
          <TableRow>
            <HeaderCell>{t("version")}</HeaderCell>
            <HeaderCell>{t("state")}</HeaderCell>
            <HeaderCell>{t("from")}</HeaderCell>
            <HeaderCell>{t("to")}</HeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {versions.toReversed().map((version) => (
            <TableRow key={version.ref}>
              <HeaderCell scope="row">{words(version.label)}</HeaderCell>
              <Cell label={t("state")}>{t(`states.${version.state}`)}</Cell>
              <Cell label={t("from")}>{version.effectiveFrom ?? t("notRecorded")}</Cell>
              <Cell label={t("to")}>{version.effectiveTo ?? "–"}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    );
  });
}
