import { useLocale, useTranslations } from "next-intl";
import { listFormat } from "@/i18n/formats";
import type { TimeLine } from "@/lib/policy/library.contract";
import { Localised } from "../ui/localised";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";

/** The rules that decisions rest on, with their versions and the days on which each is in force (DSA Art. 14). */
export function PolicyVersions({ timeLines }: { timeLines: readonly TimeLine[] }) {
  const t = useTranslations("openFigures.policies");
  const locale = useLocale();
  return timeLines.map(({ documents, versions }) => {
    // The documents' places in the list, so that each title is marked with the language that it is in.
    const title = listFormat(locale, { type: "conjunction" })
      .formatToParts(documents.map((_, at) => String(at)))
      .map(({ type, value }) => {
        const named = type === "element" ? documents[Number(value)] : undefined;
        return named ? <Localised key={named.id} value={named.title} /> : value;
      });
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
              <HeaderCell scope="row">
                <Localised value={version.label} />
              </HeaderCell>
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
