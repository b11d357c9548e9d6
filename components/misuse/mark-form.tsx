"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import type { CaseView } from "@/lib/decisions/contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Textarea } from "../ui/textarea";

type About = { decisionId: string; noticeId?: string; appealId?: string };

/** Calls one decided thing manifestly illegal, or one report or complaint manifestly unfounded. */
export function MarkForm({ about, label }: { about: About; label: string }) {
  const t = useTranslations("misuse.mark");
  const { send, isBusy, fields } = useWrite({ done: t("done") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send({ path: "/api/misuse/marks", body: { ...about, ...Object.fromEntries(new FormData(event.currentTarget)) } });
  };
  return (
    <Disclosure summary={label} className="text-13">
      <Form onSubmit={submit} className="grid gap-3" noValidate>
        <Field
          name="why"
          id={`mark-${about.noticeId ?? about.appealId ?? about.decisionId}`}
          label={t("why")}
          hint={t("hint")}
          error={fields.why}
          isRequired
        >
          {(control) => <Textarea {...control} rows={2} maxLength={2000} />}
        </Field>
        <Button type="submit" size="small" isBusy={isBusy} className="justify-self-start">
          {t("submit")}
        </Button>
      </Form>
    </Disclosure>
  );
}

/** The marks that a decided case allows: of the content, or of each report that claimed something illegal. */
export function CaseMarks({ view }: { view: CaseView }) {
  const t = useTranslations("misuse.mark");
  const { decision, notices } = view;
  if (!decision || view.case.state !== "decided") return null;
  const decisionId = decision.id;
  if (decision.outcome === "violation") return <MarkForm about={{ decisionId }} label={t("illegal")} />;
  return notices
    .filter(({ legalClaim }) => legalClaim)
    .map(({ id, reference }) => (
      <MarkForm key={id} about={{ decisionId, noticeId: id }} label={t("unfounded", { reference })} />
    ));
}
