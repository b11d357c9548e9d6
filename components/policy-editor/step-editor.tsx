"use client";

import { useTranslations } from "next-intl";
import type { EditOperation } from "@/lib/policy/edit/contract";
import { FindingName } from "@/lib/policy/pack.contract";
import type { PenaltyTable, Step } from "@/lib/policy/sanctions.contract";
import { usePolicyNames } from "../policy/names";
import { Button } from "../ui/button";
import { ConfirmButton } from "../ui/confirm";
import { EditForm, ProblemsHere, UnsentNotice } from "./edit-form";
import { useEditor, useTyped } from "./editor-context";
import { ChoiceField, TextField, YesField } from "./fields";
import { useDraftNames } from "./place-words";

type Props = { table: PenaltyTable; step: Step; onClose: () => void };

/** A column of the table: what opens it, whether evidence must be on record, and its place, for the last that applies decides. */
export function StepEditor({ table, step, onClose }: Props) {
  const t = useTranslations("policyEdit.step");
  const name = usePolicyNames();
  const label = useDraftNames().step(step.id);
  const { view, edit } = useEditor();
  const key = `steps ${step.id}`;
  const { shown, set, changes, isTouched } = useTyped<Step>(key, step);
  const index = table.steps.indexOf(step);
  const move = (to: number) => edit(key, [{ do: "step.move", id: step.id, after: table.steps[to]?.id ?? null }]);
  const define = (change: { en?: string; hans?: string; hant?: string }) => {
    const words = { en: "", hans: "", hant: "", ...shown.definition, ...change };
    set({ definition: Object.values(words).every((word) => word === "") ? null : words });
  };
  const operations = (): EditOperation[] => [{ do: "step.change", id: step.id, change: changes as never }];
  return (
    <EditForm
      formKey={key}
      label={t("label", { step: label })}
      isTouched={isTouched}
      operations={operations}
      onDone={onClose}
      onCancel={onClose}
    >
      <h3 className="font-semibold">{t("label", { step: label })}</h3>
      <ProblemsHere place={["steps", step.id]} />
      <div className="grid gap-4 md:grid-cols-3">
        <TextField label={t("name")} lang="en" value={shown.label} onChange={(label) => set({ label })} isRequired />
        <ChoiceField
          label={t("counter")}
          hint={t("counterHint")}
          placeholder={t("noCounter")}
          value={shown.counter ?? ""}
          options={view.file.sanctions.counters.map(({ id, rule }) => ({ value: id, label: `${id} · ${rule}` }))}
          onChange={(counter) => set({ counter: counter || null })}
        />
        <ChoiceField
          label={t("finding")}
          hint={t("findingHint")}
          placeholder={t("noFinding")}
          value={shown.finding ?? ""}
          options={FindingName.options.map((value) => ({ value, label: name("finding", value) }))}
          onChange={(finding) => set({ finding: FindingName.nullable().parse(finding || null) })}
        />
      </div>
      <YesField
        label={t("needsEvidence")}
        hint={t("needsEvidenceHint")}
        value={shown.needsEvidence}
        onChange={(needsEvidence) => set({ needsEvidence })}
      />
      <div className="grid gap-4 md:grid-cols-3">
        {(["en", "hans", "hant"] as const).map((language) => (
          <TextField
            key={language}
            label={t(`definition.${language}`)}
            isLong
            lang={language === "en" ? "en" : language === "hans" ? "zh-Hans" : "zh-Hant"}
            value={shown.definition?.[language] ?? ""}
            onChange={(text) => define({ [language]: text })}
          />
        ))}
      </div>
      {view.mayEdit ? (
        <div className="flex flex-wrap gap-2">
          <Button size="small" disabled={index === 0} onClick={() => move(index - 2)}>
            {t("left")}
          </Button>
          <Button size="small" disabled={index === table.steps.length - 1} onClick={() => move(index + 1)}>
            {t("right")}
          </Button>
          <ConfirmButton
            size="small"
            what={t("removeWhat", { step: label })}
            confirm={t("remove")}
            onConfirm={() => edit(`remove ${key}`, [{ do: "step.remove", id: step.id }], onClose)}
          >
            {t("remove")}
          </ConfirmButton>
        </div>
      ) : null}
      <UnsentNotice formKey={`remove ${key}`} />
    </EditForm>
  );
}
