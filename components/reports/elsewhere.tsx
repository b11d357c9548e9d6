import { useTranslations } from "next-intl";
import type { PublishedElsewhere, ReportDutyView } from "@/lib/clocks/report-elsewhere.contract";
import { Localised } from "../ui/localised";
import { Panel } from "../ui/panel";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { ElsewhereForm, TakeBackElsewhere } from "./elsewhere-form";

/** Where the report of a period was published in another way than from here; with the form for it to whoever may say so. */
export function ElsewherePanel({ duty, mayRecord }: { duty: ReportDutyView; mayRecord: boolean }) {
  const t = useTranslations("reports.elsewhere");
  const { dutyId, elsewhere } = duty;
  if (!elsewhere && (!mayRecord || duty.isPublishedHere)) return null;
  return (
    <Panel title={t("title")}>
      <div className="grid gap-4">
        {elsewhere ? (
          <>
            <p className="reading">
              {t("recorded", { day: elsewhere.day, by: elsewhere.by })} <Address url={elsewhere.url} />
            </p>
            {mayRecord ? <TakeBackElsewhere dutyId={dutyId} /> : null}
          </>
        ) : (
          <>
            <p className="reading text-ink-soft">{t("lead")}</p>
            <ElsewhereForm dutyId={dutyId} />
          </>
        )}
      </div>
    </Panel>
  );
}

/** Every report that was published elsewhere: of which period, where, when, and who said so. */
export function ElsewhereTable({ rows }: { rows: readonly PublishedElsewhere[] }) {
  const t = useTranslations("reports");
  const heads = [t("period"), t("platform"), t("elsewhere.url"), t("elsewhere.day"), t("elsewhere.by")];
  return (
    <Table isCards caption={t("elsewhere.caption")}>
      <TableHead>
        <TableRow>
          {heads.map((head) => (
            <HeaderCell key={head}>{head}</HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.dutyId}>
            <HeaderCell scope="row" className="whitespace-nowrap">
              {t("days", { from: row.firstDay, to: row.lastDay })}
            </HeaderCell>
            <Cell label={t("platform")}>
              <Localised value={row.platform} />
            </Cell>
            <Cell label={t("elsewhere.url")} isWide>
              <Address url={row.url} />
            </Cell>
            <Cell label={t("elsewhere.day")}>{row.day}</Cell>
            <Cell label={t("elsewhere.by")}>
              {row.by}
              <span className="block text-12 text-ink-soft">
                <Time value={row.at} show="day" />
              </span>
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Address({ url }: { url: string }) {
  return (
    <TextLink href={url} rel="noreferrer" className="break-all" dir="ltr">
      {url}
    </TextLink>
  );
}
