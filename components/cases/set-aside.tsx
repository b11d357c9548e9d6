"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { type ReferralAddressee, referralAddressees } from "@/lib/decisions/referral.rules";
import type { WireFailure } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RadioGroup } from "../ui/radio-group";
import { Textarea } from "../ui/textarea";

export type SetAside = "escalate" | "wait" | "refer";
export type SetAsideAnswer =
  | { kind: "escalate"; to: "supervisor" | "legal" | "policy"; why: string }
  | { kind: "wait"; waitingFor: string; until?: string }
  | {
      kind: "refer";
      to: ReferralAddressee;
      country: string;
      why: string;
    };

const escalateTo = ["supervisor", "legal", "policy"] as const;

type Props = {
  kind: SetAside;
  isBusy: boolean;
  failure: WireFailure | null;
  onSend: (answer: SetAsideAnswer) => void;
  onCancel: () => void;
};

/** To a colleague, to wait for something, or to an authority: in place, never over the case. */
export function SetAsideForm(props: Props) {
  if (props.kind === "escalate") return <Escalate {...props} />;
  return props.kind === "wait" ? <Wait {...props} /> : <Refer {...props} />;
}

function Escalate(props: Props) {
  const t = useTranslations("case.setAside");
  const [to, setTo] = useState<(typeof escalateTo)[number]>("supervisor");
  const [why, setWhy] = useState("");
  return (
    <Frame
      {...props}
      title={t("escalateTitle")}
      action={t("escalate")}
      isReady={why.trim().length > 0}
      onSubmit={() => props.onSend({ kind: "escalate", to, why })}
    >
      <RadioGroup
        name="escalateTo"
        legend={t("to")}
        isInline
        options={escalateTo.map((each) => ({ value: each, label: t(`escalateTo.${each}`) }))}
        value={to}
        onChoose={(value) => setTo(escalateTo.find((each) => each === value) ?? "supervisor")}
      />
      <Words
        name="escalateWhy"
        label={t("why")}
        value={why}
        max={1000}
        onChange={setWhy}
        error={props.failure?.fields.why}
      />
    </Frame>
  );
}

function Wait(props: Props) {
  const t = useTranslations("case.setAside");
  const [waitingFor, setWaitingFor] = useState("");
  const [until, setUntil] = useState("");
  const send = () =>
    props.onSend({ kind: "wait", waitingFor, ...(until === "" ? {} : { until: new Date(until).toISOString() }) });
  return (
    <Frame {...props} title={t("waitTitle")} action={t("wait")} isReady={waitingFor.trim().length > 0} onSubmit={send}>
      <Words
        name="waitingFor"
        label={t("waitingFor")}
        value={waitingFor}
        max={300}
        onChange={setWaitingFor}
        error={props.failure?.fields.waitingFor}
      />
      <Field name="waitUntil" label={t("until")} hint={t("untilHint")} error={props.failure?.fields.until}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            className="max-w-60"
            value={until}
            onChange={({ target }) => setUntil(target.value)}
          />
        )}
      </Field>
    </Frame>
  );
}

function Refer(props: Props) {
  const t = useTranslations("case.setAside");
  const [to, setTo] = useState<ReferralAddressee>("police");
  const [country, setCountry] = useState("");
  const [why, setWhy] = useState("");
  return (
    <Frame
      {...props}
      title={t("referTitle")}
      action={t("refer")}
      isReady={why.trim().length >= 10}
      onSubmit={() => props.onSend({ kind: "refer", to, country: country.toUpperCase(), why })}
    >
      <RadioGroup
        name="referTo"
        legend={t("to")}
        options={referralAddressees.map((each) => ({ value: each, label: t(`referTo.${each}`) }))}
        value={to}
        onChoose={(value) => setTo(referralAddressees.find((each) => each === value) ?? "police")}
      />
      <Field name="referCountry" label={t("country")} hint={t("countryHint")} error={props.failure?.fields.country}>
        {(control) => (
          <Input
            {...control}
            maxLength={2}
            className="max-w-20 uppercase"
            autoComplete="off"
            value={country}
            onChange={({ target }) => setCountry(target.value)}
          />
        )}
      </Field>
      <Words
        name="referWhy"
        label={t("referWhy")}
        value={why}
        max={2000}
        onChange={setWhy}
        error={props.failure?.fields.why}
      />
    </Frame>
  );
}

type WordsProps = {
  name: string;
  label: string;
  value: string;
  max: number;
  error?: string;
  onChange: (value: string) => void;
};

function Words({ name, label, value, max, error, onChange }: WordsProps) {
  return (
    <Field name={name} label={label} error={error}>
      {(control) => (
        <Textarea
          {...control}
          autoFocus
          rows={2}
          maxLength={max}
          className="min-h-14"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}

type FrameProps = Props & {
  title: string;
  action: string;
  isReady: boolean;
  onSubmit: () => void;
  children: ReactNode;
};

function Frame({ title, action, isReady, isBusy, failure, onSubmit, onCancel, children }: FrameProps) {
  const t = useTranslations("common.actions");
  const messageOf = useFailureMessage();
  const id = useId();
  const submit = () => isReady && !isBusy && onSubmit();
  return (
    <form
      aria-labelledby={id}
      className="grid gap-2.5 border-t border-line pt-3 text-13"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
        else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <h3 id={id} className="font-semibold">
        {title}
      </h3>
      {children}
      {failure ? (
        <p role="alert" className="font-medium text-danger-ink">
          {messageOf(failure)}
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button
          type="submit"
          look="primary"
          size="small"
          isBusy={isBusy}
          disabled={!isReady}
          keycap="Ctrl ↵"
          shortcut="Control+Enter"
        >
          {action}
        </Button>
        <Button size="small" keycap="Esc" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
