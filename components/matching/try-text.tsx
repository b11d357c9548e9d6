"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { useNames } from "../queue/nameable";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Status } from "../ui/status";
import { Textarea } from "../ui/textarea";

export type Given = { text: string; explanation: string; role: string; surface: string; contentDate: string };
export type Tried = {
  confident: boolean;
  matches: { ref: string; title: string; percent: number; reasons: string[] }[];
};
/** What came back: what was typed, what the matcher makes of it, or what is wrong with it. */
export type TryState = {
  given: Given;
  tried: Tried | null;
  problem: { field: "text" | "contentDate"; message: string } | null;
  attempt: number;
};
export type TryAction = (before: TryState, form: FormData) => Promise<TryState>;

type Props = {
  action: TryAction;
  platform: string;
  /** What the platform's rules tell apart; a choice of none is "not said". */
  scope: { roles: readonly string[]; surfaces: readonly string[] };
  /** On a clause's own page: whether and at which place it was suggested is told. */
  clause?: string;
};

const nothingGiven: Given = { text: "", explanation: "", role: "", surface: "", contentDate: "" };

/**
 * A form and what the matcher makes of the text. It posts, so that what somebody wrote about stands in no address and no
 * log of one; it needs no script, and stores nothing.
 */
export function TryText({ action, platform, scope, clause }: Props) {
  const t = useTranslations("suggestions.try");
  const [state, send, isSending] = useActionState(action, {
    ...{ given: nothingGiven, tried: null, problem: null, attempt: 0 },
  });
  const { given, tried, problem } = state;
  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <div className="grid gap-4 py-3">
      {/* A new key at each answer: the fields then take the returned words as their first ones. */}
      <form key={state.attempt} action={send} className="grid gap-3 md:grid-cols-[2fr_1fr]">
        <input type="hidden" name="platform" value={platform} />
        <p className="text-13 text-ink-soft md:col-span-2">{t("hint")}</p>
        <Field name="text" label={t("text")} error={errorOf("text")}>
          {(control) => <Textarea {...control} rows={4} defaultValue={given.text} />}
        </Field>
        <Field name="explanation" label={t("explanation")}>
          {(control) => <Textarea {...control} rows={4} defaultValue={given.explanation} />}
        </Field>
        <Scope given={given} scope={scope} dateError={errorOf("contentDate")} />
        <div className="md:col-span-2">
          <Button type="submit" isBusy={isSending}>
            {t("submit")}
          </Button>
        </div>
      </form>
      {clause && tried ? <p>{t("place", { clause, place: placeOf(clause, tried) })}</p> : null}
      {tried ? <Answer {...tried} /> : null}
    </div>
  );
}

const placeOf = (clause: string, { matches }: Tried) => matches.findIndex(({ ref }) => ref === clause) + 1;

type ScopeProps = { given: Given; scope: Props["scope"]; dateError: string | undefined };

/** Who wrote it, where it stood and on which day: by these some clauses are in force for it and others are not. */
function Scope({ given, scope, dateError }: ScopeProps) {
  const t = useTranslations("suggestions.try");
  const name = useNames();
  const options = (group: "role" | "surface", codes: readonly string[]) => (
    <>
      <option value="">{t("notSaid")}</option>
      {codes.map((code) => (
        <option key={code} value={code}>
          {name(group, code)}
        </option>
      ))}
    </>
  );
  return (
    <div className="flex flex-wrap gap-3 md:col-span-2">
      <Field name="role" label={t("role")}>
        {(control) => (
          <Select {...control} defaultValue={given.role}>
            {options("role", scope.roles)}
          </Select>
        )}
      </Field>
      <Field name="surface" label={t("surface")}>
        {(control) => (
          <Select {...control} defaultValue={given.surface}>
            {options("surface", scope.surfaces)}
          </Select>
        )}
      </Field>
      <Field name="contentDate" label={t("contentDate")} error={dateError}>
        {(control) => <Input {...control} type="date" defaultValue={given.contentDate} />}
      </Field>
    </div>
  );
}

function Answer({ confident, matches }: Tried) {
  const t = useTranslations("suggestions.try");
  return (
    <section aria-live="polite" className="grid gap-2">
      <Status tone={confident ? "accent" : "neutral"}>{t(confident ? "confident" : "unsure")}</Status>
      {matches.length === 0 ? <p>{t("nothing")}</p> : null}
      <ol className="grid gap-2">
        {matches.map(({ ref, title, percent, reasons }) => (
          <li key={ref} className="grid gap-0.5">
            <p>
              <span className="font-medium">{ref}</span> {title}{" "}
              <span className="text-ink-soft">{t("score", { percent })}</span>
            </p>
            {reasons.map((reason) => (
              <p key={reason} className="text-13 text-ink-soft">
                {reason}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
