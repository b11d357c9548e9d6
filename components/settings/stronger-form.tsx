"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { StrongerPage, StrongerRow } from "@/lib/decisions/stronger.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { useWords } from "../ui/localised";
import { Select } from "../ui/select";

const places = [0, 1, 2] as const;

type Props = { platform: StrongerPage["platforms"][number]; row: StrongerRow };

/** The steps of one kind of person on one platform; the last holds from there on (AE5). */
export function StrongerForm({ platform, row }: Props) {
  const t = useTranslations("traders.stronger");
  const words = useWords();
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const steps = new FormData(event.currentTarget).getAll("steps");
    send({ path: "/api/stronger-penalties", body: { platform: platform.id, subjectKind: row.subjectKind, steps } });
  };
  const options = [
    { value: "", label: t("noStep") },
    ...platform.actions.map(({ action, label }) => ({ value: action, label: words(label) })),
  ];
  const wrong = Object.entries(fields).find(([field]) => field.startsWith("steps"))?.[1];
  return (
    <Form onSubmit={submit} className="grid gap-3 border-t border-line py-3 first:border-t-0" noValidate>
      <h3 className="font-medium">{t(`kinds.${row.subjectKind}`)}</h3>
      <div className="grid gap-3 sm:grid-cols-3">
        {places.map((at) => (
          <Field
            key={at}
            name="steps"
            id={`${platform.id}-${row.subjectKind}-${at}`}
            label={t("step", { step: at + 1 })}
            error={at === 0 ? wrong : undefined}
          >
            {(control) => <Select {...control} defaultValue={row.steps[at] ?? ""} options={options} />}
          </Field>
        ))}
      </div>
      <Button type="submit" size="small" isBusy={isBusy} className="justify-self-start">
        {t("submit")}
      </Button>
    </Form>
  );
}

/** Says that the platform carried out what a decision on hidden links imposed. */
export function ExecutedButton({ decisionId }: { decisionId: string }) {
  const t = useTranslations("traders.stronger");
  const { send, isBusy } = useWrite({ done: t("executed") });
  return (
    <Button size="small" isBusy={isBusy} onClick={() => send({ path: `/api/decisions/${decisionId}/executed` })}>
      {t("execute")}
    </Button>
  );
}
