"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CaseView, ClauseView } from "@/lib/decisions/contract";
import { holds, markOf, withCondition } from "../decisions/conditions.rules";
import type { Draft } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { useCountries } from "../policy/names";
import { useNames } from "../queue/nameable";
import { Checkbox } from "../ui/checkbox";
import { Localised } from "../ui/localised";
import { Notice } from "../ui/notice";
import { Reference } from "../ui/reference";
import { Time } from "../ui/time";

type Props = { view: CaseView; clause: ClauseView; draft: Draft; change: ChangeDraft; mayDecide: boolean };
type TextProps = Props & {
  /** Its exceptions: they stand with what it says, before what is to be shown, so that both are in sight together. */
  exceptions: ReactNode;
};

/** The clause as a rule: its document and version, what it says, what it does not say, what must be shown. */
export function ClauseText({ view, clause, draft, change, mayDecide, exceptions }: TextProps) {
  const t = useTranslations("case.clause");
  const countries = useCountries();
  const name = useNames();
  const { version } = clause;
  return (
    <article className="grid gap-3" aria-label={clause.ref}>
      <header className="grid gap-0.5">
        <h3 className="font-semibold">
          <Reference className="whitespace-normal [overflow-wrap:anywhere]">{clause.ref}</Reference>{" "}
          <Localised value={clause.title} />
        </h3>
        <p className="text-12 text-ink-soft">
          <Localised value={clause.document} /> ·{" "}
          {version.effectiveFrom ? (
            <>
              {t("since")} <Time value={`${version.effectiveFrom}T00:00:00Z`} show="day" zone="UTC" />
            </>
          ) : (
            t("sinceUnknown")
          )}
          {version.effectiveTo ? (
            <>
              {" "}
              {t("to")} <Time value={`${version.effectiveTo}T00:00:00Z`} show="day" zone="UTC" />
            </>
          ) : null}
        </p>
      </header>
      <p className="max-w-[68ch]">
        <Localised value={clause.summary} />
      </p>
      {exceptions}
      {clause.warning ? (
        <Notice tone="caution" title={t("mind")}>
          <Localised value={clause.warning} />
        </Notice>
      ) : null}
      {clause.elements.length > 0 ? (
        <section className="grid gap-1" aria-label={t("elements")}>
          <h4 className="text-13 font-medium">{t("elements")}</h4>
          <ul className="grid list-disc gap-0.5 pl-5 text-13 marker:text-ink-faint">
            {clause.elements.map((element) => (
              <li key={element.en}>
                <Localised value={element} />
                <Shown by={element.en} draft={draft} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {clause.conditions.length > 0 ? (
        <Conditions view={view} clause={clause} draft={draft} change={change} mayDecide={mayDecide} />
      ) : null}
      {clause.note ? (
        <p className="max-w-[68ch] border-l-2 border-line pl-2.5 text-13 text-ink-soft">
          <Localised value={clause.note} />
        </p>
      ) : null}
      <p className="text-12 text-ink-soft">
        {clause.severity ? t("severity", { severity: name("severity", clause.severity) }) : null}
        {clause.jurisdiction ? ` ${t("onlyIn", { countries: countries(clause.jurisdiction) })}` : null}
      </p>
    </article>
  );
}

/** All of them must hold: one that does not means that the clause is not broken. */
function Conditions({ view, clause, draft, change, mayDecide }: Props) {
  const t = useTranslations("case.clause");
  return (
    <fieldset className="grid gap-0.5 text-13">
      <legend className="mb-1 font-medium">{t("conditions")}</legend>
      {clause.conditions.map((condition, position) => {
        const mark = markOf(clause, position);
        return (
          <Checkbox
            key={mark}
            id={`condition-${position}`}
            disabled={!mayDecide}
            checked={holds(view, draft, mark)}
            onChange={({ target }) => change((before) => withCondition(before, mark, target.checked))}
            label={
              <>
                <Localised value={condition} />
                <Shown by={condition.en} draft={draft} />
              </>
            }
          />
        );
      })}
    </fieldset>
  );
}

function Shown({ by, draft }: { by: string; draft: Draft }) {
  const t = useTranslations("case.clause");
  const count = draft.evidence.filter((piece) => piece.element === by).length;
  return count > 0 ? <span className="text-12 font-medium text-good-ink"> {t("shown", { count })}</span> : null;
}
