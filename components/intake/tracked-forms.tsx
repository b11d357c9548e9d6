"use client";

import { useActionState, useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

/** What came back from the last try: what was typed, and what is wrong with it. */
export type TrackedFormState = { text: string; error: string | null; attempt: number };
type Action = (state: TrackedFormState, form: FormData) => Promise<TrackedFormState>;
type Props<Word extends string> = {
  action: Action;
  reference: string;
  secret: string;
  words: Record<Word | "problem", string>;
};

const first: TrackedFormState = { text: "", error: null, attempt: 0 };

function useTracked(action: Action) {
  const [state, send, isSending] = useActionState(action, first);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.attempt > 0) form.current?.querySelector<HTMLElement>("[role=alert]")?.focus();
  }, [state.attempt]);
  return { state, send, isSending, form };
}

/** A line to the desk: an answer or a question. Whole without script. */
export function WriteForm({ action, reference, secret, words }: Props<"text" | "hint" | "send">) {
  const { state, send, isSending, form } = useTracked(action);
  return (
    <form ref={form} key={state.attempt} action={send} noValidate className="grid gap-4">
      <ErrorSummary
        id="write-problem"
        title={words.problem}
        errors={state.error ? [{ field: "text", message: state.error }] : []}
      />
      <input type="hidden" name="reference" value={reference} />
      <input type="hidden" name="key" value={secret} />
      <Field name="text" label={words.text} hint={words.hint} error={state.error}>
        {(control) => <Textarea {...control} rows={4} dir="auto" defaultValue={state.text} />}
      </Field>
      <Button type="submit" look="primary" isBusy={isSending} className="justify-self-start">
        {words.send}
      </Button>
    </form>
  );
}

/** Takes the report back: what that means, and the button that does it, behind a line that has to be opened first. */
export function WithdrawForm({ action, reference, secret, words }: Props<"open" | "means" | "send">) {
  const { state, send, isSending, form } = useTracked(action);
  return (
    <details className="grid gap-3" open={state.attempt > 0}>
      <summary className="cursor-pointer font-medium">{words.open}</summary>
      <form ref={form} action={send} noValidate className="grid gap-4 pt-3">
        <ErrorSummary
          id="withdraw-problem"
          title={words.problem}
          errors={state.error ? [{ field: "withdraw", message: state.error }] : []}
        />
        <input type="hidden" name="reference" value={reference} />
        <input type="hidden" name="key" value={secret} />
        <p className="reading text-ink-soft">{words.means}</p>
        <Button id="withdraw" type="submit" isBusy={isSending} className="justify-self-start">
          {words.send}
        </Button>
      </form>
    </details>
  );
}
