import { useTranslations } from "next-intl";
import type { RetentionRow } from "@/lib/retention/retention.contract";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";

/** Each class with its period, what is due now, what waits, and what is still needed and why. */
export function RetentionTable({ rows }: { rows: readonly RetentionRow[] }) {
  const t = useTranslations("retention");
  return (
    <Table caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("kind")}</HeaderCell>
          <HeaderCell>{t("period")}</HeaderCell>
          <HeaderCell>{t("due")}</HeaderCell>
          <HeaderCell>{t("waiting")}</HeaderCell>
          <HeaderCell>{t("needed")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.kind}>
            <HeaderCell scope="row">
              {t(`kinds.${row.kind}`)}
              <span className="block text-12 font-normal text-ink-soft">{t(`what.${row.kind}`)}</span>
            </HeaderCell>
            <Cell>{t("days", { days: row.days })}</Cell>
            <Cell>
              <Status look="plain" tone={row.due > 0 ? "caution" : "good"}>
                {t("dueNow", { count: row.due })}
              </Status>
            </Cell>
            <Cell>
              {row.waiting}
              {row.next ? (
                <span className="block text-12 text-ink-soft">
                  {t("next")} <Time value={row.next} show="day" />
                </span>
              ) : null}
            </Cell>
            <Cell>
              {row.needed.length === 0 ? (
                <span className="text-ink-soft">{t("notNeeded")}</span>
              ) : (
                <ul>
                  {row.needed.map(({ by, count }) => (
                    <li key={by}>
                      {count}: {t(`needs.${by}`)}
                    </li>
                  ))}
                </ul>
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
