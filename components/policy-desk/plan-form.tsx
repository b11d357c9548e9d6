"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { DraftView } from "@/lib/policy/drafts/view.contract";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { Textarea } from "../ui/textarea";
import { noticeLanguages, planChange } from "./plan.rules";
import { PlanShown } from "./plan-shown";

/** When the version begins, when it is announced, and what users are told of it. */
export function PlanForm({ draft }: { draft: DraftView }) {
  const t = useTranslations("policyDesk.plan");
  const choice = useTranslations("policyEdit.form");
  /** The draft as it was when typing began; null: nothing is typed, and the form shows the newest. */
  const [begun, setBegun] = useState<DraftView | null>(null);
  const [met, setMet] = useState<{ sentence: string; rev: number } | null>(null);
  const base = begun ?? draft;
  const leave = () => {
    setBegun(null);
    setMet(null);
  };
  const { send, isBusy, fields } = useWrite({
    done: t("saved"),
    onDone: leave,
    onConflict: (sentence) => setMet({ sentence, rev: base.rev }),
  });
  const form = useRef<HTMLFormElement>(null);
  const save = (rev: number) => {
    if (!form.current) return;
    const change = planChange(base, Object.fromEntries(new FormData(form.current)));
    send({ path: `/api/policy/drafts/${draft.id}/plan`, body: { rev, ...change } });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // Whose words stay is chosen in the notice, not by saving once more.
    if (!met) save(base.rev);
  };
  return (
    <Form
      ref={form}
      key={base.rev}
      onSubmit={submit}
      onInput={() => setBegun((before) => before ?? draft)}
      className="grid gap-4"
      noValidate
    >
      <Field name="label" label={t("label")} error={fields.label} isRequired>
        {(control) => <Input {...control} defaultValue={base.label} maxLength={200} autoComplete="off" />}
      </Field>
      <Field name="effectiveFrom" label={t("from")} hint={t("fromHint")} error={fields.effectiveFrom} isRequired>
        {(control) => <Input {...control} type="date" defaultValue={base.effectiveFrom ?? ""} />}
      </Field>
      <Field name="announced" label={t("announced")} hint={t("announcedHint")} error={fields.announced}>
        {(control) => <Input {...control} type="date" defaultValue={base.announced ?? ""} />}
      </Field>
      {noticeLanguages.map((one) => (
        <Field key={one} name={`notice-${one}`} label={t(`notice.${one}`)} hint={t("noticeHint")}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              lang={one}
              dir="auto"
              defaultValue={base.notice[one] ?? ""}
              maxLength={5000}
            />
          )}
        </Field>
      ))}
      {met ? (
        <Notice
          role="alert"
          tone="caution"
          title={met.sentence}
          actions={
            <>
              <Button size="small" isBusy={isBusy} disabled={draft.rev === met.rev} onClick={() => save(draft.rev)}>
                {choice("keepMine")}
              </Button>
              <Button size="small" look="quiet" onClick={leave}>
                {choice("takeTheirs")}
              </Button>
            </>
          }
        >
          <PlanShown draft={draft} />
        </Notice>
      ) : null}
      <Button type="submit" isBusy={isBusy} disabled={met !== null} className="justify-self-start">
        {t("save")}
      </Button>
    </Form>
  );
}
