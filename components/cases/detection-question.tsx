"use client";

import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { leastReason, waitsForReason } from "@/lib/decisions/correction.rules";
import { detectionSaid, isDetectionUnsaid } from "@/lib/decisions/detection.rules";
import { type DetectionExtent, detectionExtents } from "@/lib/intake/detection.rules";
import type { Draft } from "../decisions/draft.rules";
import type { ChangeDraft } from "../decisions/use-draft";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

type Props = { view: CaseView; draft: Draft; change: ChangeDraft };

/**
 * How the content was found, for the statement: asked where who looked for it did not say; a word of theirs can be corrected.
 */
export function DetectionQuestion({ view, draft, change }: Props) {
  const t = useTranslations("case.detection");
  const open = view.notices.filter(({ isWithdrawn }) => !isWithdrawn);
  const said = detectionSaid(open);
  const set = (automatedDetection: DetectionExtent | "") => change((before) => ({ ...before, automatedDetection }));
  if (said === null)
    return isDetectionUnsaid(open) ? (
      <DetectionField label={t("ask")} hint={t("askHint")} value={draft.automatedDetection} set={set} />
    ) : null;
  const waits = waitsForReason(draft.automatedDetection, said, draft.automatedDetectionWhy);
  return (
    <Disclosure
      summary={t("correct")}
      isOpen={draft.automatedDetection !== "" || draft.automatedDetectionWhy !== "" || isDetectionUnsaid(open)}
    >
      <div className="grid gap-3">
        <DetectionField
          label={t("ask")}
          hint={t("said", { extent: t(said) })}
          error={waits ? t("waits", { min: leastReason }) : undefined}
          value={draft.automatedDetection}
          set={set}
        />
        <Field name="automatedDetectionWhy" label={t("why")} hint={t("whyHint")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              className="min-h-14"
              value={draft.automatedDetectionWhy}
              onChange={({ target }) => change((before) => ({ ...before, automatedDetectionWhy: target.value }))}
            />
          )}
        </Field>
      </div>
    </Disclosure>
  );
}

type FieldProps = {
  label: string;
  hint: string;
  error?: string | undefined;
  value: DetectionExtent | "";
  set: (extent: DetectionExtent | "") => void;
};

/** By a tool alone, by a tool and a person, by a person; nothing is chosen beforehand. */
export function DetectionField({ label, hint, error, value, set }: FieldProps) {
  const t = useTranslations("case.detection");
  return (
    <Field name="automatedDetection" label={label} hint={hint} error={error}>
      {(control) => (
        <Select
          {...control}
          className="max-w-64"
          placeholder={t("choose")}
          options={detectionExtents.map((extent) => ({ value: extent, label: t(extent) }))}
          value={value}
          onChange={({ target }) => set(detectionExtents.find((extent) => extent === target.value) ?? "")}
        />
      )}
    </Field>
  );
}
