"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { AppealView, RemedyRow } from "@/lib/appeals/contract";
import { QuietLink } from "../policy/quiet-link";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Textarea } from "../ui/textarea";
import { Time } from "../ui/time";
import type { Tone } from "../ui/tone";
import { useEffectWords } from "./effect-words";

const tones: Record<RemedyRow["state"], Tone> = {
  waiting: "caution",
  done: "good",
  failed: "danger",
  not_possible: "danger",
  not_needed: "neutral",
  waived: "neutral",
  with_platform: "caution",
  unconfirmed: "neutral",
};

/** Whether everything that follows from the answer is carried out, or how much is left. */
export function ClosingLine({ closing }: { closing: AppealView["closing"] }) {
  const t = useTranslations("redress.ledger");
  if (!closing) return null;
  return (
    <Status look="plain" tone={closing.isClosed ? "good" : "caution"}>
      {closing.isClosed ? t("closed") : t("left", { count: closing.left })}
    </Status>
  );
}

/** The ledger line by line, each with its state; what could not be told is sent again, or given up with a reason. */
export function LedgerLines({ view }: { view: AppealView }) {
  return <LedgerRows rows={view.remedies} maySendAgain={view.maySendAgain} />;
}

/** The same for any ledger. */
export function LedgerRows({ rows, maySendAgain }: { rows: readonly RemedyRow[]; maySendAgain: boolean }) {
  return (
    <ul className="grid divide-y divide-line">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-1 py-1.5">
          <Line row={row} />
          <WhatIsLeft row={row} maySendAgain={maySendAgain} />
        </li>
      ))}
    </ul>
  );
}

/** A kind that came with the ledger of remedies has its words there; the others have theirs with the answer. */
function useLineWords(): (row: RemedyRow) => string {
  const t = useTranslations("redress.ledger.kinds");
  const words = useEffectWords();
  return (row) => {
    const key = row.state === "done" ? `${row.kind}_done` : row.kind;
    return t.has(key) ? t(key) : words(row);
  };
}

/** One line of a ledger: what follows, how far it has come. */
export function Line({ row }: { row: RemedyRow }) {
  const t = useTranslations("appeal.answered.states");
  const own = useTranslations("redress.ledger");
  const words = useLineWords();
  const text = words(row);
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
      <span className="min-w-0">
        {row.case ? (
          <TextLink via={QuietLink} href={`/cases/${row.case.id}`}>
            {text}
          </TextLink>
        ) : (
          <span>{text}</span>
        )}
        {row.told ? (
          <span className="block text-13 text-ink-soft">
            {own.rich(`told.${row.told.way}`, { reference: () => <Reference>{row.told?.report ?? ""}</Reference> })}
          </span>
        ) : null}
        {row.served === null ? null : (
          <span className="block text-13 text-ink-soft">{own("served", { days: row.served })}</span>
        )}
      </span>
      <span className="flex items-center gap-2 text-13 text-ink-soft">
        {row.doneAt ? <Time value={row.doneAt} /> : null}
        <Status look="plain" tone={tones[row.state]}>
          {t(row.state)}
        </Status>
      </span>
    </div>
  );
}

function WhatIsLeft({ row, maySendAgain }: { row: RemedyRow; maySendAgain: boolean }) {
  const t = useTranslations("redress.ledger");
  const again = useWrite({ done: t("sentAgain") });
  return (
    <>
      {row.waived ? (
        <p dir="auto" className="text-13 text-ink-soft">
          {t("waivedBy", { name: row.waived.by })} {row.waived.why}
        </p>
      ) : null}
      {row.messageId && maySendAgain ? (
        <Button
          size="small"
          isBusy={again.isBusy}
          onClick={() => again.send({ path: `/api/outbox/${row.messageId}/retry` })}
          className="justify-self-start"
        >
          {t("sendAgain")}
        </Button>
      ) : null}
      {row.confirmed ? (
        <p dir="auto" className="text-13 text-ink-soft">
          {row.confirmed.by === null ? t("confirmedByPlatform") : t("confirmedBy", { name: row.confirmed.by })}{" "}
          {row.confirmed.how}
        </p>
      ) : null}
      {row.needsPerson ? <p className="text-13 text-ink-soft">{t("noReceiver")}</p> : null}
      {row.mayConfirm ? <WithWords row={row} way="confirm" /> : null}
      {row.mayWaive ? <WithWords row={row} way="waive" /> : null}
    </>
  );
}

const ways = {
  confirm: { field: "how", done: "isConfirmed", label: "how", hint: "howHint" },
  waive: { field: "why", done: "isWaived", label: "why", hint: "whyHint" },
} as const;

/** Says in words that a line was carried out, or gives it up. */
function WithWords({ row, way }: { row: RemedyRow; way: keyof typeof ways }) {
  const t = useTranslations("redress.ledger");
  const { field, done, label, hint } = ways[way];
  const [words, setWords] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t(done) });
  return (
    <Disclosure summary={t(way)}>
      <Form
        className="grid max-w-xl gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          send({ path: `/api/remedies/${row.id}/${way}`, body: { [field]: words } });
        }}
      >
        <Field name={field} id={`${way}-${row.id}`} label={t(label)} hint={t(hint)} error={fields[field]} isRequired>
          {(control) => (
            <Textarea {...control} rows={2} value={words} onChange={(event) => setWords(event.target.value)} />
          )}
        </Field>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t(way)}
        </Button>
      </Form>
    </Disclosure>
  );
}
