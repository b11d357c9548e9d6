"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { useWords } from "../ui/localised";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { versionPath } from "./version-words";

type Props = {
  platforms: readonly { id: string; name: { en: string; hans: string; hant: string } }[];
  given: { platform: string; from: string; to: string };
};

/** Asks for a version of a report; the worker makes it, and the page it leads to says how far that is. */
export function RequestForm({ platforms, given }: Props) {
  const t = useTranslations("reports.form");
  const words = useWords();
  const router = useRouter();
  // From the press until its page is there: on a slow machine that takes seconds, and the form has not been forgotten.
  const [isOpening, setIsOpening] = useState(false);
  const { send, isBusy, fields } = useWrite<{ versionId: string }>({
    onDone: ({ versionId }) => {
      setIsOpening(true);
      router.push(versionPath(versionId));
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isOpening) return;
    send({ path: "/api/reports", body: Object.fromEntries(new FormData(event.currentTarget)) });
  };
  return (
    <Form onSubmit={submit} className="grid gap-4" noValidate>
      <Field name="platform" label={t("platform")} error={fields.platform}>
        {(control) => (
          <Select
            {...control}
            className="max-w-80"
            defaultValue={given.platform}
            options={platforms.map(({ id, name }) => ({ value: id, label: words(name) }))}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2 sm:max-w-120">
        <Field name="from" label={t("from")} error={fields.from} isRequired>
          {(control) => <Input {...control} type="date" defaultValue={given.from} />}
        </Field>
        <Field name="to" label={t("to")} error={fields.to} isRequired>
          {(control) => <Input {...control} type="date" defaultValue={given.to} />}
        </Field>
      </div>
      <Field
        name="publicationDay"
        label={t("publicationDay")}
        hint={t("publicationDayHint")}
        error={fields.publicationDay}
      >
        {(control) => <Input {...control} type="date" className="max-w-60" />}
      </Field>
      <Field name="changeNote" label={t("changeNote")} hint={t("changeNoteHint")} error={fields.changeNote}>
        {(control) => <Textarea {...control} rows={3} maxLength={2000} dir="auto" />}
      </Field>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" look="primary" isBusy={isBusy || isOpening}>
          {t("submit")}
        </Button>
        <p role="status" className="text-ink-soft">
          {isOpening ? t("opening") : isBusy ? t("asking") : ""}
        </p>
      </div>
    </Form>
  );
}
