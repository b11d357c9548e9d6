"use client";

import { useActionState, useEffect, useRef } from "react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { ErrorSummary } from "../ui/error-summary";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

/** What came back from the last try: what was typed, and what is wrong with it. */
export type AppealFormState = {
  text: string;
  error: string | null;
  /** Which field the error is of. */
  field: "text" | "files";
  /** Files of the last try, which are with us: they go along again as long as they are ticked. */
  kept?: { sealed: string; files: readonly { id: string; name: string }[] } | null;
  attempt: number;
};
type Props = {
  action: (state: AppealFormState, form: FormData) => Promise<AppealFormState>;
  token: string;
  words: Record<"text" | "hint" | "send" | "problem" | "files" | "filesHint" | "kept", string>;
};

/** Words, files if somebody has any, and one button, whole without script. No length is cut off while somebody pastes: the answer says if it is too long. */
export function AppealForm({ action, token, words }: Props) {
  const [state, send, isSending] = useActionState(action, { text: "", error: null, field: "text", attempt: 0 });
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.attempt > 0) summary.current?.querySelector<HTMLElement>("[role=alert]")?.focus();
  }, [state.attempt]);
  return (
    // A new key at each answer: the field then takes the returned words as its first ones.
    <form key={state.attempt} action={send} noValidate className="grid gap-6">
      <div ref={summary} className="contents">
        <ErrorSummary
          title={words.problem}
          errors={state.error ? [{ field: state.field, message: state.error }] : []}
        />
      </div>
      <input type="hidden" name="token" value={token} />
      <Field name="text" label={words.text} hint={words.hint} error={state.field === "text" ? state.error : null}>
        {(control) => <Textarea {...control} rows={8} dir="auto" defaultValue={state.text} />}
      </Field>
      {state.kept ? <KeptFiles kept={state.kept} title={words.kept} /> : null}
      <Field
        name="files"
        label={words.files}
        hint={words.filesHint}
        error={state.field === "files" ? state.error : null}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            multiple
            accept="image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain,.txt"
            className="w-full text-13 file:mr-3 file:rounded-sm file:border file:border-line file:bg-surface file:px-3 file:py-1.5 file:font-medium"
          />
        )}
      </Field>
      <Button type="submit" look="primary" isBusy={isSending} className="justify-self-start px-6">
        {words.send}
      </Button>
    </form>
  );
}

/** What came with the last try, to go along again or not. */
export function KeptFiles({ kept, title }: { kept: NonNullable<AppealFormState["kept"]>; title: string }) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1.5 font-medium">{title}</legend>
      <input type="hidden" name="kept" value={kept.sealed} />
      {kept.files.map(({ id, name }) => (
        <Checkbox
          key={id}
          name="keep"
          value={id}
          defaultChecked
          label={<bdi className="[overflow-wrap:anywhere]">{name}</bdi>}
        />
      ))}
    </fieldset>
  );
}
