"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import type { QualificationState } from "@/lib/people/rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { ConfirmButton } from "../ui/confirm";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Status } from "../ui/status";
import type { Tone } from "../ui/tone";

/** `from` and `until` are days, the last one included; null is open-ended. */
export type QualificationLine = {
  id: string;
  subject: string;
  from: string;
  until: string | null;
  state: QualificationState;
};
type Props = { personId: string; qualifications: readonly QualificationLine[]; mayChange: boolean };

const tones: Record<QualificationState, Tone> = { valid: "good", coming: "information", ended: "neutral" };

/** The proofs by which a person may answer appeals (DSA Art. 20(6)). */
export function QualificationsPanel({ personId, qualifications, mayChange }: Props) {
  const t = useTranslations("people.qualifications");
  const end = useWrite({ done: t("endedNow") });
  return (
    <div className="grid gap-3">
      {qualifications.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : null}
      <ul className="grid divide-y divide-line">
        {qualifications.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <div className="min-w-0">
              <p className="font-medium [overflow-wrap:anywhere]">{one.subject}</p>
              <p className="text-ink-soft">
                {one.until ? t("span", { from: one.from, until: one.until }) : t("openSpan", { from: one.from })}
              </p>
            </div>
            <div className="flex flex-wrap items-center gap-3">
              <Status look="plain" tone={tones[one.state]}>
                {t(`state.${one.state}`)}
              </Status>
              {mayChange && one.state !== "ended" ? (
                <ConfirmButton
                  size="small"
                  isBusy={end.isBusy}
                  aria-label={t("endOne", { subject: one.subject })}
                  what={t("endWhat", { subject: one.subject })}
                  confirm={t("endSubmit")}
                  onConfirm={() => end.send({ path: `/api/people/qualifications/${one.id}/end` })}
                >
                  {t("end")}
                </ConfirmButton>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {mayChange ? (
        <Disclosure summary={t("add")}>
          <AddQualification personId={personId} />
        </Disclosure>
      ) : null}
    </div>
  );
}

function AddQualification({ personId }: { personId: string }) {
  const t = useTranslations("people.qualifications");
  const optional = useTranslations("common.actions")("optional");
  const form = useRef<HTMLFormElement>(null);
  const { send, isBusy, fields } = useWrite({ done: t("added"), onDone: () => form.current?.reset() });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { validUntil, ...rest } = Object.fromEntries(new FormData(event.currentTarget));
    send({ path: `/api/people/${personId}/qualifications`, body: { ...rest, validUntil: validUntil || null } });
  };
  return (
    <Form ref={form} onSubmit={submit} className="grid max-w-xl gap-4" noValidate>
      <Field name="subject" label={t("subject")} hint={t("subjectHint")} error={fields.subject} isRequired>
        {(control) => <Input {...control} maxLength={120} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="validFrom" label={t("from")} error={fields.validFrom} isRequired>
          {(control) => <Input {...control} type="date" />}
        </Field>
        <Field name="validUntil" label={t("until")} optionalWord={optional} error={fields.validUntil}>
          {(control) => <Input {...control} type="date" />}
        </Field>
      </div>
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("submit")}
      </Button>
    </Form>
  );
}
