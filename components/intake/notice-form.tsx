"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { ErrorText, Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import type { FormField, FormValues } from "./notice-form.rules";
import { NoticeFormMore } from "./notice-form-more";
import type { NoticeFormWords } from "./notice-form-words";

/** What came back from the last try: what was typed, and what is wrong with it. */
export type FormState = { values: FormValues; errors: { field: FormField; message: string }[]; attempt: number };
export type NoticeAction = (state: FormState, form: FormData) => Promise<FormState>;

type Props = {
  action: NoticeAction;
  start: FormValues;
  /** Their names, marked where they are in another language than the page. */
  platforms: { value: string; label: ReactNode }[];
  words: NoticeFormWords;
};

/**
 * The report form. A plain form that works without script; with it, an answer with errors keeps the place and takes the
 * focus to the list of them.
 */
export function NoticeForm({ action, start, platforms, words: w }: Props) {
  const [state, send, isSending] = useActionState(action, { values: start, errors: [], attempt: 0 });
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.attempt > 0) summary.current?.querySelector<HTMLElement>("[role=alert]")?.focus();
  }, [state.attempt]);
  const { values } = state;
  const error = (field: FormField) => state.errors.find((one) => one.field === field)?.message;

  return (
    // A new key at each answer: controls then take the returned values as their first ones.
    <form key={state.attempt} action={send} noValidate className="grid gap-8">
      <div ref={summary} className="contents">
        <ErrorSummary title={w.errorTitle} errors={state.errors} />
      </div>
      <RadioGroup
        name="platform"
        legend={w.platform}
        options={platforms}
        defaultValue={values.platform}
        error={error("platform")}
      />
      <Field name="locations" label={w.locations} hint={w.locationsHint} error={error("locations")}>
        {(control) => (
          <Textarea {...control} rows={3} defaultValue={values.locations} spellCheck={false} autoCapitalize="none" />
        )}
      </Field>
      <RadioGroup
        name="legalClaim"
        legend={w.legalClaim}
        options={[
          { value: "law", label: w.legal, hint: w.legalHint },
          { value: "terms", label: w.terms },
        ]}
        defaultValue={values.legalClaim}
        error={error("legalClaim")}
      />
      <Field name="explanation" label={w.explanation} hint={w.explanationHint} error={error("explanation")}>
        {(control) => <Textarea {...control} rows={6} defaultValue={values.explanation} />}
      </Field>
      <Field name="category" label={w.category} optionalWord={w.optional} error={error("category")}>
        {(control) => (
          <Select {...control} options={w.categories} placeholder={w.categoryNone} defaultValue={values.category} />
        )}
      </Field>
      <Checkbox
        id="childAbuse"
        name="childAbuse"
        label={w.childAbuse}
        hint={w.childAbuseHint}
        defaultChecked={values.childAbuse}
      />
      <NoticeFormMore words={w} values={values} error={error} />
      <Contact words={w} values={values} error={error} />
      <div className="grid gap-1.5 border-t border-line pt-6">
        <ErrorText id="goodFaith-error">{error("goodFaith")}</ErrorText>
        <Checkbox
          id="goodFaith"
          name="goodFaith"
          label={w.goodFaith}
          defaultChecked={values.goodFaith}
          aria-invalid={error("goodFaith") ? true : undefined}
          aria-describedby={error("goodFaith") ? "goodFaith-error" : undefined}
        />
      </div>
      <Button type="submit" look="primary" isBusy={isSending} className="justify-self-start">
        {w.submit}
      </Button>
    </form>
  );
}

export type PartProps = { words: NoticeFormWords; values: FormValues; error: (field: FormField) => string | undefined };

function Contact({ words: w, values, error }: PartProps) {
  return (
    <fieldset aria-describedby="contact-hint" className="grid gap-5 border-t border-line pt-6">
      <legend className="float-left text-20 font-semibold">{w.contact}</legend>
      <p id="contact-hint" className="max-w-[68ch] text-ink-soft">
        {w.contactHint}
      </p>
      <Field name="name" label={w.name} optionalWord={w.optional} error={error("name")}>
        {(control) => <Input {...control} autoComplete="name" defaultValue={values.name} />}
      </Field>
      <Field name="email" label={w.email} optionalWord={w.optional} error={error("email")}>
        {(control) => (
          <Input {...control} type="email" autoComplete="email" spellCheck={false} defaultValue={values.email} />
        )}
      </Field>
    </fieldset>
  );
}
