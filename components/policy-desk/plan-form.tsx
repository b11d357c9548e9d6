"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { DraftView } from "@/lib/policy/drafts/view.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

const languages = ["en", "zh-Hans"] as const;

/** When the version begins, when it is announced, and what users are told of it. */
export function PlanForm({ draft }: { draft: DraftView }) {
  const t = useTranslations("policyDesk.plan");
  const { send, isBusy, fields } = useWrite({ done: t("saved") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget));
    const notice = {
      ...draft.notice,
      ...Object.fromEntries(languages.map((one) => [one, given[`notice-${one}`] ?? ""])),
    };
    const { label, effectiveFrom, announced } = given;
    send({
      path: `/api/policy/drafts/${draft.id}/plan`,
      body: { label, effectiveFrom, announced: announced || null, notice },
    });
  };
  return (
    <form key={draft.rev} onSubmit={submit} className="grid gap-4" noValidate>
      <Field name="label" label={t("label")} error={fields.label} isRequired>
        {(control) => <Input {...control} defaultValue={draft.label} maxLength={200} autoComplete="off" />}
      </Field>
      <Field name="effectiveFrom" label={t("from")} hint={t("fromHint")} error={fields.effectiveFrom} isRequired>
        {(control) => <Input {...control} type="date" defaultValue={draft.effectiveFrom ?? ""} />}
      </Field>
      <Field name="announced" label={t("announced")} hint={t("announcedHint")} error={fields.announced}>
        {(control) => <Input {...control} type="date" defaultValue={draft.announced ?? ""} />}
      </Field>
      {languages.map((one) => (
        <Field key={one} name={`notice-${one}`} label={t(`notice.${one}`)} hint={t("noticeHint")}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              lang={one}
              dir="auto"
              defaultValue={draft.notice[one] ?? ""}
              maxLength={5000}
            />
          )}
        </Field>
      ))}
      <Button type="submit" isBusy={isBusy} className="justify-self-start">
        {t("save")}
      </Button>
    </form>
  );
}
