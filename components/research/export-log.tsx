import { useTranslations } from "next-intl";
import type { ExportRow } from "@/lib/research/research.contract";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";

/** What was handed out to researchers: who, what, when, how many. */
export function ExportLog({ rows }: { rows: readonly ExportRow[] }) {
  const t = useTranslations("research");
  return (
    <Table isCards caption={t("log")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("holder")}</HeaderCell>
          <HeaderCell>{t("taken")}</HeaderCell>
          <HeaderCell>{t("when")}</HeaderCell>
          <HeaderCell>{t("count")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <HeaderCell scope="row">
              {row.holder}
              <span className="block text-12 font-normal text-ink-soft">{row.institution}</span>
            </HeaderCell>
            <Cell label={t("taken")}>
              {t(`formats.${row.format}`)}
              <span className="block text-12 text-ink-soft">
                {row.platform || t("everyPlatform")}
                {row.from ? (
                  <>
                    {" "}
                    · <Time value={row.from} show="day" />
                  </>
                ) : null}
                {row.until ? (
                  <>
                    {" – "}
                    <Time value={row.until} show="day" />
                  </>
                ) : null}
              </span>
            </Cell>
            <Cell label={t("when")}>
              <Time value={row.startedAt} show="exact" />
            </Cell>
            <Cell label={t("count")}>
              {row.rows === null ? t("countUnknown") : t("decisions", { count: row.rows })}
              {row.endedAt === null ? <span className="block text-ink-soft">{t("brokenOff")}</span> : null}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
