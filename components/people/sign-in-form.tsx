"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { signInReason } from "@/lib/platform/sign-in-reason.rules";
import { rememberZone } from "../shell/remember";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";

type Words = Record<
  "email" | "password" | "submit" | "problem" | "network" | "sign_in_wrong" | "sign_in_locked" | "sign_in_failed",
  string
>;
type Props = {
  /** next-auth's own fields, sent with what is typed. */
  hidden: Record<string, string>;
  /** The sentence of a try that was sent without script. */
  firstError: string | null;
  words: Words;
};

const action = "/api/auth/callback/credentials";

/** Sends the form as next-auth wants it. Returns where to go, or the reason it did not work. */
async function attempt(form: HTMLFormElement): Promise<{ path: string } | { reason: keyof Words }> {
  const body = new URLSearchParams({ json: "true" });
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.set(name, value);
  const answer = await fetch(action, { method: "POST", body });
  const { url } = (await answer.json()) as { url: string };
  const target = new URL(url, window.location.href);
  const reason = signInReason(target.searchParams.get("error") ?? (answer.ok ? undefined : "failed"));
  return reason ? { reason } : { path: target.pathname + target.search };
}

/** A plain form first; with script the page stays, the address stays typed, and only the password is asked again. */
export function SignInForm({ hidden, firstError, words }: Props) {
  // Before the first page of the desk, which would else be written in UTC and asked for a second time.
  useEffect(() => void rememberZone(), []);
  const [error, setError] = useState(firstError);
  const [isBusy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setError(null);
    const outcome = await attempt(event.currentTarget).catch(() => ({ reason: "network" as const }));
    // A full load, so that nothing of whoever was here before stays in memory.
    if ("path" in outcome) return window.location.assign(outcome.path);
    setBusy(false);
    setError(words[outcome.reason]);
    if (password.current) password.current.value = "";
    password.current?.focus();
  };
  return (
    <form method="post" action={action} onSubmit={submit} className="grid max-w-md gap-5">
      {error ? (
        <Notice tone="danger" role="alert" title={words.problem}>
          {error}
        </Notice>
      ) : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field name="email" label={words.email} isRequired>
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="username"
            maxLength={254}
            spellCheck={false}
            autoCapitalize="none"
          />
        )}
      </Field>
      <Field name="password" label={words.password} isRequired>
        {(control) => (
          <Input {...control} ref={password} type="password" autoComplete="current-password" maxLength={1000} />
        )}
      </Field>
      <Button type="submit" look="primary" isBusy={isBusy} className="justify-self-start">
        {words.submit}
      </Button>
    </form>
  );
}
