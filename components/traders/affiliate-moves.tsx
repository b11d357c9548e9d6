"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { RecordForm } from "./record-form";

const results = ["passed", "failed"] as const;

/** Screening a partner, and opening the case in which its termination is decided (AE6). */
export function AffiliateMoves({ accountId, version }: { accountId: string; version: number }) {
  const t = useTranslations("traders.affiliate");
  const router = useRouter();
  const path = (step: string) => `/api/accounts/${accountId}/affiliate/${step}`;
  const toCase = (value: unknown) => {
    if (typeof value === "object" && value !== null && "caseId" in value) router.push(`/cases/${String(value.caseId)}`);
  };
  return (
    <div className="grid gap-1">
      <RecordForm
        path={path("screen")}
        version={version}
        words={{ title: t("screen"), submit: t("submit"), done: t("done") }}
      >
        {(fields) => (
          <>
            <Field name="result" id="screen-result" label={t("result")} error={fields.result}>
              {(control) => (
                <Select {...control} options={results.map((value) => ({ value, label: t(`results.${value}`) }))} />
              )}
            </Field>
            <Field name="screenedOn" id="screen-on" label={t("screenedAt")} error={fields.screenedOn} isRequired>
              {(control) => <Input {...control} type="date" className="max-w-60" />}
            </Field>
            <Field name="note" id="screen-note" label={t("note")} error={fields.note}>
              {(control) => <Textarea {...control} rows={2} />}
            </Field>
          </>
        )}
      </RecordForm>
      <RecordForm
        path={path("case")}
        version={version}
        words={{ title: t("case"), submit: t("open"), done: t("opened") }}
        onDone={toCase}
      >
        {(fields) => (
          <>
            <p className="text-13 text-ink-soft">{t("caseText")}</p>
            <Field name="why" id="affiliate-why" label={t("why")} error={fields.why} isRequired>
              {(control) => <Textarea {...control} rows={2} />}
            </Field>
          </>
        )}
      </RecordForm>
    </div>
  );
}
