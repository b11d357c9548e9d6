"use client";

import { useTranslations } from "next-intl";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";

export type KeyLine = {
  id: string;
  name: string;
  platformIds: string[];
  permissions: string[];
  createdBy: string | null;
  createdAt: string;
  revokedAt: string | null;
};

export function KeyTable({ keys, mayManage }: { keys: readonly KeyLine[]; mayManage: boolean }) {
  const t = useTranslations("settings.keys");
  const { send, isBusy } = useWrite({ done: t("revokedNow") });
  return (
    <Table caption={t("caption")}>
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
            <Cell className="min-w-48">
              <span className="block font-mono text-12">{key.permissions.join(", ")}</span>
              <span className="block text-12 text-ink-soft">
                {key.platformIds.length > 0 ? key.platformIds.join(", ") : t("everyPlatform")}
              </span>
            </Cell>
            <Cell>
              <Time value={key.createdAt} show="day" />
              <span className="block text-12 text-ink-soft">{key.createdBy}</span>
            </Cell>
            <Cell>
              {key.revokedAt ? (
                <Status look="plain">
                  {t("revoked")} <Time value={key.revokedAt} show="day" />
                </Status>
              ) : mayManage ? (
                <Button
                  size="small"
                  isBusy={isBusy}
                  onClick={() => send({ path: `/api/keys/${key.id}/revoke` })}
                  aria-label={t("revokeOne", { name: key.name })}
                >
                  {t("revoke")}
                </Button>
              ) : (
                <Status look="plain" tone="good">
                  {t("opensNow")}
                </Status>
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
