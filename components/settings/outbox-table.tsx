"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { PlatformName } from "@/lib/administration/contract";
import { useWrite } from "../shell/use-write";
import { ConfirmButton } from "../ui/confirm";
import { LiveTime } from "../ui/live-time";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { useKindWords } from "./kind-words";
import { usePlatformName } from "./platform-name";

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
type Props = {
  messages: readonly OutboxLine[];
  platforms: readonly PlatformName[];
  isWaiting: boolean;
  mayRetry: boolean;
  maySeeAudit: boolean;
};

/** What must leave, and why it has not. The content of a message is not shown: it may hold an address. */
export function OutboxTable({ messages, platforms, isWaiting, mayRetry, maySeeAudit }: Props) {
  const t = useTranslations("settings.outbox");
  const kindWords = useKindWords();
  const platformName = usePlatformName(platforms);
  const { send, isBusy } = useWrite({ done: t("retried") });
  return (
    <Table isCards caption={t("caption")}>
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
              {kindWords(message.kind)}
              <span className="block text-12 font-normal text-ink-soft">
                {message.platformId === "*" ? t("everyPlatform") : platformName(message.platformId)}
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
            <Cell label={t("written")}>
              <LiveTime value={message.createdAt} />
            </Cell>
            <Cell label={t("attempts")} isNumber>
              {message.attempts}
            </Cell>
            <Cell label={isWaiting ? t("nextTry") : t("why")} isWide className="min-w-40 [overflow-wrap:anywhere]">
              {isWaiting ? <LiveTime value={message.runAt} /> : null}
              {message.lastError ? <span className="block text-13 text-ink-soft">{message.lastError}</span> : null}
            </Cell>
            {mayRetry ? (
              <Cell className="text-right">
                {message.mayRetry ? (
                  <ConfirmButton
                    size="small"
                    isBusy={isBusy}
                    what={t("retryWhat", { kind: kindWords(message.kind) })}
                    confirm={t("retrySubmit")}
                    onConfirm={() => send({ path: `/api/outbox/${message.id}/retry` })}
                    aria-label={t("retryOne", { kind: kindWords(message.kind) })}
                  >
                    {t("retry")}
                  </ConfirmButton>
                ) : null}
              </Cell>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
