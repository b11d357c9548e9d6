"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import type { LetterCameBack } from "@/lib/decisions/mail-event.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** Letters that nobody got, each with what was said and, for who may, the way to say how the person learns of it. */
export function CameBack({ letters, maySettle }: { letters: readonly LetterCameBack[]; maySettle: boolean }) {
  const t = useTranslations("settings.cameBack");
  return (
    <Panel title={t("title")} isFlush>
      <p className="px-4 py-2 text-ink-soft">{t("text")}</p>
      <ul className="grid divide-y divide-line border-t border-line">
        {letters.map((letter) => (
          <li key={letter.mailId} className="grid gap-2 px-4 py-3">
            <Line letter={letter} />
            {maySettle ? <SettleForm letter={letter} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Line({ letter }: { letter: LetterCameBack }) {
  const t = useTranslations("settings.cameBack");
  return (
    <div className="grid gap-0.5">
      <p className="font-medium">
        <TextLink via={Link} href={`/statements/${letter.statementId}`} lang={letter.language}>
          {letter.subject}
        </TextLink>
      </p>
      <p className="text-13 text-ink-soft">
        <TextLink via={Link} href={`/cases/${letter.caseId}`}>
          {t("case", { reference: letter.reference })}
        </TextLink>{" "}
        · {t(`to.${letter.addressee}`)} · <Time value={letter.bouncedAt} />
      </p>
      {letter.isStatementOfReasons ? <p className="text-13 text-danger-ink">{t("duty")}</p> : null}
      {letter.reason ? (
        <p className="text-13 [overflow-wrap:anywhere]">
          {t("said")}: {letter.reason}
        </p>
      ) : null}
    </div>
  );
}

function SettleForm({ letter: { mailId, subject } }: { letter: LetterCameBack }) {
  const t = useTranslations("settings.cameBack");
  const { send, isBusy, fields } = useWrite({ done: t("settled") });
  const id = useId();
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const how = new FormData(event.currentTarget).get("how");
    send({ path: `/api/mails/${mailId}/settle`, body: { how } });
  }
  return (
    <form onSubmit={submit} aria-labelledby={id} className="grid justify-items-start gap-2" noValidate>
      <span id={id} className="sr-only">
        {t("settleOne", { subject })}
      </span>
      <Field name="how" id={`how-${mailId}`} label={t("how")} hint={t("howHint")} error={fields.how} isRequired>
        {(control) => <Input {...control} maxLength={500} />}
      </Field>
      <Button size="small" type="submit" isBusy={isBusy} aria-describedby={id}>
        {t("settle")}
      </Button>
    </form>
  );
}
