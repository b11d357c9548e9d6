"use client";

import { useTranslations } from "next-intl";
import type { ChosenSanction } from "@/lib/decisions/choice.contract";
import type { WavePlan } from "@/lib/decisions/wave.contract";
import { SanctionFields } from "../decisions/sanction-fields";
import { Checkbox } from "../ui/checkbox";
import { Localised } from "../ui/localised";
import { problemsOf, withSanction } from "./wave-draft.rules";

type Props = {
  plan: WavePlan | undefined;
  chosen: readonly ChosenSanction[];
  onChange: (chosen: ChosenSanction[]) => void;
};

/** On the ground of law alone no table says what follows: the person chooses, for everybody alike. */
export function WaveLawSanctions({ plan, chosen, onChange }: Props) {
  const t = useTranslations("waves.choice");
  const failures = useTranslations("failures");
  const previews = (plan?.groups ?? []).flatMap(({ sanctions }) => sanctions);
  const sentences = (position: number) =>
    Object.fromEntries(
      [...problemsOf(plan, position)].map(([field, reason]) => [
        field,
        failures.has(reason) ? failures(reason, { field: t("sanctions") }) : reason,
      ]),
    );
  return (
    <fieldset className="grid gap-1">
      <legend className="font-medium">{t("sanctions")}</legend>
      {plan ? null : <p className="text-ink-soft">{t("sanctionsWaiting")}</p>}
      {(plan?.allowed ?? []).map(({ action, label }) => {
        const position = chosen.findIndex((sanction) => sanction.action === action);
        const preview = previews.find((sanction) => sanction.action === action && !sanction.isFollowOn);
        const detail = (more: Partial<ChosenSanction>) =>
          onChange(chosen.map((sanction) => (sanction.action === action ? { ...sanction, ...more } : sanction)));
        return (
          <div key={action}>
            <Checkbox
              id={`wave-sanction-${action}`}
              label={<Localised value={label} />}
              checked={position >= 0}
              onChange={() => onChange(withSanction(chosen, action))}
            />
            {position >= 0 && preview ? (
              <SanctionFields
                sanction={preview}
                chosen={chosen[position]}
                problems={sentences(position)}
                isDescribeAsked={"describe" in sentences(position)}
                onDetail={detail}
              />
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}
