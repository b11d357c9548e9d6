"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { TraderCard, TraderDesk } from "@/lib/decisions/trader.contract";
import { TypedLanguage } from "../decisions/typed-language";
import { useNames } from "../queue/nameable";
import { Checkbox } from "../ui/checkbox";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { useWords } from "../ui/localised";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { Time } from "../ui/time";
import { RecordForm } from "./record-form";

const typed = ["name", "address", "phone", "email", "idRef", "register", "payment"] as const;
const all = [...typed, "selfCertified"] as const;

type Props = {
  accountId: string;
  trader: TraderCard | null;
  /** The language in which the trader is written to. */
  letter: string;
  actions: TraderDesk["actions"];
};

/** What can be done with a trader's record: keep, check, ask, suspend, end. */
export function TraderMoves({ accountId, trader, letter, actions }: Props) {
  const path = (step: string) => `/api/accounts/${accountId}/trader/${step}`;
  const version = trader?.version ?? 0;
  return (
    <div className="grid gap-1">
      <Keep path={path("keep")} trader={trader} />
      {trader ? (
        <>
          <Check path={path("check")} version={version} />
          <Ask path={path("ask")} version={version} missing={trader.missing} letter={letter} />
          <Suspend {...{ path: path("suspend"), version, letter, actions }} until={timeLeft(trader)} />
          <End path={path("end")} version={version} />
        </>
      ) : null}
    </div>
  );
}

function useStep(step: "keep" | "check" | "ask" | "suspend" | "end") {
  const t = useTranslations("traders");
  const title = step === "check" ? t("check.submit") : t(`${step}.title`);
  return { title, submit: t(`${step}.submit`), done: t(`${step}.done`) };
}

function Keep({ path, trader }: { path: string; trader: TraderCard | null }) {
  const t = useTranslations("traders");
  const more = (form: FormData) => ({ selfCertified: form.get("selfCertified") !== null });
  return (
    <RecordForm path={path} version={trader?.version ?? 0} words={useStep("keep")} more={more}>
      {(fields) => (
        <>
          {typed.map((field) => (
            <Field
              key={field}
              name={field}
              id={`trader-${field}`}
              label={t(`fields.${field}`)}
              hint={field === "register" ? t("registerHint") : undefined}
              error={fields[field]}
            >
              {(control) => <Input {...control} defaultValue={trader?.data?.[field] ?? ""} autoComplete="off" />}
            </Field>
          ))}
          <Checkbox
            id="trader-selfCertified"
            name="selfCertified"
            value="true"
            defaultChecked={Boolean(trader?.selfCertifiedAt)}
            label={t("fields.selfCertified")}
          />
        </>
      )}
    </RecordForm>
  );
}

function Check({ path, version }: { path: string; version: number }) {
  const t = useTranslations("traders");
  return (
    <RecordForm path={path} version={version} words={useStep("check")}>
      {() => <p className="text-13 text-ink-soft">{t("check.text")}</p>}
    </RecordForm>
  );
}

type AskProps = { path: string; version: number; missing: readonly string[]; letter: string };

function Ask({ path, version, missing, letter }: AskProps) {
  const t = useTranslations("traders");
  const more = (form: FormData) => ({ fields: form.getAll("fields") });
  return (
    <RecordForm path={path} version={version} words={useStep("ask")} more={more}>
      {(fields) => (
        <>
          <p className="text-13 text-ink-soft">{t("ask.text")}</p>
          <fieldset className="grid gap-1">
            <legend className="font-medium">{t("ask.fields")}</legend>
            {fields.fields ? <p className="font-medium text-danger-ink">{fields.fields}</p> : null}
            {all.map((field) => (
              <Checkbox
                key={field}
                id={`ask-${field}`}
                name="fields"
                value={field}
                defaultChecked={missing.includes(field)}
                label={t(`fields.${field}`)}
              />
            ))}
          </fieldset>
          <Field name="dueOn" id="ask-dueOn" label={t("ask.dueOn")} error={fields.dueOn} isRequired>
            {(control) => <Input {...control} type="date" className="max-w-60" />}
          </Field>
          <Why id="ask-why" label={t("ask.why")} error={fields.why} letter={letter} rows={2} />
        </>
      )}
    </RecordForm>
  );
}

type WhyProps = {
  id: string;
  label: string;
  error: string | undefined;
  letter: string;
  rows?: number;
  isRequired?: boolean;
};

/** Words that the trader reads: the desk says in which language they are written to before anything is sent. */
function Why({ id, label, error, letter, rows = 3, isRequired = false }: WhyProps) {
  const t = useTranslations("traders");
  const name = useNames();
  const [words, setWords] = useState("");
  const hint = t("whyHint", { language: name("language", letter) });
  return (
    <div className="grid gap-1.5">
      <Field name="why" id={id} label={label} hint={hint} error={error} isRequired={isRequired}>
        {(control) => (
          <Textarea {...control} rows={rows} value={words} onChange={({ target }) => setWords(target.value)} />
        )}
      </Field>
      <TypedLanguage words={words} letters={[letter]} offer="fields" />
    </div>
  );
}

const measures = ["suspended", "refused"] as const;

/** The correction whose last day is not over: nobody is suspended or refused before. */
function timeLeft({ status, correction }: TraderCard): TraderCard["correction"] {
  return status === "correction_asked" ? correction : null;
}

type SuspendProps = {
  path: string;
  version: number;
  letter: string;
  actions: Props["actions"];
  until: TraderCard["correction"];
};

function Suspend({ path, version, letter, actions, until }: SuspendProps) {
  const t = useTranslations("traders");
  const words = useWords();
  const step = useStep("suspend");
  if (until) {
    const day = () => <Time value={until.dueAt} show="day" zone={until.zone} />;
    return (
      <Disclosure summary={step.title}>
        <p className="pt-2 text-13 text-ink-soft">{t.rich("suspend.stillTime", { day })}</p>
      </Disclosure>
    );
  }
  return (
    <RecordForm path={path} version={version} words={step}>
      {(fields) => (
        <>
          <p className="text-13 text-ink-soft">{t("suspend.text")}</p>
          <Field name="measure" id="suspend-measure" label={t("suspend.measure")} error={fields.measure}>
            {(control) => (
              <Select
                {...control}
                options={measures.map((value) => ({ value, label: t(`suspend.measures.${value}`) }))}
              />
            )}
          </Field>
          <Field name="action" id="suspend-action" label={t("suspend.action")} error={fields.action}>
            {(control) => (
              <Select
                {...control}
                options={actions.map(({ action, label }) => ({ value: action, label: words(label) }))}
              />
            )}
          </Field>
          <Why
            id="suspend-why"
            label={t("suspend.why")}
            error={fields.why ?? fields.legalExplanation}
            letter={letter}
            isRequired
          />
        </>
      )}
    </RecordForm>
  );
}

function End({ path, version }: { path: string; version: number }) {
  const t = useTranslations("traders");
  return (
    <RecordForm path={path} version={version} words={useStep("end")}>
      {(fields) => (
        <>
          <p className="text-13 text-ink-soft">{t("end.text")}</p>
          <Field name="endedOn" id="end-endedOn" label={t("end.endedOn")} error={fields.endedOn} isRequired>
            {(control) => <Input {...control} type="date" className="max-w-60" />}
          </Field>
        </>
      )}
    </RecordForm>
  );
}
