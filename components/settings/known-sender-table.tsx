"use client";

import { useTranslations } from "next-intl";
import type { SenderRow } from "@/lib/intake/flagger.contract";
import { useWrite } from "../shell/use-write";
import { ConfirmButton } from "../ui/confirm";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";

/** Whose keys and addresses are known: an entity of the list, or a partner by this desk's own name for it. */
export function KnownSenderTable({ senders }: { senders: readonly SenderRow[] }) {
  const t = useTranslations("flaggers");
  return (
    <Table caption={t("sendersCaption")} isCards>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("sender")}</HeaderCell>
          <HeaderCell>{t("flagger")}</HeaderCell>
          <HeaderCell>{t("partner")}</HeaderCell>
          <HeaderCell>{t("bound")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {senders.map((sender) => (
          <SenderLine key={sender.id} sender={sender} />
        ))}
      </TableBody>
    </Table>
  );
}

function SenderLine({ sender }: { sender: SenderRow }) {
  const t = useTranslations("flaggers");
  const { send, isBusy } = useWrite();
  return (
    <TableRow>
      <HeaderCell scope="row">
        <span className="[overflow-wrap:anywhere]">{sender.sender}</span>
        <span className="block text-12 font-normal text-ink-soft">{t(sender.kind)}</span>
      </HeaderCell>
      <Cell label={t("flagger")}>{sender.flagger ?? t("flaggerNone")}</Cell>
      <Cell label={t("partner")}>
        <span className="[overflow-wrap:anywhere]">{sender.partnerLabel}</span>
      </Cell>
      <Cell label={t("bound")} isWide>
        <div className="flex flex-wrap items-center gap-2">
          <Time value={sender.boundAt} show="day" />
          <ConfirmButton
            size="small"
            isBusy={isBusy}
            what={t("endWhat", { name: sender.sender })}
            confirm={t("endSubmit")}
            onConfirm={() => send({ path: `/api/known-senders/${sender.id}/end` })}
            aria-label={t("endOne", { name: sender.sender })}
          >
            {t("end")}
          </ConfirmButton>
        </div>
      </Cell>
    </TableRow>
  );
}
