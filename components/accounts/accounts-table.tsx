import { useTranslations } from "next-intl";
import type { AccountRow } from "@/lib/decisions/account-list.contract";
import { QuietLink } from "../policy/quiet-link";
import { useNames } from "../queue/nameable";
import { Localised } from "../ui/localised";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { RunningSanction } from "./running-sanction";

/** More of them than these are on the account's own page. */
const shownSanctions = 3;

/** Accounts with their standing at a glance: what counts against them, and what runs until when. */
export function AccountsTable({ rows }: { rows: readonly AccountRow[] }) {
  const t = useTranslations("accounts");
  const name = useNames();
  return (
    <Table isCards caption={t("title")} className="min-w-208">
      <TableHead>
        <TableRow>
          <HeaderCell>{t("columns.account")}</HeaderCell>
          <HeaderCell>{t("columns.platform")}</HeaderCell>
          <HeaderCell>{t("columns.roles")}</HeaderCell>
          <HeaderCell isNumber>{t("columns.strikes")}</HeaderCell>
          <HeaderCell>{t("columns.running")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <HeaderCell scope="row" className="min-w-44 align-top">
              <TextLink via={QuietLink} href={`/accounts/${row.id}`} isPlain data-account-link="">
                <bdi className="[overflow-wrap:anywhere]">@{row.handle}</bdi>
              </TextLink>
              <span className="block font-mono text-12 font-normal text-ink-soft [overflow-wrap:anywhere]">
                <bdi>{row.externalId}</bdi>
              </span>
            </HeaderCell>
            <Cell label={t("columns.platform")} className="align-top">
              <Localised value={row.platform.name} />
            </Cell>
            <Cell label={t("columns.roles")} className="align-top">
              {row.roles.map((role) => name("role", role)).join(" · ")}
            </Cell>
            <Cell label={t("columns.strikes")} isNumber className="align-top">
              {row.confirmedStrikes}
              {row.points > 0 ? (
                <span className="block text-12 text-ink-soft">{t("points", { points: row.points })}</span>
              ) : null}
            </Cell>
            <Cell label={t("columns.running")} className="w-2/5 min-w-56 align-top">
              <Running row={row} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Running({ row }: { row: AccountRow }) {
  const t = useTranslations("accounts");
  const barred = useTranslations("case.account")("reEntryBarred");
  const left = row.running.length - shownSanctions;
  if (row.running.length === 0 && !row.reEntryBarred) return <span className="text-ink-soft">{t("nothingRuns")}</span>;
  return (
    <ul className="grid gap-0.5">
      {row.reEntryBarred ? (
        <li>
          <Status tone="danger" look="plain">
            {barred}
          </Status>
        </li>
      ) : null}
      {row.running.slice(0, shownSanctions).map((sanction, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two sanctions may read alike
        <li key={position}>
          <RunningSanction sanction={sanction} zone={row.platform.zone} />
        </li>
      ))}
      {left > 0 ? <li className="text-12 text-ink-soft">{t("more", { count: left })}</li> : null}
    </ul>
  );
}
