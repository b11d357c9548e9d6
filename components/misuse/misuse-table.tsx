import { useTranslations } from "next-intl";
import type { PlatformName } from "@/lib/administration/contract";
import type { MisusePage, MisuseRow } from "@/lib/misuse/misuse.contract";
import { QuietLink } from "../policy/quiet-link";
import { usePlatformName } from "../settings/platform-name";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import { Arithmetic } from "./arithmetic";

const tones = { warned: "caution", suspended: "danger", ended: "neutral" } as const;

/** What was said to somebody so far: nothing, a warning, or a suspension with its day. */
function Said({ row }: { row: MisuseRow }) {
  const t = useTranslations("misuse");
  if (!row.state) return <span className="text-ink-soft">{t("saidNothing")}</span>;
  const at = row.state === "suspended" ? row.until : row.warnedAt;
  return (
    <span className="grid gap-0.5">
      <Status look="plain" tone={tones[row.state]}>
        {t(`states.${row.state}`)}
      </Status>
      {at ? (
        <span className="text-12 text-ink-soft">
          {t(row.state === "suspended" ? "until" : "since")} <Time value={at} show="day" />
        </span>
      ) : null}
    </span>
  );
}

/** Accounts and senders with marks, nearest to the threshold first. */
export function MisuseTable({ rows, platforms }: { rows: readonly MisuseRow[]; platforms: readonly PlatformName[] }) {
  const t = useTranslations("misuse");
  const platformName = usePlatformName(platforms);
  return (
    <Table caption={t("caption")} isCards>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("who")}</HeaderCell>
          <HeaderCell>{t("side")}</HeaderCell>
          <HeaderCell>{t("counted")}</HeaderCell>
          <HeaderCell>{t("threshold")}</HeaderCell>
          <HeaderCell>{t("said")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <HeaderCell scope="row">
              <TextLink href={`/misuse/${row.id}`} via={QuietLink}>
                {row.who}
              </TextLink>
              <span className="block text-12 font-normal text-ink-soft">{platformName(row.platform)}</span>
            </HeaderCell>
            <Cell label={t("side")}>{t(`sides.${row.side}`)}</Cell>
            <Cell label={t("counted")}>
              <Arithmetic counts={row.counts} />
            </Cell>
            <Cell label={t("threshold")}>
              <Status look="plain" tone={row.isOver ? "caution" : "neutral"}>
                {t(row.isOver ? "over" : "under", row.thresholds)}
              </Status>
            </Cell>
            <Cell label={t("said")}>
              <Said row={row} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Complaints about suspensions that wait for an answer. */
export function WaitingComplaints({ appeals }: { appeals: MisusePage["appeals"] }) {
  const t = useTranslations("misuse");
  return (
    <ul className="grid gap-1.5">
      {appeals.map((appeal) => (
        <li key={appeal.reference}>
          <TextLink href={`/misuse/${appeal.subjectId}`} via={QuietLink} className="font-mono">
            {appeal.reference}
          </TextLink>{" "}
          {appeal.who}, {t("dueBy")} <Time value={appeal.dueAt} show="day" />
        </li>
      ))}
    </ul>
  );
}
