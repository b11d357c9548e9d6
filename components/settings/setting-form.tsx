"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { letterLanguages, localeNames } from "@/i18n/locales";
import type { SettingChanged, SettingOnPage, SettingRow } from "@/lib/administration/contract";
import { questionBefore, type SettingQuestion } from "@/lib/administration/setting-question.rules";
import { addressProblem, addressTaken } from "@/lib/platform/outside-address.rules";
import { veilStrengths } from "@/lib/platform/veil.rules";
import { underField } from "../shell/under-field.rules";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { ConfirmStep } from "../ui/confirm";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { useToast } from "../ui/toast";
import { useKeptTyping } from "./use-kept-typing";
import { useSettingValue } from "./use-setting-value";

type Value = SettingOnPage["first"];
type Props = {
  setting: SettingOnPage;
  platformId: string;
  row: SettingRow | undefined;
  label: string;
  /** What holds while there is no row of its own; shown where nothing is typed. */
  inherited?: Value;
};

/** The text of a field as the value it means. */
function valueIn(text: string, first: Value): Value {
  if (typeof first === "boolean") return text === "yes";
  return typeof first === "number" ? Number(text) : text.trim();
}

const textOf = (value: Value) => (typeof value === "boolean" ? (value ? "yes" : "no") : String(value));

/** One value of one setting. Emptied and saved, the platform's own value goes, and what holds for all holds again. */
export function SettingForm({ setting, platformId, row, label, inherited }: Props) {
  const t = useTranslations("settings");
  const say = useSettingValue(setting);
  const notify = useToast();
  const { send, isBusy, fields } = useWrite<SettingChanged>({
    onDone: ({ resumed }) =>
      notify({ title: resumed.length > 0 ? t("savedResumed", { count: resumed.length }) : t("saved"), tone: "good" }),
  });
  const isOwn = platformId !== "*";
  const name = `${setting.key}-${isOwn ? platformId : "all"}`;
  const shown = row?.value ?? (isOwn ? "" : setting.first);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<{ value: Value | null; to: Value; question: SettingQuestion } | null>(null);
  const failures = useTranslations("failures");
  const kept = useKeptTyping({ value: row?.value ?? null, changedAt: row?.changedAt ?? null });
  const save = (value: Value | null) => {
    kept.saving(value);
    send({
      path: "/api/settings",
      method: "PUT",
      body: { key: setting.key, platformId, value, seenAt: row?.changedAt ?? null },
    });
  };
  const holds = inherited ?? setting.first;
  const now = row?.value ?? holds;
  /** Clearing a value lets what holds otherwise hold again: that too may be asked about. */
  const write = (value: Value | null) => {
    const to = value ?? holds;
    // Said by the server's own rule before anything is asked: nobody confirms what is refused.
    const isTyped = value !== null && setting.unit === "address";
    const wrong = isTyped ? addressProblem(String(value), addressTaken(setting.key)) : null;
    setProblem(wrong ? underField("value", failures(wrong, { field: "value" })) : null);
    if (wrong) return setAsked(null);
    const question = questionBefore(setting.key, now, to);
    // A question about another value than the one that is saved now is no longer asked.
    setAsked(question ? { value, to, question } : null);
    if (!question) save(value);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get(name) ?? "");
    if (isOwn && text === "") {
      if (row) write(null);
      return;
    }
    write(valueIn(text, setting.first));
  };
  const placeholder = inherited === undefined ? undefined : t("asAll", { value: say(inherited) });
  return (
    <Form onSubmit={submit} onInput={kept.typed} className="flex flex-wrap items-end gap-2" noValidate>
      <Field
        name={name}
        label={<LabelWords label={label} of={t(`names.${setting.key}`)} />}
        error={problem ?? fields.value ?? fields.platformId}
        className="min-w-0 flex-1"
      >
        {(control) => (
          // The key shows what the server holds after a change, also one that somebody else made.
          <ValueControl
            key={kept.key}
            control={control}
            setting={setting}
            shown={textOf(shown)}
            placeholder={placeholder}
          />
        )}
      </Field>
      <Button
        type="submit"
        isBusy={isBusy}
        aria-label={t("saveOne", { name: t(`names.${setting.key}`), where: label })}
      >
        {t("save")}
      </Button>
      {row ? (
        <Button
          look="quiet"
          isBusy={isBusy}
          onClick={() => write(null)}
          aria-label={t("clearOne", { name: t(`names.${setting.key}`), where: label })}
        >
          {t("clear")}
        </Button>
      ) : null}
      {asked ? (
        <ConfirmStep
          className="w-full"
          label={t(`questions.submit.${asked.question}`)}
          look={asked.question === "lessProtection" ? "danger" : "primary"}
          onCancel={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null);
            save(asked.value);
          }}
        >
          {t(`questions.${asked.question}`, { name: t(`names.${setting.key}`), from: say(now), to: say(asked.to) })}
        </ConfirmStep>
      ) : null}
    </Form>
  );
}

/** Sighted readers see the setting's name above; others hear it with each field. */
function LabelWords({ label, of }: { label: string; of: string }) {
  return (
    <>
      <span className="sr-only">{of}, </span>
      <span className="text-13 font-normal text-ink-soft">{label}</span>
    </>
  );
}

type ControlProps = {
  control: { id: string; name: string };
  setting: SettingOnPage;
  shown: string;
  placeholder?: string;
};

function ValueControl({ control, setting, shown, placeholder }: ControlProps) {
  const t = useTranslations("settings");
  if (setting.unit === "yesNo") {
    const options = [
      { value: "yes", label: t("yes") },
      { value: "no", label: t("no") },
    ];
    return <Select {...control} defaultValue={shown} options={options} placeholder={placeholder} />;
  }
  if (setting.unit === "veil") {
    const options = veilStrengths.map((value) => ({ value, label: t(`veils.${value}`) }));
    return <Select {...control} defaultValue={shown} options={options} placeholder={placeholder} />;
  }
  if (setting.unit === "language") {
    const options = letterLanguages.map((value) => ({ value, label: localeNames[value] }));
    return <Select {...control} defaultValue={shown} options={options} placeholder={placeholder} />;
  }
  if (setting.unit === "address")
    return <Input {...control} type="url" defaultValue={shown} placeholder={placeholder ?? "https://"} />;
  if (setting.unit === "words") return <Input {...control} defaultValue={shown} placeholder={placeholder} />;
  const unit = t.has(`unitWords.${setting.unit}`) ? t(`unitWords.${setting.unit}`) : "";
  return (
    <span className="flex items-center gap-2">
      <Input
        {...control}
        type="number"
        inputMode="numeric"
        defaultValue={shown}
        min={setting.min ?? undefined}
        max={setting.max ?? undefined}
        placeholder={placeholder}
      />
      {unit ? <span className="w-16 shrink-0 text-13 text-ink-soft">{unit}</span> : null}
    </span>
  );
}
