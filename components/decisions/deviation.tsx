"use client";

import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { type Draft, deviationCodes } from "./draft.rules";
import type { ChangeDraft } from "./use-draft";

type Props = { draft: Draft; change: ChangeDraft; problems: Readonly<Record<string, string>> };

/** The chosen set is not in the table: allowed, with a coded reason that is counted and seen in quality. */
export function Deviation({ draft, change, problems }: Props) {
  const t = useTranslations("case.deviation");
  const { code, why } = draft.deviation;
  return (
    <Notice tone="caution" title={t("title")} role="status">
      <div className="grid grid-cols-1 gap-2.5 text-13">
        <p>{t("text")}</p>
        <Field
          name="deviationCode"
          label={t("code")}
          error={Object.entries(problems).find(([field]) => field === "deviation" || field === "deviation.code")?.[1]}
        >
          {(control) => (
            <Select
              {...control}
              placeholder={t("choose")}
              options={deviationCodes.map((each) => ({ value: each, label: t(`codes.${each}`) }))}
              value={code}
              onChange={({ target }) =>
                change((before) => ({
                  ...before,
                  deviation: { ...before.deviation, code: deviationCodes.find((each) => each === target.value) ?? "" },
                }))
              }
            />
          )}
        </Field>
        <Field name="deviationWhy" label={t("why")} hint={t("whyHint")} error={problems["deviation.why"]}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              className="min-h-14"
              value={why}
              onChange={({ target }) =>
                change((before) => ({ ...before, deviation: { ...before.deviation, why: target.value } }))
              }
            />
          )}
        </Field>
      </div>
    </Notice>
  );
}
