import { useTranslations } from "next-intl";
import type { NotSent } from "@/lib/transparency/submissions.contract";
import { QuietLink } from "../policy/quiet-link";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** Statements that somebody said are not sent: whose word that is, and why. */
export function NotSentTable({ statements }: { statements: readonly NotSent[] }) {
  const t = useTranslations("database.days");
  return (
    <Table isCards caption={t("notSent.caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("notSent.case")}</HeaderCell>
          <HeaderCell>{t("day")}</HeaderCell>
          <HeaderCell>{t("notSent.by")}</HeaderCell>
          <HeaderCell>{t("notSent.why")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {statements.map(({ copyId, reference, day, by, at, why }) => (
          <TableRow key={copyId}>
            <HeaderCell scope="row">
              <TextLink via={QuietLink} href={`/outbox/copies/${copyId}`} className="font-mono whitespace-nowrap">
                {reference}
              </TextLink>
            </HeaderCell>
            <Cell label={t("day")}>
              <span className="whitespace-nowrap">{day}</span>
            </Cell>
            <Cell label={t("notSent.by")}>
              {by} {at ? <Time value={at} show="exact" className="text-ink-soft" /> : null}
            </Cell>
            <Cell label={t("notSent.why")} isWide className="min-w-40 [overflow-wrap:anywhere]">
              {why ?? <span className="text-ink-soft">{t("notSent.unknown")}</span>}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
