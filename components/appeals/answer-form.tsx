"use client";

import { useTranslations } from "next-intl";
import { answerChoices, canFall, lengthOf, reasonsLimit } from "@/lib/appeals/answer.rules";
import { needsCause } from "@/lib/appeals/cause.rules";
import type { AppealView } from "@/lib/appeals/contract";
import { needsFirstLook } from "@/lib/appeals/first-look.rules";
import { useNames } from "../queue/nameable";
import { Checkbox } from "../ui/checkbox";
import { ErrorText, Field } from "../ui/field";
import { Localised } from "../ui/localised";
import { RadioGroup } from "../ui/radio-group";
import { Textarea } from "../ui/textarea";
import { Cause, DecideAgain } from "./cause";
import { Departure } from "./docket";
import { ReasonsLanguage } from "./reasons-language";
import { SendAnswer } from "./send-answer";
import type { Answer } from "./use-answer";

type Props = { view: AppealView; answer: Answer };

/** The answer, to read only for who does not hold the appeal: one of five, the parts that fall if only parts do, and the reasons. Nothing is chosen beforehand. */
export function AnswerForm({ view, answer }: Props) {
  const t = useTranslations("appeal.answer");
  const { draft, change, isMine, fields } = answer;
  const outcome = draft.outcome;
  // Who has not looked at the evidence can only say that there is nothing to look at.
  const choices = answerChoices.filter((choice) => view.firstLook.state === "open" || !needsFirstLook(choice));
  return (
    <fieldset disabled={!isMine} className="grid min-w-0 gap-5">
      <legend className="sr-only">{t("title")}</legend>
      <RadioGroup
        name="outcome"
        legend={t("outcome")}
        options={choices.map((choice) => ({
          value: choice,
          label: t(`choices.${view.by}.${choice}`),
          hint: t(`hints.${view.by}.${choice}`),
        }))}
        value={outcome ?? ""}
        onChoose={(chosen) => change({ outcome: answerChoices.find((choice) => choice === chosen) ?? null })}
        error={fields.outcome}
      />
      {outcome === "partly_reversed" && view.by === "affected" ? <Parts view={view} answer={answer} /> : null}
      <Reasons view={view} answer={answer} />
      {outcome && needsCause(outcome) ? <Cause answer={answer} /> : null}
      <Departure answer={answer} />
      {isMine ? <SendAnswer answer={answer} /> : null}
    </fieldset>
  );
}

function Parts({ view, answer }: Props) {
  const t = useTranslations("appeal.answer");
  const { draft, fields } = answer;
  const error = fields.liftSanctions ?? fields.voidStrike;
  if (!view.decision) return null;
  return (
    <fieldset id="liftSanctions" aria-describedby={error ? "parts-error" : undefined} className="grid gap-1">
      <legend className="mb-1.5 font-medium">{t("falls")}</legend>
      <ErrorText id="parts-error">{error}</ErrorText>
      {view.isForMisuse ? null : <DecideAgain answer={answer} />}
      {draft.decideAgain ? null : <WhatFalls view={view} answer={answer} />}
    </fieldset>
  );
}

function WhatFalls({ view, answer: { draft, change } }: Props) {
  const t = useTranslations("appeal.answer");
  const toggle = (id: string) =>
    change({
      liftSanctions: draft.liftSanctions.includes(id)
        ? draft.liftSanctions.filter((other) => other !== id)
        : [...draft.liftSanctions, id],
    });
  return (
    <>
      {view.decision?.sanctions.filter(canFall).map(({ id, label }) => (
        <Checkbox
          key={id}
          label={<Localised value={label} />}
          checked={draft.liftSanctions.includes(id)}
          onChange={() => toggle(id)}
        />
      ))}
      {view.decision?.hasStrike ? (
        <Checkbox
          label={t("strike")}
          checked={draft.voidStrike}
          onChange={() => change({ voidStrike: !draft.voidStrike })}
        />
      ) : null}
    </>
  );
}

function Reasons({ view, answer }: Props) {
  const t = useTranslations("appeal.answer");
  const name = useNames();
  const failures = useTranslations("failures");
  const { draft, change, reasonsProblem: problem } = answer;
  const count = lengthOf(draft.reasons);
  const language = view.statement?.language ?? view.language;
  return (
    <div className="grid gap-1">
      <Field
        name="reasons"
        label={t("reasons")}
        hint={t("reasonsHint", { language: name("language", language) })}
        error={
          problem === null
            ? undefined
            : problem.is === "short"
              ? failures("too_short", { field: t("reasons"), min: problem.min })
              : problem.sentence.replace(/^reasons(?=\s*[:：])/, t("reasons"))
        }
      >
        {(control) => (
          <Textarea
            {...control}
            rows={7}
            dir="auto"
            value={draft.reasons}
            onChange={(event) => change({ reasons: event.target.value })}
            aria-describedby={[control["aria-describedby"], "reasons-count"].filter(Boolean).join(" ")}
            className="text-16"
          />
        )}
      </Field>
      <ReasonsLanguage reasons={draft.reasons} letter={language} />
      <p id="reasons-count" className={count > reasonsLimit ? "text-13 text-danger-ink" : "text-13 text-ink-soft"}>
        {t("count", { count, max: reasonsLimit })}
      </p>
    </div>
  );
}
