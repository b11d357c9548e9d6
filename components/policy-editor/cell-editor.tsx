"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CellSanction, EditOperation, Place, Terms } from "@/lib/policy/edit/contract";
import type { Action, Step } from "@/lib/policy/sanctions.contract";
import { Button } from "../ui/button";
import { EditForm, ProblemsHere } from "./edit-form";
import { useEditor, useTyped } from "./editor-context";
import { ChoiceField } from "./fields";
import { useDraftNames } from "./place-words";
import { TermFields, termsOf } from "./term-fields";
import { useTermWords } from "./term-words";

type Props = { item: number; role: string; step: Step; onClose: () => void };

/** What follows at one step for one role: sanctions that come together, each with its term and points. */
export function CellEditor({ item, role, step, onClose }: Props) {
  const t = useTranslations("policyEdit.cell");
  const { view, goTo } = useEditor();
  const { actions, table } = view.file.sanctions;
  const names = useDraftNames();
  const place: Place = ["rows", String(item), "cells", role, step.id];
  const key = place.join(" ");
  const ids = table?.rows.find((row) => row.item === item)?.cells[role]?.[step.id] ?? [];
  const stored: CellSanction[] = ids.map((action) => ({ action, terms: null }));
  const { shown, set, isTouched, isReadOnly } = useTyped(key, { sanctions: stored });
  const { sanctions } = shown;
  const put = (next: CellSanction[]) => set({ sanctions: next });
  const operations = (): EditOperation[] => [
    { do: "cell.set", ...{ item, role, step: step.id }, sanctions: sanctions.length === 0 ? null : [...sanctions] },
  ];
  const chosen = new Set(sanctions.filter(({ terms }) => terms === null).map(({ action }) => action));
  const offered = actions.filter(({ id, penalty }) => penalty && !chosen.has(id));
  return (
    <EditForm
      formKey={key}
      label={t("label", { item, role: names.role(role), step: names.step(step.id) })}
      isTouched={isTouched}
      operations={operations}
      onDone={onClose}
      onCancel={onClose}
    >
      <h3 className="font-semibold">{t("label", { item, role: names.role(role), step: names.step(step.id) })}</h3>
      <ProblemsHere place={place} />
      {isReadOnly ? null : (
        <ChoiceField
          label={t("add")}
          hint={t("addHint")}
          placeholder={t("choose")}
          value=""
          options={offered.map((action) => ({ value: action.id, label: names.action(action.id) }))}
          onChange={(action) => (action ? put([...sanctions, { action, terms: null }]) : undefined)}
        />
      )}
      {sanctions.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <ol className="grid gap-3">
          {sanctions.map((sanction, index) => (
            <Chosen
              key={sanction.action}
              sanction={sanction}
              action={actions.find(({ id }) => id === sanction.action)}
              onChange={(next) => put(sanctions.flatMap((other, at) => (at === index ? (next ?? []) : other)))}
            />
          ))}
        </ol>
      )}
      <p className="text-13 text-ink-soft">
        {step.needsEvidence ? t("evidence") : t("noEvidence")}{" "}
        <Button
          look="quiet"
          size="small"
          className="h-auto min-h-7 max-w-full whitespace-normal text-left"
          onClick={() => goTo(["steps", step.id])}
        >
          {t("toStep", { step: names.step(step.id) })}
        </Button>
      </p>
    </EditForm>
  );
}

type ChosenProps = {
  sanction: CellSanction;
  action: Action | undefined;
  onChange: (next: CellSanction | null) => void;
};

function Chosen({ sanction, action, onChange }: ChosenProps) {
  const t = useTranslations("policyEdit.cell");
  const names = useDraftNames();
  const term = useTermWords();
  const { view } = useEditor();
  const [isOpen, setIsOpen] = useState(sanction.terms !== null);
  const terms: Terms | null = sanction.terms ?? (action ? termsOf(action) : null);
  return (
    <li className="grid gap-2 border-l-2 border-line pl-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1">
          {sanction.terms?.label ?? names.action(sanction.action)}{" "}
          <span className="text-13 text-ink-soft">{term(sanction.terms ?? action)}</span>
        </span>
        {view.mayEdit ? (
          <>
            <Button size="small" look="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
              {t("otherTerms")}
            </Button>
            <Button
              size="small"
              look="quiet"
              aria-label={t("drop", { name: names.action(sanction.action) })}
              onClick={() => onChange(null)}
            >
              {t("dropShort")}
            </Button>
          </>
        ) : null}
      </div>
      {isOpen && terms ? (
        <TermFields
          value={terms}
          hint={t("termsHint")}
          onChange={(next) => onChange({ action: sanction.action, terms: next })}
        />
      ) : null}
    </li>
  );
}
