"use client";

import { useTranslations } from "next-intl";
import type { EditOperation } from "@/lib/policy/edit/contract";
import type { Clause } from "@/lib/policy/pack.contract";
import { Disclosure } from "../ui/disclosure";
import { ClauseEditorialFields } from "./clause-editorial-fields";
import { ClauseReachFields } from "./clause-reach-fields";
import { ClauseTools } from "./clause-tools";
import { ClauseWordFields } from "./clause-word-fields";
import { EditForm, ProblemsHere } from "./edit-form";
import { useTyped } from "./editor-context";

/** What a clause's forms share: what it says now, what was typed over it, and a way to type. */
export type ClauseFieldsProps = { shown: Clause; set: (change: Partial<Clause>) => void };

/** A clause, edited where it stands. */
export function ClauseForm({ clause }: { clause: Clause }) {
  const t = useTranslations("policyEdit");
  const key = `clauses ${clause.ref}`;
  const { shown, set, changes, isTouched, isReadOnly } = useTyped<Clause>(key, clause);
  const operations = (): EditOperation[] => [{ do: "clause.change", ref: clause.ref, change: changes as never }];
  const fields: ClauseFieldsProps = { shown, set };
  return (
    <section
      aria-label={t("places.clause", { name: clause.ref })}
      className="grid min-w-0 content-start gap-4"
      tabIndex={-1}
    >
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="text-16 font-semibold [overflow-wrap:anywhere]">{clause.title}</h2>
        <span className="font-mono text-13 text-ink-soft">{clause.ref}</span>
      </header>
      <ProblemsHere place={["clauses", clause.ref]} />
      {isReadOnly ? null : <ClauseTools clause={clause} />}
      <EditForm
        formKey={key}
        label={t("clauses.form", { ref: clause.ref })}
        isTouched={isTouched}
        operations={operations}
      >
        <ClauseWordFields {...fields} />
        <Disclosure summary={t("clause.editorial")} isOpen>
          <ClauseEditorialFields {...fields} />
        </Disclosure>
        <Disclosure summary={t("clause.reach")}>
          <ClauseReachFields {...fields} />
        </Disclosure>
      </EditForm>
    </section>
  );
}
