import Link from "next/link";
import { useTranslations } from "next-intl";
import type { VersionRow } from "@/lib/transparency/report-version.contract";
import { Localised } from "../ui/localised";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { VersionState, versionPath } from "./version-words";

/** Versions of reports: of which platform and period, by whom and when, how far. */
export function VersionsTable({ rows }: { rows: readonly VersionRow[] }) {
  const t = useTranslations("reports");
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("period")}</HeaderCell>
          <HeaderCell>{t("platform")}</HeaderCell>
          <HeaderCell>{t("version")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
          <HeaderCell>{t("by")}</HeaderCell>
          <HeaderCell>{t("changeNote")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <HeaderCell scope="row" className="whitespace-nowrap">
              <TextLink via={Link} href={versionPath(row.id)}>
                {t("days", { from: row.firstDay, to: row.lastDay })}
              </TextLink>
            </HeaderCell>
            <Cell label={t("platform")}>
              <Localised value={row.platform} />
            </Cell>
            <Cell label={t("version")}>{row.number ?? "–"}</Cell>
            <Cell label={t("state")}>
              <VersionState version={row} />
            </Cell>
            <Cell label={t("by")}>
              {row.requestedBy}
              <span className="block text-12 text-ink-soft">
                <Time value={row.requestedAt} show="day" />
              </span>
            </Cell>
            <Cell label={t("changeNote")} isWide dir="auto" className="max-w-80">
              {row.changeNote || "–"}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
