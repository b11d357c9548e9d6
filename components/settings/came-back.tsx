"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import type { LetterCameBack } from "@/lib/decisions/mail-event.contract";
import { QuietLink } from "../policy/quiet-link";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";

/** As many as are read for this list; all of them stand on the clocks. */
const shownAtOnce = 50;

/** Letters that nobody got, each with what was said and, for who may, the way to say how the person learns of it. */
export function CameBack({ letters, maySettle }: { letters: readonly LetterCameBack[]; maySettle: boolean }) {
  const t = useTranslations("settings.cameBack");
  return (
    <Panel title={t("title")} isFlush>
      <p className="px-4 py-2 text-ink-soft">{t("text")}</p>
      {letters.length >= shownAtOnce ? (
        <p className="px-4 pb-2">
          <TextLink via={QuietLink} href="/clocks?kind=came_back">
            {t("more")}
          </TextLink>
        </p>
      ) : null}
      <ul className="grid divide-y divide-line border-t border-line">
        {letters.map((letter) => (
          <li key={letter.mailId} id={`mail-${letter.mailId}`} className="grid gap-2 px-4 py-3">
            <Line letter={letter} />
            {maySettle ? <Take letter={letter} /> : null}
            {maySettle ? <SettleForm letter={letter} /> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Line({ letter }: { letter: LetterCameBack }) {
  const t = useTranslations("settings.cameBack");
  const kind = useTranslations("settings.kinds");
  return (
    <div className="grid gap-0.5">
      <p className="font-medium">
        {letter.statementId ? (
          <TextLink via={QuietLink} href={`/statements/${letter.statementId}`} lang={letter.language}>
            {letter.subject}
          </TextLink>
        ) : (
          <span lang={letter.language}>{letter.subject}</span>
        )}
      </p>
      <p className="flex flex-wrap gap-x-2 text-13 text-ink-soft">
        <span>{kind(letter.kind.replaceAll(".", "_"))}</span>
        <About {...letter.about} />
        {letter.addressee ? <span>{t(`to.${letter.addressee}`)}</span> : null}
        <Time value={letter.bouncedAt} />
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

/** The case, the order or the account that it is about; a report has no page of its own. */
function About({ reference, href }: LetterCameBack["about"]) {
  const t = useTranslations("settings.cameBack");
  if (!href) return reference ? <Reference>{reference}</Reference> : null;
  return (
    <TextLink via={QuietLink} href={href}>
      {reference || t("open")}
    </TextLink>
  );
}

/** Who sees to it, as the clocks show it; anybody who may can take it on, or over. */
function Take({ letter: { mailId, subject, takenBy } }: { letter: LetterCameBack }) {
  const t = useTranslations("settings.cameBack");
  const { send, isBusy } = useWrite({ done: t("taken") });
  return (
    <p className="flex flex-wrap items-center gap-2 text-13">
      <span className="text-ink-soft">{takenBy ? t("takenBy", { name: takenBy.name }) : t("takenByNobody")}</span>
      <Button
        size="small"
        look="quiet"
        isBusy={isBusy}
        aria-label={t("takeOne", { subject })}
        onClick={() => send({ path: `/api/mails/${mailId}/take`, body: {} })}
      >
        {t("take")}
      </Button>
    </p>
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
    <Form onSubmit={submit} aria-labelledby={id} className="grid justify-items-start gap-2" noValidate>
      <span id={id} className="sr-only">
        {t("settleOne", { subject })}
      </span>
      <Field name="how" id={`how-${mailId}`} label={t("how")} hint={t("howHint")} error={fields.how} isRequired>
        {(control) => <Input {...control} maxLength={500} />}
      </Field>
      <Button size="small" type="submit" isBusy={isBusy} aria-describedby={id}>
        {t("settle")}
      </Button>
    </Form>
  );
}
