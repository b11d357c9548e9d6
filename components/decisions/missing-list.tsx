"use client";

import { useTranslations } from "next-intl";
import type { ConsequenceCard } from "@/lib/decisions/contract";
import { fieldIdOf } from "./missing.rules";
import type { Step } from "./request.rules";

/** Sentences for what the server still asks for, by field; the catalogue is the one its refusals use. */
export function useProblems(card: ConsequenceCard | null): Record<string, string> {
  const t = useTranslations();
  const problems: Record<string, string> = {};
  for (const { field, reason, values } of card?.missing ?? []) {
    const key = `failures.${reason}`;
    const root = field.split(".")[0] ?? field;
    const name = t.has(`case.fields.${root}`) ? t(`case.fields.${root}`) : field;
    problems[field] ??= t.has(key) ? t(key, { ...values, field: name }) : name;
  }
  return problems;
}

const places: Record<Step["reason"], string> = {
  chooseClause: "clause",
  acceptClause: "accept-clause",
  tickConditions: "condition-0",
  acceptRow: "accept-row",
  waitForCard: "decision",
  sayWhy: "deviationCode",
};

/** What still stands between here and the decision; each leads to where it is said. */
export function MissingList({
  steps,
  problems,
  card,
}: {
  steps: readonly Step[];
  problems: Readonly<Record<string, string>>;
  card: ConsequenceCard | null;
}) {
  const t = useTranslations("case.missing");
  const waiting = steps.filter((step) => step.reason !== "waitForCard");
  const fields = Object.entries(problems);
  if (waiting.length === 0 && fields.length === 0) return null;
  return (
    <section aria-label={t("title")} className="mt-4 grid gap-1 text-13" id="missing" tabIndex={-1}>
      <h3 className="font-medium">{t("title")}</h3>
      <ul className="grid gap-0.5">
        {waiting.map((step) => (
          <li key={step.reason}>
            <a href={`#${places[step.reason]}`} className="link">
              {t(step.reason)}
            </a>
          </li>
        ))}
        {fields.map(([field, sentence]) => (
          <li key={field}>
            <a href={`#${fieldIdOf(field, card)}`} className="link">
              {sentence}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
