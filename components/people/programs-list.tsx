"use client";

import { useTranslations } from "next-intl";
import type { Role } from "@/lib/platform/permissions.rules";
import { useWrite } from "../shell/use-write";
import { ConfirmButton } from "../ui/confirm";
import { LiveTime } from "../ui/live-time";
import { Status } from "../ui/status";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { Time } from "../ui/time";

/** Instants as ISO strings; `platforms` by name in the reader's language, none for every one. */
export type ProgramLine = {
  keyId: string;
  name: string;
  platforms: string[];
  madeBy: string | null;
  lastUsedAt: string | null;
  allowedAt: string | null;
};

/** The keys that act for people, and for each whether it may act for the reader: theirs alone to say. */
export function ProgramsList({ programs, readerRole }: { programs: readonly ProgramLine[]; readerRole: Role }) {
  const t = useTranslations("people.programs");
  if (programs.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("name")}</HeaderCell>
          <HeaderCell>{t("madeBy")}</HeaderCell>
          <HeaderCell>{t("lastUsed")}</HeaderCell>
          <HeaderCell>{t("state")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {programs.map((program) => (
          <ProgramRow key={program.keyId} program={program} readerRole={readerRole} />
        ))}
      </TableBody>
    </Table>
  );
}

function ProgramRow({ program, readerRole }: { program: ProgramLine; readerRole: Role }) {
  const t = useTranslations("people.programs");
  const platforms = program.platforms.length > 0 ? program.platforms.join(t("comma")) : t("everyPlatform");
  return (
    <TableRow>
      <HeaderCell scope="row" className="min-w-40">
        {program.name}
        <span className="block font-normal text-12 text-ink-soft">{platforms}</span>
      </HeaderCell>
      <Cell label={t("madeBy")}>{program.madeBy}</Cell>
      <Cell label={t("lastUsed")}>{program.lastUsedAt ? <LiveTime value={program.lastUsedAt} /> : t("never")}</Cell>
      <Cell label={t("state")} isWide className="min-w-56">
        <Consent program={program} platforms={platforms} readerRole={readerRole} />
      </Cell>
    </TableRow>
  );
}

function Consent({ program, platforms, readerRole }: { program: ProgramLine; platforms: string; readerRole: Role }) {
  const t = useTranslations("people.programs");
  const roleName = useTranslations("common.roles");
  const { keyId, name, allowedAt } = program;
  const allow = useWrite({ done: t("allowed", { name }) });
  const stop = useWrite({ done: t("stopped", { name }) });
  if (allowedAt === null) {
    return (
      <span className="flex flex-wrap items-center gap-2">
        <Status look="plain">{t("no")}</Status>
        <ConfirmButton
          size="small"
          isBusy={allow.isBusy}
          what={t("allowWhat", { name, platforms, role: roleName(readerRole) })}
          confirm={t("allowSubmit")}
          onConfirm={() => allow.send({ path: `/api/me/programs/${keyId}/allow` })}
          aria-label={t("allowOne", { name })}
        >
          {t("allow")}
        </ConfirmButton>
      </span>
    );
  }
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Status look="plain" tone="good">
        {t("since")} <Time value={allowedAt} show="day" />
      </Status>
      <ConfirmButton
        size="small"
        isBusy={stop.isBusy}
        what={t("stopWhat", { name })}
        confirm={t("stopSubmit")}
        onConfirm={() => stop.send({ path: `/api/me/programs/${keyId}/stop` })}
        aria-label={t("stopOne", { name })}
      >
        {t("stop")}
      </ConfirmButton>
    </span>
  );
}
