"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { MilestoneRow, RegisterHead } from "@/lib/commitments/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Localised } from "../ui/localised";
import { wordsFor } from "../ui/localised.rules";
import { Panel } from "../ui/panel";
import { Status } from "../ui/status";

type Props = { register: RegisterHead; milestones: readonly MilestoneRow[]; mayPass: boolean };

/** The dates that the register's document gives, counted from the start that somebody set, and which of them are passed. */
export function Milestones({ register, milestones, mayPass }: Props) {
  const t = useTranslations("commitments.milestones");
  const { startsOn, endsOn, keptUntil } = register;
  return (
    <Panel title={t("title")}>
      <p className="reading mb-3 text-ink-soft">
        {startsOn && endsOn && keptUntil ? t("term", { from: startsOn, to: endsOn, kept: keptUntil }) : t("noTerm")}
      </p>
      <ol className="grid divide-y divide-line">
        {milestones.map((one) => (
          <li key={one.id} className="grid gap-2 py-3 first:pt-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-medium">
                <Localised value={one.title} />
              </span>
              <span className="tabular-nums text-ink-soft">
                {one.day ?? t("after", { count: one.afterMonths ?? 0 })}
              </span>
              <State one={one} />
            </p>
            {one.doneNote ? <p className="text-ink-soft">{one.doneNote}</p> : null}
            {mayPass && one.doneAt === null ? <Pass one={one} /> : null}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function State({ one }: { one: MilestoneRow }) {
  const t = useTranslations("commitments");
  if (one.doneAt) return <Status tone="good">{t("milestones.done", { day: one.doneAt })}</Status>;
  if (one.isLate) return <Status tone="danger">{t("late")}</Status>;
  return one.day ? null : <span className="text-ink-soft">{t("milestones.noDay")}</span>;
}

function Pass({ one }: { one: MilestoneRow }) {
  const t = useTranslations("commitments.milestones");
  const locale = useLocale();
  const { send, isBusy, fields } = useWrite({ done: t("passed") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.currentTarget));
    send({ path: `/api/commitments/milestones/${one.id}`, body });
  };
  return (
    <Form onSubmit={submit} className="flex flex-wrap items-end gap-3" noValidate>
      <Field name="doneOn" id={`done-${one.key}`} label={t("pass")} error={fields.doneOn}>
        {(control) => <Input {...control} type="date" className="max-w-44" />}
      </Field>
      <Field name="note" id={`note-${one.key}`} label={t("note")} error={fields.note}>
        {(control) => <Input {...control} maxLength={500} autoComplete="off" className="max-w-60" />}
      </Field>
      <Button type="submit" isBusy={isBusy} aria-label={t("submit", { title: wordsFor(one.title, locale).text })}>
        {t("submitShort")}
      </Button>
    </Form>
  );
}
