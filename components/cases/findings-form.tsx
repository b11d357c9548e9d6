"use client";

import { useTranslations } from "next-intl";
import type { Findings } from "@/lib/decisions/choice.contract";
import type { ClauseView } from "@/lib/decisions/contract";
import { useNames } from "../queue/nameable";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

const relations = [
  "self",
  "parent",
  "guardian",
  "executor",
  "representative",
  "rights-holder",
  "stranger",
] as const satisfies readonly NonNullable<Findings["reporterRelation"]>[];
const plain = [
  "repeated",
  "hasRecipient",
  "crimeSuspected",
  "legallyRequired",
  "unlawful",
  "interoperability",
  "detectedAutomatically",
] as const;

type Set = (found: Partial<Findings>) => void;
type Props = { clause: Pick<ClauseView, "asks">; findings: Findings; set: Set; mayDecide: boolean };

/** Only what this clause or its sanctions turn on. Nothing is filled in beforehand: a number here is somebody's finding. */
export function FindingsForm({ clause, findings, set, mayDecide }: Props) {
  const t = useTranslations("case.findings");
  const name = useNames();
  const asks = (key: keyof Findings) => clause.asks.includes(key);
  const shown = [
    ...plain,
    "malicious",
    "severe",
    "infringements",
    "repeatCount",
    "reporterRelation",
    "alsoBreaks",
  ] as const;
  if (!shown.some(asks)) return null;
  return (
    <fieldset disabled={!mayDecide} className="grid min-w-0 grid-cols-1 gap-2.5 text-13">
      <legend className="mb-1.5 font-semibold">{t("title")}</legend>
      {asks("malicious") ? <Malice findings={findings} set={set} /> : null}
      {asks("severe") ? <Severe findings={findings} set={set} /> : null}
      {plain.filter(asks).map((key) => (
        <Checkbox
          key={key}
          id={`finding-${key}`}
          label={t(key)}
          hint={t.has(`hints.${key}`) ? t(`hints.${key}`) : undefined}
          checked={findings[key] ?? false}
          onChange={({ target }) => set({ [key]: target.checked ? true : undefined })}
        />
      ))}
      {(["infringements", "repeatCount"] as const).filter(asks).map((key) => (
        <Field key={key} name={`finding-${key}`} label={t(key)}>
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={key === "infringements" ? 1 : 0}
              max={key === "infringements" ? 1_000 : 100_000}
              className="max-w-28"
              value={findings[key] ?? ""}
              onChange={({ target }) =>
                set({ [key]: target.value === "" ? undefined : Math.trunc(target.valueAsNumber) })
              }
            />
          )}
        </Field>
      ))}
      {asks("reporterRelation") ? (
        <Field name="finding-reporterRelation" label={t("reporterRelation")}>
          {(control) => (
            <Select
              {...control}
              className="max-w-64"
              placeholder={t("notSaid")}
              options={relations.map((relation) => ({ value: relation, label: name("relation", relation) }))}
              value={findings.reporterRelation ?? ""}
              onChange={({ target }) =>
                set({ reporterRelation: relations.find((relation) => relation === target.value) })
              }
            />
          )}
        </Field>
      ) : null}
      {asks("alsoBreaks") ? (
        <Field name="finding-alsoBreaks" label={t("alsoBreaks")} hint={t("hints.alsoBreaks")}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              defaultValue={findings.alsoBreaks?.join(", ") ?? ""}
              onBlur={({ target }) => set({ alsoBreaks: refsIn(target.value) })}
            />
          )}
        </Field>
      ) : null}
    </fieldset>
  );
}

function refsIn(typed: string): string[] | undefined {
  const refs = typed
    .split(/[,，、;；\n]/)
    .map((ref) => ref.trim().slice(0, 80))
    .filter(Boolean);
  return refs.length > 0 ? refs.slice(0, 20) : undefined;
}

type PartProps = { findings: Findings; set: Set };

/** Malice is an element where it is asked about: an honest mistake is not a violation, so it is said, and said why. */
function Malice({ findings, set }: PartProps) {
  const t = useTranslations("case.findings");
  const value = findings.malicious === undefined ? "" : String(findings.malicious);
  return (
    <div className="grid gap-2">
      <Field name="finding-malicious" label={t("malicious")}>
        {(control) => (
          <Select
            {...control}
            className="max-w-64"
            placeholder={t("notSaid")}
            options={[
              { value: "true", label: t("maliciousYes") },
              { value: "false", label: t("maliciousNo") },
            ]}
            value={value}
            onChange={({ target }) => set({ malicious: target.value === "" ? undefined : target.value === "true" })}
          />
        )}
      </Field>
      {findings.malicious === false ? null : (
        <Field name="finding-maliciousWhy" label={t("maliciousWhy")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              className="min-h-14"
              value={findings.maliciousWhy ?? ""}
              onChange={({ target }) => set({ maliciousWhy: target.value })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

function Severe({ findings, set }: PartProps) {
  const t = useTranslations("case.findings");
  return (
    <div className="grid gap-2">
      <Checkbox
        id="finding-severe"
        label={t("severe")}
        hint={t("hints.severe")}
        checked={findings.severe ?? false}
        onChange={({ target }) => set({ severe: target.checked ? true : undefined })}
      />
      {findings.severe ? (
        <Field name="finding-severityEvidence" label={t("severityEvidence")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              className="min-h-14"
              value={findings.severityEvidence ?? ""}
              onChange={({ target }) => set({ severityEvidence: target.value })}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
