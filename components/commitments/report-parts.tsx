"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { type ReportRow, reportFiles, type SealedReport } from "@/lib/commitments/report.contract";
import { newKey } from "../decisions/send-once-more";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** Sealed reports with their files, each made of its snapshot when it is asked for. */
export function ReportTable({ rows, maySend }: { rows: readonly ReportRow[]; maySend: boolean }) {
  const t = useTranslations("commitments.reports");
  return (
    <Table isCards caption={t("caption")}>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("period")}</HeaderCell>
          <HeaderCell>{t("made")}</HeaderCell>
          <HeaderCell>{t("files")}</HeaderCell>
          <HeaderCell>{t("sent")}</HeaderCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.id} row={row} maySend={maySend} />
        ))}
      </TableBody>
    </Table>
  );
}

function Row({ row, maySend }: { row: ReportRow; maySend: boolean }) {
  const t = useTranslations("commitments.reports");
  const locale = useLocale();
  const { send, isBusy } = useWrite({ done: t("markedSent") });
  const { id, from, to } = row;
  const href = (file: string) => `/api/commitments/reports/${id}/files/${file}?language=${locale}`;
  return (
    <TableRow>
      <HeaderCell scope="row" className="align-top font-normal">
        <span className="font-medium tabular-nums">
          {from} – {to}
        </span>
        <span className="block font-mono text-12 break-all text-ink-soft">
          {t("seal")} {row.sha256}
        </span>
      </HeaderCell>
      <Cell label={t("made")} className="align-top">
        <Time value={row.madeAt} show="exact" />
        <span className="block text-ink-soft">{row.by ? t("by", { name: row.by }) : t("itself")}</span>
      </Cell>
      <Cell label={t("files")} className="align-top">
        <ul className="flex flex-wrap gap-x-3 gap-y-1">
          {reportFiles.map((file) => (
            <li key={file}>
              <TextLink href={href(file)} download aria-label={t("fileOf", { file: t(`file.${file}`), from, to })}>
                {t(`file.${file}`)}
              </TextLink>
            </li>
          ))}
        </ul>
      </Cell>
      <Cell label={t("sent")} className="align-top">
        {row.sentAt ? (
          <Time value={row.sentAt} show="day" />
        ) : (
          <span className="grid justify-items-start gap-1">
            <span className="text-ink-soft">{t("notSent")}</span>
            {maySend ? (
              <Button
                size="small"
                isBusy={isBusy}
                onClick={() => send({ path: `/api/commitments/reports/${id}/sent` })}
              >
                {t("markSent", { from, to })}
              </Button>
            ) : null}
          </span>
        )}
      </Cell>
    </TableRow>
  );
}

type FormProps = { register: string; from: string; to: string; listPath: string };

/**
 * Takes the snapshot of a period and seals it: each press one report, however often it is sent. It stands over the list, so
 * that what was made is in sight below it.
 */
export function ReportForm({ register, from, to, listPath }: FormProps) {
  const t = useTranslations("commitments.reports");
  const router = useRouter();
  const asked = useRef<{ of: string; key: string } | null>(null);
  const [made, setMade] = useState<SealedReport | null>(null);
  const { send, isBusy, fields } = useWrite<SealedReport>({
    onDone: (report) => {
      asked.current = null;
      setMade(report);
      // On a later page of the list the new one would not be seen.
      router.replace(listPath, { scroll: false });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    setMade(null);
    const body = { ...Object.fromEntries(new FormData(event.currentTarget)), register };
    // The same once more is the same request until it has been answered: an answer that was lost makes no second report.
    const of = JSON.stringify(body);
    if (asked.current?.of !== of) asked.current = { of, key: newKey() };
    send({ path: "/api/commitments/reports", body, key: asked.current.key });
  };
  return (
    <Panel title={t("make")}>
      <Form onSubmit={submit} className="flex flex-wrap items-end gap-4" noValidate>
        <Field name="from" label={t("from")} error={fields.from} isRequired>
          {(control) => <Input {...control} type="date" defaultValue={from} className="max-w-44" />}
        </Field>
        <Field name="to" label={t("to")} error={fields.to} isRequired>
          {(control) => <Input {...control} type="date" defaultValue={to} className="max-w-44" />}
        </Field>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {t("submit")}
        </Button>
        <p role="status" className={isBusy || made ? "basis-full text-ink-soft" : "sr-only"}>
          {isBusy ? t("making") : made ? t("done", made) : ""}
        </p>
      </Form>
    </Panel>
  );
}
