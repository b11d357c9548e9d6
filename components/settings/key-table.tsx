"use client";

import { useTranslations } from "next-intl";
import type { PlatformName } from "@/lib/administration/contract";
import { useWrite } from "../shell/use-write";
import { ConfirmButton } from "../ui/confirm";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";
import { usePlatformName } from "./platform-name";

export type KeyLine = {
  id: string;
  name: string;
  platformIds: string[];
  permissions: string[];
  createdBy: string | null;
  createdAt: string;
  revokedAt: string | null;
  /** The names of those for whom it may act now. */
  allowedBy: string[];
};

type Props = { keys: readonly KeyLine[]; platforms: readonly PlatformName[]; mayManage: boolean };

export function KeyTable({ keys, platforms, mayManage }: Props) {
  const t = useTranslations("settings.keys");
  const platformName = usePlatformName(platforms);
  // A dot parts levels in a catalogue, so the keys there have none.
  const mayWords = (permission: string) => {
    const key = `may.${permission.replaceAll(".", "_")}`;
    return t.has(key) ? t(key) : permission;
  };
  const { send, isBusy } = useWrite({ done: t("revokedNow") });
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("name")}</HeaderCell>
          <HeaderCell>{t("opens")}</HeaderCell>
          <HeaderCell>{t("made")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.id}>
            <HeaderCell scope="row">{key.name}</HeaderCell>
            <Cell label={t("opens")} isWide className="min-w-48">
              <span className="block text-13">{key.permissions.map(mayWords).join(t("comma"))}</span>
              <span className="block text-12 text-ink-soft">
                {key.platformIds.length > 0 ? key.platformIds.map(platformName).join(t("comma")) : t("everyPlatform")}
              </span>
              {key.permissions.includes("case.act") && !key.revokedAt ? (
                <span className="block text-12 text-ink-soft">
                  {key.allowedBy.length > 0
                    ? t("allowedBy", { names: key.allowedBy.join(t("comma")) })
                    : t("allowedByNobody")}
                </span>
              ) : null}
            </Cell>
            <Cell label={t("made")}>
              <Time value={key.createdAt} show="day" />
              <span className="block text-12 text-ink-soft">{key.createdBy}</span>
            </Cell>
            <Cell label={t("state")}>
              {key.revokedAt ? (
                <Status look="plain">
                  {t("revoked")} <Time value={key.revokedAt} show="day" />
                </Status>
              ) : (
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <Status look="plain" tone="good">
                    {t("opensNow")}
                  </Status>
                  {mayManage ? (
                    <ConfirmButton
                      size="small"
                      isBusy={isBusy}
                      what={t("revokeWhat", { name: key.name })}
                      confirm={t("revokeSubmit")}
                      onConfirm={() => send({ path: `/api/keys/${key.id}/revoke` })}
                      aria-label={t("revokeOne", { name: key.name })}
                    >
                      {t("revoke")}
                    </ConfirmButton>
                  ) : null}
                </div>
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
