"use client";

import { useTranslations } from "next-intl";
import type { ChosenSanction } from "@/lib/decisions/choice.contract";
import type { ClauseView, SanctionPreview } from "@/lib/decisions/contract";
import type { WaveView } from "@/lib/decisions/wave.contract";
import { SanctionFields } from "../decisions/sanction-fields";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { useWords } from "../ui/localised";
import { Panel } from "../ui/panel";
import { RadioGroup } from "../ui/radio-group";
import { Textarea } from "../ui/textarea";
import type { WaveDraft } from "./wave-draft.rules";

type Props = {
  wave: WaveView;
  draft: WaveDraft;
  onChange: (patch: Partial<WaveDraft>) => void;
  clause: ClauseView | undefined;
  isUnknown: boolean;
  /** Sanctions for which the table leaves a term or a value open. */
  open: readonly SanctionPreview[];
};

/** The one choice: finding, clause with its exceptions, facts, and what the table leaves open. */
export function WaveChoice({ wave, draft, onChange, clause, isUnknown, open }: Props) {
  const t = useTranslations("waves.choice");
  const words = useWords();
  const isViolation = draft.outcome === "violation";
  return (
    <Panel title={t("title")}>
      <div className="grid gap-4">
        <RadioGroup
          name="wave-outcome"
          legend={t("outcome")}
          isInline
          value={draft.outcome}
          onChoose={(value) => onChange({ outcome: value === "violation" ? "violation" : "no_violation" })}
          options={[
            { value: "violation", label: t("violation") },
            { value: "no_violation", label: t("none") },
          ]}
        />
        {isViolation ? (
          <>
            <Field
              name="wave-clause"
              label={t("clause")}
              hint={t("clauseHint", { example: wave.suggested[0]?.ref ?? "Table.4" })}
              error={isUnknown ? t("clauseUnknown") : undefined}
            >
              {(control) => (
                <>
                  <Input
                    {...control}
                    list="wave-clauses"
                    autoComplete="off"
                    placeholder={t("clausePlaceholder")}
                    value={draft.clause}
                    onChange={(event) => onChange({ clause: event.currentTarget.value, noException: false, terms: [] })}
                  />
                  <datalist id="wave-clauses">
                    {wave.suggested.map(({ ref, title, size }) => (
                      <option key={ref} value={ref}>{`${words(title)} (${size})`}</option>
                    ))}
                  </datalist>
                </>
              )}
            </Field>
            {clause ? (
              <div className="text-13">
                <p className="font-medium">{words(clause.title)}</p>
                <p className="text-ink-soft">{words(clause.summary)}</p>
                {clause.exceptions.length > 0 ? (
                  <>
                    <ul className="my-2 list-disc pl-5">
                      {clause.exceptions.map(({ letter, text }) => (
                        <li key={letter}>
                          {letter} {words(text)}
                        </li>
                      ))}
                    </ul>
                    <Checkbox
                      label={t("exceptions")}
                      checked={draft.noException}
                      onChange={(event) => onChange({ noException: event.currentTarget.checked })}
                    />
                  </>
                ) : (
                  <p className="text-ink-soft">{t("exceptionsNone")}</p>
                )}
              </div>
            ) : null}
            <OpenTerms open={open} draft={draft} onChange={onChange} />
          </>
        ) : null}
        <Field
          name="wave-facts"
          label={t(isViolation ? "facts" : "rationale")}
          hint={t(isViolation ? "factsHint" : "rationaleHint")}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              value={draft.facts}
              onChange={(event) => onChange({ facts: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
    </Panel>
  );
}

/** What the table states neither way is chosen once, for everybody who gets that sanction (DESIGN 3.5). */
function OpenTerms({ open, draft, onChange }: Pick<Props, "open" | "draft" | "onChange">) {
  const t = useTranslations("waves.choice");
  const words = useWords();
  if (open.length === 0) return null;
  const change = (action: string, detail: Partial<ChosenSanction>) =>
    onChange({
      terms: [
        ...draft.terms.filter((term) => term.action !== action),
        { ...draft.terms.find((term) => term.action === action), ...detail, action },
      ],
    });
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium">{t("terms")}</legend>
      {open.map((sanction) => (
        <section key={sanction.action} aria-label={words(sanction.label)} className="grid gap-1">
          <p>{words(sanction.label)}</p>
          <SanctionFields
            sanction={sanction}
            chosen={draft.terms.find(({ action }) => action === sanction.action)}
            problems={{}}
            onDetail={(detail) => change(sanction.action, detail)}
          />
        </section>
      ))}
    </fieldset>
  );
}
