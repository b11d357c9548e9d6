"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { LiveTime } from "../ui/live-time";
import { Reference } from "../ui/reference";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";

export type OutboxLine = {
  id: string;
  kind: string;
  platformId: string;
  attempts: number;
  runAt: string;
  createdAt: string;
  lastError: string | null;
  mayRetry: boolean;
};
type Props = { messages: readonly OutboxLine[]; isWaiting: boolean; mayRetry: boolean; maySeeAudit: boolean };

/** What must leave, and why it has not. The content of a message is not shown: it may hold an address. */
export function OutboxTable({ messages, isWaiting, mayRetry, maySeeAudit }: Props) {
  const t = useTranslations("settings.outbox");
  const { send, isBusy } = useWrite({ done: t("retried") });
  return (
    <Table caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("kind")}</HeaderCell>
          <HeaderCell>{t("written")}</HeaderCell>
          <HeaderCell isNumber>{t("attempts")}</HeaderCell>
          <HeaderCell>{isWaiting ? t("nextTry") : t("why")}</HeaderCell>
          {mayRetry ? (
            <HeaderCell>
              <span className="sr-only">{t("retry")}</span>
            </HeaderCell>
          ) : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {messages.map((message) => (
          <TableRow key={message.id}>
            <HeaderCell scope="row">
              <Reference>{message.kind}</Reference>
              <span className="block text-12 font-normal text-ink-soft">
                {message.platformId === "*" ? t("everyPlatform") : message.platformId}
                {maySeeAudit ? (
                  <>
                    {" · "}
                    <TextLink href={`/audit?subjectKind=outbox&subject=${message.id}`} via={Link}>
                      {t("log")}
                    </TextLink>
                  </>
                ) : null}
              </span>
            </HeaderCell>
            <Cell>
              <LiveTime value={message.createdAt} />
            </Cell>
            <Cell isNumber>{message.attempts}</Cell>
            <Cell className="min-w-40 [overflow-wrap:anywhere]">
              {isWaiting ? <LiveTime value={message.runAt} /> : null}
              {message.lastError ? <span className="block text-13 text-ink-soft">{message.lastError}</span> : null}
            </Cell>
            {mayRetry ? (
              <Cell className="text-right">
                {message.mayRetry ? (
                  <Button
                    size="small"
                    isBusy={isBusy}
                    onClick={() => send({ path: `/api/outbox/${message.id}/retry` })}
                    aria-label={t("retryOne", { kind: message.kind })}
                  >
                    {t("retry")}
                  </Button>
                ) : null}
              </Cell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
