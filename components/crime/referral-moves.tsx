"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { ReferralView } from "@/lib/crime/referral.contract";
import { addresseesFor } from "@/lib/crime/referral.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { Panel } from "../ui/panel";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

/** What is still to be done: tell the authority, or refuse with reasons as a second person. */
export function ReferralMoves({ referral }: { referral: ReferralView }) {
  const t = useTranslations("crime");
  if (referral.state !== "open") return null;
  return (
    <>
      {referral.may.send ? <Send referral={referral} /> : null}
      {referral.may.refuse ? <Refuse referralId={referral.id} /> : null}
      {referral.may.send && !referral.may.refuse ? <Notice tone="information" title={t("ownCannotRefuse")} /> : null}
    </>
  );
}

function Send({ referral }: { referral: ReferralView }) {
  const t = useTranslations("crime");
  const [country, setCountry] = useState(referral.country ?? "");
  const { send, isBusy, fields } = useWrite({ done: t("sendDone") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = { ...Object.fromEntries(new FormData(event.currentTarget)), country: country.trim().toUpperCase() };
    send({ path: `/api/referrals/${referral.id}/send`, body });
  };
  const choices = addresseesFor(country.trim() === "" ? null : country);
  return (
    <Panel title={t("send")}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <p className="reading text-ink-soft">{t("sendText")}</p>
        <Field name="country" label={t("country")} hint={t("countryHint")} error={fields.country}>
          {(control) => (
            <Input
              {...control}
              maxLength={2}
              autoComplete="off"
              className="max-w-20 uppercase"
              value={country}
              onChange={({ target }) => setCountry(target.value)}
            />
          )}
        </Field>
        <Field name="addressee" label={t("addressee")} error={fields.addressee}>
          {(control) => (
            <Select
              {...control}
              className="max-w-120"
              options={choices.map((value) => ({ value, label: t(`addressees.${value}`) }))}
            />
          )}
        </Field>
        <Field name="authority" label={t("authority")} hint={t("authorityHint")} error={fields.authority} isRequired>
          {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
        </Field>
        <Field name="authorityReference" label={t("authorityReference")} error={fields.authorityReference}>
          {(control) => <Input {...control} maxLength={200} autoComplete="off" />}
        </Field>
        <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
          {t("sendSubmit")}
        </Button>
      </Form>
    </Panel>
  );
}

function Refuse({ referralId }: { referralId: string }) {
  const t = useTranslations("crime");
  const { send, isBusy, fields } = useWrite({ done: t("refuseDone") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: `/api/referrals/${referralId}/refuse`, body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Panel title={t("refuse")}>
      <Form onSubmit={submit} className="grid gap-4" noValidate>
        <p className="reading text-ink-soft">{t("refuseText")}</p>
        <Field name="why" label={t("refusedWhy")} error={fields.why} isRequired>
          {(control) => <Textarea {...control} rows={3} maxLength={2000} />}
        </Field>
        <Button type="submit" isBusy={isBusy} className="justify-self-start">
          {t("refuseSubmit")}
        </Button>
      </Form>
    </Panel>
  );
}
