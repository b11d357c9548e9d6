"use client";

import { useTranslations } from "next-intl";
import type { PlatformName } from "@/lib/administration/contract";
import type { GrantRow } from "@/lib/research/research.contract";
import { usePlatformName } from "../settings/platform-name";
import { useWrite } from "../shell/use-write";
import { ConfirmButton } from "../ui/confirm";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";

type Props = { rows: readonly GrantRow[]; platforms: readonly PlatformName[]; mayRevoke: boolean };

/** The last day is a whole one in UTC; what is kept is the moment after it. */
const lastMoment = (until: string) => new Date(Date.parse(until) - 1).toISOString();

/** Who has a key for research, for what and until when. */
export function GrantTable({ rows, platforms, mayRevoke }: Props) {
  const t = useTranslations("research");
  const platformName = usePlatformName(platforms);
  const { send, isBusy } = useWrite({ done: t("revokedNow") });
  return (
    <Table isCards caption={t("grants")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("holder")}</HeaderCell>
          <HeaderCell>{t("purpose")}</HeaderCell>
          <HeaderCell>{t("granted")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id}>
            <HeaderCell scope="row">
              {row.holder}
              <span className="block text-12 font-normal text-ink-soft">{row.institution}</span>
            </HeaderCell>
            <Cell label={t("purpose")} isWide className="min-w-48">
              <span className="block text-13">{row.purpose}</span>
              <span className="block text-12 text-ink-soft">
                {row.platformIds.length > 0 ? row.platformIds.map(platformName).join(t("comma")) : t("everyPlatform")}
              </span>
            </Cell>
            <Cell label={t("granted")}>
              <Time value={row.grantedAt} show="day" />
              <span className="block text-12 text-ink-soft">{row.grantedBy}</span>
            </Cell>
            <Cell label={t("state")}>
              <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Status look="plain" tone={row.state === "open" ? "good" : "neutral"}>
                  {t(`states.${row.state}`)} <Time value={lastMoment(row.until)} show="day" zone="UTC" />
                </Status>
                {mayRevoke && row.state === "open" ? (
                  <ConfirmButton
                    size="small"
                    isBusy={isBusy}
                    what={t("revokeWhat", { name: row.holder })}
                    confirm={t("revokeSubmit")}
                    onConfirm={() => send({ path: `/api/keys/${row.keyId}/revoke` })}
                    aria-label={t("revokeOne", { name: row.holder })}
                  >
                    {t("revoke")}
                  </ConfirmButton>
                ) : null}
              </span>
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
