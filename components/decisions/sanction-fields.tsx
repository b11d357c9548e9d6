"use client";

import { useTranslations } from "next-intl";
import type { ChosenSanction } from "@/lib/decisions/choice.contract";
import type { SanctionPreview } from "@/lib/decisions/contract";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

type Props = {
  sanction: SanctionPreview;
  chosen: ChosenSanction | undefined;
  /** Fields of this sanction that are still missing, with their sentence. */
  problems: Readonly<Record<string, string>>;
  /** The rules ask what exactly was done. */
  isDescribeAsked: boolean;
  onDetail: (detail: Partial<ChosenSanction>) => void;
};

/**
 * What has to be said about one chosen sanction because the platform does not: a term, a value, what exactly. No term is
 * prefilled; a value is where the measure itself tells it.
 */
export function SanctionFields({ sanction, chosen, problems, isDescribeAsked, onDetail }: Props) {
  const t = useTranslations("case.sanction");
  const isTermAsked = sanction.needsTerm || chosen?.endsOn !== undefined || chosen?.openEnded === true;
  const isDescribed = isDescribeAsked || chosen?.describe !== undefined;
  if (!isTermAsked && sanction.dsaChoices.length === 0 && !isDescribed) return null;
  const id = (name: string) => `${sanction.action}-${name}`;
  return (
    <div className="ml-7 grid gap-2 pb-1">
      {isTermAsked ? (
        <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
          <Field name={id("endsOn")} label={t("lastDay")} hint={t("noTermStated")} error={problems.endsOn}>
            {(control) => (
              <Input
                {...control}
                type="date"
                className="max-w-44"
                value={chosen?.endsOn ?? ""}
                onChange={({ target }) =>
                  onDetail({ endsOn: target.value === "" ? undefined : target.value, openEnded: undefined })
                }
              />
            )}
          </Field>
          <Checkbox
            id={id("openEnded")}
            label={t("openEndedChoice")}
            checked={chosen?.openEnded ?? false}
            onChange={({ target }) => onDetail({ openEnded: target.checked ? true : undefined, endsOn: undefined })}
          />
        </div>
      ) : null}
      {sanction.dsaChoices.length > 0 ? (
        <Field name={id("dsaValue")} label={t("dsaValue")} error={problems.dsaValue}>
          {(control) => (
            <Select
              {...control}
              placeholder={t("choose")}
              options={sanction.dsaChoices.map((value) => ({
                value,
                label: t.has(`dsaValues.${value}`) ? t(`dsaValues.${value}`) : value,
              }))}
              value={chosen?.dsaValue ?? sanction.dsaValue ?? ""}
              onChange={({ target }) => onDetail({ dsaValue: target.value === "" ? undefined : target.value })}
            />
          )}
        </Field>
      ) : null}
      {isDescribed ? (
        <Field name={id("describe")} label={t("describe")} error={problems.describe}>
          {(control) => (
            <Input
              {...control}
              maxLength={300}
              value={chosen?.describe ?? ""}
              onChange={({ target }) => onDetail({ describe: target.value })}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
