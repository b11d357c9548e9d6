"use client";

import { useTranslations } from "next-intl";
import type { AppealView } from "@/lib/appeals/contract";
import { Disclosure } from "../ui/disclosure";
import { Notice } from "../ui/notice";
import { AnswerConsequence } from "./answer-consequence";
import { AnswerForm } from "./answer-form";
import { TakeAppeal } from "./take-appeal";
import { type Answer, useAnswer } from "./use-answer";

/** Where an open appeal is answered: whose it is, the form, and beside it what the answer does and how it reads. */
export function AnswerDesk({ view }: { view: AppealView }) {
  const t = useTranslations("appeal");
  const failures = useTranslations("failures");
  const look = useTranslations("redress.look");
  const answer = useAnswer(view);
  // A reviewer reads along, tied or not; whose role never answers is offered no answers.
  const mayEver = view.mayAnswer.ok || view.mayAnswer.reason !== "appeal_wrong_role";
  return (
    <section aria-labelledby="answer" className="grid gap-4 border-t border-line pt-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h2 id="answer" className="text-16 font-semibold">
          {t("answer.title")}
        </h2>
        <TakeAppeal view={view} />
      </div>
      {view.mayAnswer.ok ? (
        answer.isMine ? null : (
          <p className="text-ink-soft">
            {view.assignedTo ? t("answer.heldBy", { name: view.assignedTo.name }) : t("answer.takeFirst")}
          </p>
        )
      ) : (
        <Notice tone="caution" title={failures(view.mayAnswer.reason)} />
      )}
      {view.firstLook.state === "open" && mayEver ? (
        <AnswerBesideWhatItDoes view={view} answer={answer} />
      ) : answer.isMine ? (
        <Disclosure summary={look("instead")}>
          <AnswerBesideWhatItDoes view={view} answer={answer} />
        </Disclosure>
      ) : null}
    </section>
  );
}

function AnswerBesideWhatItDoes({ view, answer }: { view: AppealView; answer: Answer }) {
  return (
    <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-2">
      <AnswerForm view={view} answer={answer} />
      <AnswerConsequence answer={answer} />
    </div>
  );
}
