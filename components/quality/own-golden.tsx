"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { OwnGolden } from "@/lib/quality/golden.contract";
import { NotShown } from "../care/not-shown";
import { SafeText } from "../cases/safe-text";
import { useWrite } from "../shell/use-write";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { Panel } from "../ui/panel";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { Textarea } from "../ui/textarea";
import { Time } from "../ui/time";
import { useFinding } from "./use-finding";

/** What one's own answers to golden items came to, with the reason and the chance to disagree. */
export function OwnGoldenPanel({ answers }: { answers: readonly OwnGolden[] }) {
  const t = useTranslations("golden.own");
  return (
    <Panel title={t("title")} look="bare">
      <p className="max-w-[72ch] pt-3 text-13 text-ink-soft">{t("intro")}</p>
      <ul className="grid divide-y divide-line">
        {answers.map((answer) => (
          <Told key={answer.answerId} answer={answer} />
        ))}
      </ul>
    </Panel>
  );
}

function Told({ answer }: { answer: OwnGolden }) {
  const t = useTranslations("golden.own");
  const finding = useFinding();
  const { sameFinding, sameSanctions } = answer;
  const word = sameFinding ? (sameSanctions ? "same" : "otherMeasures") : "different";
  return (
    <li className="grid gap-1 py-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Reference>{answer.reference}</Reference>
        <Status look="plain" tone={word === "same" ? "good" : "caution"}>
          {t(word)}
        </Status>
        <Time value={answer.at} className="text-12 text-ink-soft" />
      </p>
      <p className="max-w-[72ch] [overflow-wrap:anywhere]">
        {answer.notShown.length > 0 ? <NotShown classes={answer.notShown} /> : <SafeText text={answer.excerpt} />}
      </p>
      <p className="text-ink-soft">
        {t("yours", { found: finding(answer.yours) })} {t("settled", { found: finding(answer.settled) })}{" "}
        {answer.otherClauses.length > 0 ? t("also", { clauses: answer.otherClauses.join(", ") }) : null}
      </p>
      <p className="max-w-[72ch] whitespace-pre-wrap [overflow-wrap:anywhere]">{answer.reason}</p>
      {answer.disagreedWhy === null ? (
        <DisagreeForm answerId={answer.answerId} />
      ) : (
        <p className="text-ink-soft">{t("waiting", { why: answer.disagreedWhy })}</p>
      )}
      {answer.keptWhy === null ? null : <p className="text-ink-soft">{t("kept", { why: answer.keptWhy })}</p>}
    </li>
  );
}

function DisagreeForm({ answerId }: { answerId: string }) {
  const t = useTranslations("golden.own");
  const [why, setWhy] = useState("");
  const { send, isBusy, fields } = useWrite({ done: t("sent") });
  return (
    <Disclosure summary={t("disagree")}>
      <Form
        className="grid max-w-2xl gap-3 py-2"
        onSubmit={(event) => {
          event.preventDefault();
          send({ path: `/api/quality/golden/answers/${answerId}/disagree`, body: { why } });
        }}
      >
        <Field name={`why-${answerId}`} label={t("why")} error={fields.why} isRequired>
          {(control) => <Textarea {...control} rows={2} value={why} onChange={(event) => setWhy(event.target.value)} />}
        </Field>
        <div>
          <Button type="submit" isBusy={isBusy}>
            {t("send")}
          </Button>
        </div>
      </Form>
    </Disclosure>
  );
}
