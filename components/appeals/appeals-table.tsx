import { useTranslations } from "next-intl";
import type { AppealRow } from "@/lib/appeals/contract";
import { NotShown } from "../care/not-shown";
import { SafeText } from "../cases/safe-text";
import { QuietLink } from "../policy/quiet-link";
import { LiveTime } from "../ui/live-time";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { AppealStatus } from "./appeal-words";
import { Risk } from "./risk";

/** Appeals in a table: which, about what, what they say, until when, and in whose hands. */
export function AppealsTable({ rows, isAnswered }: { rows: readonly AppealRow[]; isAnswered: boolean }) {
  const t = useTranslations("appeal.table");
  return (
    <Table isCards caption={t("caption")} className="min-w-208">
      <TableHead>
        <TableRow>
          <HeaderCell>{t("reference")}</HeaderCell>
          <HeaderCell>{t("about")}</HeaderCell>
          <HeaderCell>{t("says")}</HeaderCell>
          <HeaderCell>{isAnswered ? t("received") : t("due")}</HeaderCell>
          {isAnswered ? null : <HeaderCell>{t("risk")}</HeaderCell>}
          <HeaderCell>{t("reviewer")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.id} row={row} isAnswered={isAnswered} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ row, isAnswered }: { row: AppealRow; isAnswered: boolean }) {
  const t = useTranslations("appeal");
  return (
    <TableRow>
      <HeaderCell scope="row" className="align-top whitespace-nowrap">
        <TextLink via={QuietLink} href={`/appeals/${row.id}`}>
          <Reference className="select-auto">{row.reference}</Reference>
        </TextLink>
        <span className="block text-12 font-normal text-ink-soft">{t(`by.${row.by}`)}</span>
      </HeaderCell>
      <Cell label={t("table.about")} className="align-top">
        <Localised value={row.platform.name} />
        <span className="block text-12 text-ink-soft">
          {[row.caseReference, row.clauseRef].filter(Boolean).join(" · ")}
        </span>
      </Cell>
      <Cell
        label={t("table.says")}
        isWide
        lang={row.notShown.length > 0 ? undefined : row.language}
        dir="auto"
        className="w-2/5 min-w-56 align-top"
      >
        <span className="line-clamp-2">
          {row.notShown.length > 0 ? (
            <NotShown classes={row.notShown} />
          ) : row.excerpt ? (
            <SafeText text={row.excerpt} />
          ) : (
            t("view.noWords")
          )}
        </span>
      </Cell>
      <Cell label={t(isAnswered ? "table.received" : "table.due")} className="align-top">
        {isAnswered ? <Time value={row.receivedAt} show="day" /> : <LiveTime value={row.dueAt} />}
        {row.isLate ? (
          <Status tone="danger" look="plain" className="flex">
            {t("table.late")}
          </Status>
        ) : null}
      </Cell>
      {isAnswered ? null : (
        <Cell label={t("table.risk")} className="min-w-36 align-top">
          <Risk level={row.risk} why={row.riskWhy} />
        </Cell>
      )}
      <Cell label={t("table.reviewer")} className="align-top">
        {row.assignedTo ? (
          row.assignedTo.isMe ? (
            t("table.me")
          ) : (
            row.assignedTo.name
          )
        ) : (
          <span className="text-ink-soft">{t("table.nobody")}</span>
        )}
      </Cell>
      <Cell label={t("table.state")} className="align-top">
        <AppealStatus appeal={row} look="plain" />
      </Cell>
    </TableRow>
  );
}
