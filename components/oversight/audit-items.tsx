"use client";

import { useTranslations } from "next-intl";
import type { AuditItem } from "@/lib/oversight/audit.contract";
import { QuietLink } from "../policy/quiet-link";
import { useNames } from "../queue/nameable";
import { Reference } from "../ui/reference";
import { Status } from "../ui/status";
import { TextLink } from "../ui/text-link";
import { Time } from "../ui/time";
import type { Tone } from "../ui/tone";
import { AnswerForm } from "./answer-form";
import { MarkForm } from "./mark-form";

const tones: Record<NonNullable<AuditItem["mark"]>, Tone> = {
  in_order: "good",
  finding: "danger",
  question: "caution",
};

/** The decisions of a draw, each with what was found and answered, and the form of who may go on. */
export function AuditItems({ drawId, items }: { drawId: string; items: readonly AuditItem[] }) {
  return (
    <ol className="divide-y divide-line">
      {items.map((item) => (
        <li key={item.id} className="grid gap-3 px-4 py-4">
          <ItemHead item={item} />
          {item.comment ? <p className="max-w-prose whitespace-pre-wrap">{item.comment}</p> : null}
          {item.answer ? <Answer answer={item.answer} /> : null}
          {item.may.mark ? <MarkForm drawId={drawId} item={item} /> : null}
          {item.may.answer ? <AnswerForm drawId={drawId} item={item} /> : null}
        </li>
      ))}
    </ol>
  );
}

function ItemHead({ item }: { item: AuditItem }) {
  const t = useTranslations("oversight");
  const name = useNames();
  return (
    <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-normal">
      <span className="text-ink-soft">{t("place", { position: item.position })}</span>
      <TextLink via={QuietLink} href={`/cases/${item.caseId}`}>
        <Reference className="select-auto">{item.reference}</Reference>
      </TextLink>
      <span>{name("outcome", item.outcome)}</span>
      {item.clauseRef ? <span className="font-mono text-13">{item.clauseRef}</span> : null}
      <Time value={item.decidedAt} show="exact" />
      <Status look="plain" tone={item.mark ? tones[item.mark] : "neutral"}>
        {t(`marks.${item.mark ?? "none"}`)}
      </Status>
    </h3>
  );
}

function Answer({ answer }: { answer: NonNullable<AuditItem["answer"]> }) {
  const t = useTranslations("oversight");
  return (
    <div className="max-w-prose border-l-2 border-line pl-3">
      <p className="text-13 text-ink-soft">
        {t("answeredBy", { name: answer.by })} · <Time value={answer.at} show="exact" />
      </p>
      <p className="whitespace-pre-wrap">{answer.text}</p>
    </div>
  );
}
