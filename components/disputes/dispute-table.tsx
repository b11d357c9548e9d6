import { useTranslations } from "next-intl";
import type { DisputeRow } from "@/lib/appeals/dispute.contract";
import { QuietLink } from "../policy/quiet-link";
import { LiveTime } from "../ui/live-time";
import { Localised } from "../ui/localised";
import { Reference } from "../ui/reference";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { DisputeState } from "./dispute-words";

/** Disputes in a table: whose, before which body, about what, until when. */
export function DisputeTable({ rows }: { rows: readonly DisputeRow[] }) {
  const t = useTranslations("disputes");
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("reference")}</HeaderCell>
          <HeaderCell>{t("body")}</HeaderCell>
          <HeaderCell>{t("about")}</HeaderCell>
          <HeaderCell>{t("due")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <HeaderCell scope="row" className="align-top whitespace-nowrap">
              <TextLink via={QuietLink} href={`/disputes/${row.id}`}>
                <Reference className="select-auto">{row.reference}</Reference>
              </TextLink>
              <span className="block text-12 font-normal text-ink-soft">{t(`by.${row.by}`)}</span>
            </HeaderCell>
            <Cell label={t("body")} className="align-top">
              {row.body}
              {row.bodyReference ? <span className="block text-12 text-ink-soft">{row.bodyReference}</span> : null}
            </Cell>
            <Cell label={t("about")} className="align-top">
              <Localised value={row.platform} />
              <span className="block text-12 text-ink-soft">{row.case.reference}</span>
            </Cell>
            <Cell label={t("due")} className="align-top">
              {row.state === "closed" ? <Time value={row.dueAt} show="day" /> : <LiveTime value={row.dueAt} />}
              {row.isExtended ? <span className="block text-12 text-ink-soft">{t("extended")}</span> : null}
            </Cell>
            <Cell label={t("state")} className="align-top">
              <DisputeState dispute={row} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
