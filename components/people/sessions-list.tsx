"use client";

import { useTranslations } from "next-intl";
import { useWrite } from "../shell/use-write";
import { ConfirmButton } from "../ui/confirm";
import { LiveTime } from "../ui/live-time";
import { Tag } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";
import { deviceOf } from "./device.rules";

export type SessionLine = { id: string; createdAt: string; lastSeenAt: string; userAgent: string };
type Props = {
  sessions: readonly SessionLine[];
  /** The one this page is read in. */
  currentId?: string;
  /** Ends one: of a person by an admin, or of one's own; null when the reader may only look. */
  pathOf: "admin" | "own" | null;
};

const paths = {
  admin: (id: string) => `/api/people/sessions/${id}/revoke`,
  own: (id: string) => `/api/me/sessions/${id}/end`,
};

export function SessionsList({ sessions, currentId, pathOf }: Props) {
  const t = useTranslations("people.sessions");
  const { send, isBusy } = useWrite({ done: t("ended") });
  if (sessions.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  const deviceName = (userAgent: string) => {
    const { browser, system } = deviceOf(userAgent);
    return browser && system ? t("device", { browser, system }) : (browser ?? system ?? t("unknownDevice"));
  };
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("where")}</HeaderCell>
          <HeaderCell>{t("since")}</HeaderCell>
          <HeaderCell>{t("lastSeen")}</HeaderCell>
          {pathOf ? (
            <HeaderCell>
              <span className="sr-only">{t("end")}</span>
            </HeaderCell>
          ) : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {sessions.map((session) => (
          <TableRow key={session.id}>
            <HeaderCell scope="row" className="font-normal">
              <span className="flex flex-wrap items-center gap-x-2" title={session.userAgent}>
                {deviceName(session.userAgent)}
                {session.id === currentId ? <Tag>{t("this")}</Tag> : null}
              </span>
            </HeaderCell>
            <Cell label={t("since")}>
              <Time value={session.createdAt} show="exact" />
            </Cell>
            <Cell label={t("lastSeen")}>
              <LiveTime value={session.lastSeenAt} />
            </Cell>
            {pathOf ? (
              <Cell className="text-right">
                <ConfirmButton
                  size="small"
                  isBusy={isBusy}
                  what={t(session.id === currentId ? "endThisWhat" : "endWhat", {
                    device: deviceName(session.userAgent),
                  })}
                  confirm={t("endSubmit")}
                  onConfirm={() => send({ path: paths[pathOf](session.id) })}
                  aria-label={t("endOne", { device: deviceName(session.userAgent) })}
                >
                  {t("end")}
                </ConfirmButton>
              </Cell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Everything of one person at once, for an admin. */
export function EndAllSessions({
  personId,
  sessionVersion,
  name,
}: {
  personId: string;
  sessionVersion: number;
  name: string;
}) {
  const t = useTranslations("people.sessions");
  const { send, isBusy } = useWrite({ done: t("endedAll", { name }) });
  return (
    <ConfirmButton
      size="small"
      isBusy={isBusy}
      what={t("endAllWhat", { name })}
      confirm={t("endAllSubmit")}
      onConfirm={() => send({ path: `/api/people/${personId}/sessions/revoke`, body: { sessionVersion } })}
    >
      {t("endAll")}
    </ConfirmButton>
  );
}
