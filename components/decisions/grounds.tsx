"use client";

import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { RadioGroup } from "../ui/radio-group";
import { Textarea } from "../ui/textarea";
import type { Draft, Ground } from "./draft.rules";
import { TypedLanguage } from "./typed-language";

const grounds = ["terms", "law", "terms_and_law"] as const satisfies readonly Ground[];
type Grounded = Pick<Draft, "ground" | "legalGround" | "legalExplanation">;
type Props = {
  draft: Grounded;
  onChange: (patch: Partial<Grounded>) => void;
  problems: Readonly<Record<string, string>>;
  /** The languages of the letters that will quote it. */
  letters?: readonly string[];
};

/** Whether it breaks the platform's terms, a law, or both: the statement must say which (DSA Art. 17(3)(d), (e)). */
export function Grounds({ draft, onChange, problems, letters = [] }: Props) {
  const t = useTranslations("case.ground");
  return (
    <div className="grid grid-cols-1 gap-2.5 text-13">
      <RadioGroup
        name="ground"
        legend={t("title")}
        isInline
        options={grounds.map((ground) => ({ value: ground, label: t(ground) }))}
        value={draft.ground}
        onChoose={(value) => onChange({ ground: grounds.find((ground) => ground === value) ?? "terms" })}
      />
      {draft.ground === "terms" ? null : (
        <>
          <Field name="legalGround" label={t("legalGround")} hint={t("legalGroundHint")} error={problems.legalGround}>
            {(control) => (
              <Input
                {...control}
                maxLength={500}
                value={draft.legalGround}
                onChange={({ target }) => onChange({ legalGround: target.value })}
              />
            )}
          </Field>
          <Field name="legalExplanation" label={t("legalExplanation")} error={problems.legalExplanation}>
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                maxLength={2000}
                value={draft.legalExplanation}
                onChange={({ target }) => onChange({ legalExplanation: target.value })}
              />
            )}
          </Field>
          <TypedLanguage words={draft.legalExplanation} letters={letters} offer="none" />
        </>
      )}
    </div>
  );
}
