"use client";

import { useTranslations } from "next-intl";
import type { ChosenSanction } from "@/lib/decisions/choice.contract";
import type { ClauseView, SanctionPreview } from "@/lib/decisions/contract";
import type { WavePlan, WaveView } from "@/lib/decisions/wave.contract";
import { DetectionField } from "../cases/detection-question";
import { Exemption } from "../decisions/exemption";
import { Grounds } from "../decisions/grounds";
import { SanctionFields } from "../decisions/sanction-fields";
import { Field } from "../ui/field";
import { useWords } from "../ui/localised";
import { Panel } from "../ui/panel";
import { RadioGroup } from "../ui/radio-group";
import { Textarea } from "../ui/textarea";
import { WaveClause } from "./wave-clause";
import { asksDetection, type WaveDraft } from "./wave-draft.rules";
import { WaveLawSanctions } from "./wave-law-sanctions";

type Props = {
  wave: WaveView;
  draft: WaveDraft;
  onChange: (patch: Partial<WaveDraft>) => void;
  clause: ClauseView | undefined;
  isUnknown: boolean;
  plan: WavePlan | undefined;
  /** Sanctions for which the table leaves a term or a value open. */
  open: readonly SanctionPreview[];
};

/** The one choice: finding, ground, clause with its exceptions and findings, facts, and what the table leaves open. */
export function WaveChoice({ wave, draft, onChange, clause, isUnknown, plan, open }: Props) {
  const t = useTranslations("waves.choice");
  const found = useTranslations("case.detection");
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
            <Grounds draft={draft} onChange={onChange} problems={{}} />
            {draft.ground === "law" ? (
              <WaveLawSanctions
                plan={plan}
                chosen={draft.sanctions}
                onChange={(sanctions) => onChange({ sanctions })}
              />
            ) : (
              <>
                <WaveClause wave={wave} draft={draft} onChange={onChange} clause={clause} isUnknown={isUnknown} />
                <OpenTerms open={open} draft={draft} onChange={onChange} />
              </>
            )}
          </>
        ) : null}
        {isViolation && asksDetection(plan, draft) ? (
          <DetectionField
            label={found("ask")}
            hint={found("waveHint")}
            value={draft.automatedDetection}
            set={(automatedDetection) => onChange({ automatedDetection })}
          />
        ) : null}
        {isViolation ? <Exemption draft={draft} onChange={onChange} problems={{}} /> : null}
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
            isDescribeAsked={false}
            onDetail={(detail) => change(sanction.action, detail)}
          />
        </section>
      ))}
    </fieldset>
  );
}
