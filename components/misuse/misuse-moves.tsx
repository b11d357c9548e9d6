"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { MisuseView } from "@/lib/misuse/misuse.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { Arithmetic } from "./arithmetic";

/** What can be done now: a warning first, then a suspension; or the reason why neither can. */
export function MisuseMoves({ view }: { view: MisuseView }) {
  const failures = useTranslations("failures");
  const t = useTranslations("misuse");
  if (view.cannotWarn === null) return <Warn subjectId={view.id} />;
  if (view.cannotSuspend === null) return <Suspend view={view} />;
  const why = view.state === "warned" ? view.cannotSuspend : view.cannotWarn;
  return (
    <Panel title={t("now")}>
      <p className="reading">{failures(why as Parameters<typeof failures>[0])}</p>
    </Panel>
  );
}

function Words({
  name,
  label,
  hint,
  error,
}: {
  name: string;
  label: string;
  hint?: string;
  error: string | undefined;
}) {
  return (
    <Field name={name} label={label} {...(hint ? { hint } : {})} error={error} isRequired>
      {(control) => <Textarea {...control} rows={2} maxLength={2000} />}
    </Field>
  );
}

function Warn({ subjectId }: { subjectId: string }) {
  const t = useTranslations("misuse");
  const { send, isBusy, fields } = useWrite({ done: t("warned") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: "/api/misuse/warn", body: { subjectId, ...Object.fromEntries(new FormData(event.currentTarget)) } });
  };
  return (
    <Panel title={t("warn")}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <p className="reading text-ink-soft">{t("warnText")}</p>
        <Words name="why" label={t("why")} hint={t("whyHint")} error={fields.why} />
        <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
          {t("warnSubmit")}
        </Button>
      </Form>
    </Panel>
  );
}

const intents = ["deliberate", "careless", "unknown"] as const;

function Suspend({ view }: { view: MisuseView }) {
  const t = useTranslations("misuse");
  const { send, isBusy, fields } = useWrite({ done: t("suspended") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { subjectId: view.id, ...Object.fromEntries(new FormData(event.currentTarget)) };
    send({ path: "/api/misuse/suspend", body });
  };
  return (
    <Panel title={t("suspend")}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <p className="reading text-ink-soft">{t(`suspendText.${view.side}`)}</p>
        <p>
          {t("factors.numbers")}: <Arithmetic counts={view.counts} />
        </p>
        <Words name="gravity" label={t("factors.gravity")} error={fields.gravity} />
        <Words name="consequences" label={t("factors.consequences")} error={fields.consequences} />
        <Field name="intent" label={t("factors.intent")} error={fields.intent}>
          {(control) => (
            <Select
              {...control}
              className="max-w-80"
              options={intents.map((value) => ({ value, label: t(`intents.${value}`) }))}
            />
          )}
        </Field>
        <Words name="intentWhy" label={t("intentWhy")} error={fields.intentWhy} />
        <Words name="why" label={t("suspendedWhy")} hint={t("whyHint")} error={fields.why} />
        <Field
          name="lastDay"
          label={t("lastDay")}
          hint={t("lastDayHint", { days: view.mostDays, zone: view.zone })}
          error={fields.lastDay}
          isRequired
        >
          {(control) => <Input {...control} type="date" className="max-w-60" />}
        </Field>
        <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
          {t("suspendSubmit")}
        </Button>
      </Form>
    </Panel>
  );
}
