"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { CommitmentView, IndicatorNow } from "@/lib/commitments/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { wordsFor } from "../ui/localised.rules";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";

/** What an admin sets: whose a commitment is, how often it is reviewed, and between what its indicators should be. */
export function ManageForms({ view }: { view: CommitmentView }) {
  const t = useTranslations("commitments.forms.assign");
  const { commitment, register, people } = view;
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { ...Object.fromEntries(new FormData(event.currentTarget)), version: commitment.version };
    send({ path: `/api/commitments/${commitment.id}/assign`, body });
  };
  return (
    <Panel title={t("title")}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="ownerId" label={t("owner")} error={fields.ownerId}>
            {(control) => (
              <Select
                {...control}
                defaultValue={commitment.owner?.id ?? ""}
                placeholder={t("nobody")}
                options={people.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
          <Field
            name="reviewDays"
            label={t("days")}
            hint={t("daysHint", { count: register.reviewDays })}
            error={fields.reviewDays}
          >
            {(control) => (
              <Input {...control} inputMode="numeric" defaultValue={commitment.reviewDays ?? ""} className="max-w-40" />
            )}
          </Field>
        </div>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("submit")}
        </Button>
      </Form>
      <div className="mt-4 grid gap-2">
        {commitment.indicators.map((indicator) => (
          <Bounds key={indicator.id} indicator={indicator} />
        ))}
      </div>
    </Panel>
  );
}

function useName({ key, name }: IndicatorNow): string {
  const t = useTranslations("commitments.indicators");
  const locale = useLocale();
  return name ? wordsFor(name, locale).text : t(`${(key ?? "") as "notices_from_guests"}.name`);
}

function Bounds({ indicator }: { indicator: IndicatorNow }) {
  const t = useTranslations("commitments");
  const name = useName(indicator);
  const { id, low, high, leastCount, boundBasis } = indicator;
  const { send, isBusy, fields } = useWrite({ done: t("forms.bounds.done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.currentTarget));
    send({ path: `/api/commitments/indicators/${id}/bounds`, body });
  };
  const number = (field: "low" | "high" | "leastCount", label: string, value: number | null) => (
    <Field name={field} id={`${field}-${id}`} label={label} error={fields[field]}>
      {(control) => (
        <Input {...control} inputMode="decimal" defaultValue={value ?? ""} autoComplete="off" className="max-w-32" />
      )}
    </Field>
  );
  return (
    <Disclosure summary={t("forms.bounds.title", { name })}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <div className="flex flex-wrap gap-4">
          {number("low", t("forms.bounds.low"), low)}
          {number("high", t("forms.bounds.high"), high)}
          {number("leastCount", t("forms.bounds.least"), leastCount)}
          <Field name="boundBasis" id={`basis-${id}`} label={t("forms.bounds.basis")} error={fields.boundBasis}>
            {(control) => (
              <Select
                {...control}
                defaultValue={boundBasis}
                options={(["target", "commitment"] as const).map((value) => ({ value, label: t(`basis.${value}`) }))}
              />
            )}
          </Field>
        </div>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("forms.bounds.submit", { name })}
        </Button>
      </Form>
    </Disclosure>
  );
}
