import { useTranslations } from "next-intl";
import type { AuditRow } from "@/lib/oversight/audit.contract";
import { QuietLink } from "../policy/quiet-link";
import { Localised } from "../ui/localised";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** Audits with how far each is. */
export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  const t = useTranslations("oversight");
  return (
    <Table isCards caption={t("list")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("audit")}</HeaderCell>
          <HeaderCell>{t("platform")}</HeaderCell>
          <HeaderCell>{t("drawn")}</HeaderCell>
          <HeaderCell>{t("progress")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <HeaderCell scope="row">
              <TextLink via={QuietLink} href={`/audits/${row.id}`}>
                {row.title}
              </TextLink>
            </HeaderCell>
            <Cell label={t("platform")}>
              <Localised value={row.platform} />
            </Cell>
            <Cell label={t("drawn")}>
              <Time value={row.drawnAt} show="day" />
              <span className="block text-12 text-ink-soft">{row.drawnBy}</span>
            </Cell>
            <Cell label={t("progress")}>
              {t("markedOf", { marked: row.marked, size: row.size })}
              <span className="block text-12 text-ink-soft">{t("findings", { count: row.findings })}</span>
            </Cell>
            <Cell label={t("state")}>
              <Status look="plain" tone={row.unanswered > 0 ? "caution" : row.closedAt ? "good" : "neutral"}>
                {row.unanswered > 0 ? t("unanswered", { count: row.unanswered }) : t(row.closedAt ? "closed" : "open")}
              </Status>
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
