"use client";

import { useTranslations } from "next-intl";
import type { HashListRow } from "@/lib/intake/hash-list.contract";
import { useNames } from "../queue/nameable";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { ConfirmButton } from "../ui/confirm";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";

/** The lists there are: what each holds, how many hashes, what it found, and whether anything is compared with it. */
export function HashListTable({ lists, mayChange }: { lists: readonly HashListRow[]; mayChange: boolean }) {
  const t = useTranslations("hashLists");
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("name")}</HeaderCell>
          <HeaderCell>{t("holds")}</HeaderCell>
          <HeaderCell isNumber>{t("size")}</HeaderCell>
          <HeaderCell isNumber>{t("matches")}</HeaderCell>
          <HeaderCell>{t("loaded")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {lists.map((list) => (
          <ListLine key={list.id} list={list} mayChange={mayChange} />
        ))}
      </TableBody>
    </Table>
  );
}

function ListLine({ list, mayChange }: { list: HashListRow; mayChange: boolean }) {
  const t = useTranslations("hashLists");
  const name = useNames();
  const { send, isBusy } = useWrite();
  const kind = list.kind === "sha256" ? t("kinds.sha256") : t("within", { bits: list.threshold });
  return (
    <TableRow>
      <HeaderCell scope="row">
        <span className="[overflow-wrap:anywhere]">{list.name}</span>
        <span className="block text-12 font-normal text-ink-soft [overflow-wrap:anywhere]">{list.source}</span>
      </HeaderCell>
      <Cell label={t("holds")}>
        {name("category", list.category)}
        <span className="block text-12 text-ink-soft">{kind}</span>
      </Cell>
      <Cell label={t("size")} isNumber>
        {t("number", { count: list.size })}
      </Cell>
      <Cell label={t("matches")} isNumber>
        {t("number", { count: list.matches })}
      </Cell>
      <Cell label={t("loaded")}>
        <Time value={list.loadedAt} show="day" />
        <span className="block text-12 text-ink-soft">{list.loadedBy}</span>
      </Cell>
      <Cell label={t("state")} isWide>
        <div className="flex flex-wrap items-center gap-2">
          <Status look="plain" tone={list.isOn ? "good" : "neutral"}>
            {t(list.isLooking ? "looking" : list.isOn ? "on" : "off")}
          </Status>
          {mayChange ? (
            <>
              <Button
                size="small"
                isBusy={isBusy}
                aria-label={t(list.isOn ? "turnOffOne" : "turnOnOne", { name: list.name })}
                onClick={() => send({ path: `/api/hash-lists/${list.id}/switch`, body: { isOn: !list.isOn } })}
              >
                {t(list.isOn ? "turnOff" : "turnOn")}
              </Button>
              <ConfirmButton
                size="small"
                isBusy={isBusy}
                what={t("deleteWhat", { name: list.name })}
                confirm={t("deleteSubmit")}
                onConfirm={() => send({ path: `/api/hash-lists/${list.id}/delete` })}
                aria-label={t("deleteOne", { name: list.name })}
              >
                {t("delete")}
              </ConfirmButton>
            </>
          ) : null}
        </div>
      </Cell>
    </TableRow>
  );
}
