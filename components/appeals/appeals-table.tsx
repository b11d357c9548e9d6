import { useTranslations } from "next-intl";
import type { AppealRow } from "@/lib/appeals/contract";
import { NotShown } from "../care/not-shown";
import { withoutOdd } from "../cases/hidden.rules";
import { SafeText } from "../cases/safe-text";
import { QuietLink } from "../policy/quiet-link";
import { LiveTime } from "../ui/live-time";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { cn } from "../ui/text";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { AppealStatus } from "./appeal-words";
import { Risk } from "./risk";

/** In the dense list a row is one line of 36 px (LOOKS.md): what stands under one another stands side by side, cut at the end. */
const cell = "align-top dense:truncate dense:py-0 dense:align-middle";
const more = "block text-12 font-normal text-ink-soft dense:ml-2 dense:inline";

/** Appeals in a table: which, about what, what they say, until when, and in whose hands. */
export function AppealsTable({ rows, isAnswered }: { rows: readonly AppealRow[]; isAnswered: boolean }) {
  const t = useTranslations("appeal.table");
  return (
    <Table isCards caption={t("caption")} className="min-w-208 dense:table-fixed">
      <TableHead>
        <TableRow>
          <HeaderCell className="dense:w-44">{t("reference")}</HeaderCell>
          <HeaderCell className="dense:w-64">{t("about")}</HeaderCell>
          <HeaderCell>{t("says")}</HeaderCell>
          <HeaderCell className="dense:w-40">{isAnswered ? t("received") : t("due")}</HeaderCell>
          {isAnswered ? null : <HeaderCell className="dense:w-52">{t("risk")}</HeaderCell>}
          <HeaderCell className="dense:w-32">{t("reviewer")}</HeaderCell>
          <HeaderCell className="dense:w-40">{t("state")}</HeaderCell>
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
  const about = [row.caseReference, row.clauseRef].filter(Boolean).join(" · ");
  return (
    <TableRow>
      <HeaderCell scope="row" className={cn(cell, "whitespace-nowrap")}>
        <TextLink via={QuietLink} href={`/appeals/${row.id}`}>
          <Reference className="select-auto">{row.reference}</Reference>
        </TextLink>
        <span className={more}>{t(`by.${row.by}`)}</span>
      </HeaderCell>
      <Cell label={t("table.about")} className={cell}>
        <Localised value={row.platform.name} />
        <span className={more} title={about}>
          {about}
        </span>
      </Cell>
      <Cell
        label={t("table.says")}
        isWide
        lang={row.notShown.length > 0 ? undefined : row.language}
        dir="auto"
        className={cn(cell, "w-2/5 min-w-56")}
      >
        <span
          className="line-clamp-2 dense:line-clamp-1 dense:whitespace-normal"
          title={row.notShown.length > 0 ? undefined : withoutOdd(row.excerpt)}
        >
          {row.notShown.length > 0 ? (
            <NotShown classes={row.notShown} />
          ) : row.excerpt ? (
            <SafeText text={row.excerpt} />
          ) : (
            t("view.noWords")
          )}
        </span>
      </Cell>
      <Cell label={t(isAnswered ? "table.received" : "table.due")} className={cell}>
        {isAnswered ? <Time value={row.receivedAt} show="day" /> : <LiveTime value={row.dueAt} />}
        {row.isLate ? (
          <Status tone="danger" look="plain" className="flex dense:ml-2 dense:inline-flex">
            {t("table.late")}
          </Status>
        ) : null}
      </Cell>
      {isAnswered ? null : (
        <Cell label={t("table.risk")} className={cn(cell, "min-w-36")}>
          <Risk level={row.risk} why={row.riskWhy} />
        </Cell>
      )}
      <Cell label={t("table.reviewer")} className={cell}>
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
      <Cell label={t("table.state")} className={cell}>
        <AppealStatus appeal={row} look="plain" />
      </Cell>
    </TableRow>
  );
}
