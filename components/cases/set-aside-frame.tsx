"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import type { ReferralAddressee } from "@/lib/decisions/referral.rules";
import type { WireFailure } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Textarea } from "../ui/textarea";

export type SetAside = "escalate" | "wait" | "refer" | "ask" | "hand";
export type SetAsideAnswer =
  | { kind: "escalate"; to: "supervisor" | "legal" | "policy"; why: string }
  | { kind: "hold" }
  | { kind: "ask"; to: string; text: string }
  | { kind: "hand"; to: string; why: string }
  | { kind: "wait"; waitingFor: string; until?: string }
  | {
      kind: "refer";
      to: ReferralAddressee;
      country: string;
      why: string;
    };

export type SetAsideProps = {
  caseId: string;
  /** Who handed it: the first to be thought of when it is handed on. */
  handedBy?: string;
  kind: SetAside;
  isBusy: boolean;
  failure: WireFailure | null;
  onSend: (answer: SetAsideAnswer) => void;
  onCancel: () => void;
};
type WordsProps = {
  name: string;
  label: string;
  value: string;
  max: number;
  error?: string;
  isFocused?: boolean;
  onChange: (value: string) => void;
};

export function Words({ name, label, value, max, error, isFocused = true, onChange }: WordsProps) {
  return (
    <Field name={name} label={label} error={error}>
      {(control) => (
        <Textarea
          {...control}
          autoFocus={isFocused}
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

type FrameProps = SetAsideProps & {
  title: string;
  action: string;
  isReady: boolean;
  onSubmit: () => void;
  children: ReactNode;
};

export function Frame({ title, action, isReady, isBusy, failure, onSubmit, onCancel, children }: FrameProps) {
  const t = useTranslations("common.actions");
  const messageOf = useFailureMessage();
  const sending = useTranslations("case.sending");
  const id = useId();
  const submit = () => isReady && !isBusy && onSubmit();
  return (
    <Form
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
          {failure.code === "network" ? sending("notSent") : messageOf(failure)}
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
    </Form>
  );
}

type ReasonedProps = Omit<FrameProps, "onSubmit"> & {
  words: Pick<WordsProps, "name" | "label" | "max" | "error" | "isFocused">;
  /** As many letters as the words need. */
  least?: number;
  onSubmit: (words: string) => void;
};

/** A frame that ends with words of why, and cannot be sent without them. */
export function ReasonedFrame({ words, least = 1, isReady, onSubmit, children, ...frame }: ReasonedProps) {
  const [typed, setTyped] = useState("");
  return (
    <Frame {...frame} isReady={isReady && typed.trim().length >= least} onSubmit={() => onSubmit(typed)}>
      {children}
      <Words {...words} value={typed} onChange={setTyped} />
    </Frame>
  );
}
