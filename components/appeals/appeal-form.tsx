"use client";

import { useActionState, useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

/** What came back from the last try: what was typed, and what is wrong with it. */
export type AppealFormState = { text: string; error: string | null; attempt: number };
type Props = {
  action: (state: AppealFormState, form: FormData) => Promise<AppealFormState>;
  token: string;
  words: Record<"text" | "hint" | "send" | "problem", string>;
};

/** One field and one button, whole without script. No length is cut off while somebody pastes: the answer says if it is too long. */
export function AppealForm({ action, token, words }: Props) {
  const [state, send, isSending] = useActionState(action, { text: "", error: null, attempt: 0 });
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.attempt > 0) summary.current?.querySelector<HTMLElement>("[role=alert]")?.focus();
  }, [state.attempt]);
  return (
    // A new key at each answer: the field then takes the returned words as its first ones.
    <form key={state.attempt} action={send} noValidate className="grid gap-6">
      <div ref={summary} className="contents">
        <ErrorSummary title={words.problem} errors={state.error ? [{ field: "text", message: state.error }] : []} />
      </div>
      <input type="hidden" name="token" value={token} />
      <Field name="text" label={words.text} hint={words.hint} error={state.error}>
        {(control) => <Textarea {...control} rows={8} dir="auto" defaultValue={state.text} />}
      </Field>
      <Button type="submit" look="primary" isBusy={isSending} className="justify-self-start px-6">
        {words.send}
      </Button>
    </form>
  );
}
