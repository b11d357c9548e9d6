"use client";

import { useTranslations } from "next-intl";
import type { EditOperation } from "@/lib/policy/edit/contract";
import { Action, Effect } from "@/lib/policy/sanctions.contract";
import { useEditor, useTyped } from "./editor-context";
import { ChecksField, ChoiceField, NumberField, TextField } from "./fields";
import { useDraftNames } from "./place-words";
import { ToolForm } from "./tool-form";

type Own = { onClose: () => void };

export function AddAction({ onClose }: Own) {
  const t = useTranslations("policyEdit.actions");
  const { goTo } = useEditor();
  const empty = {
    id: "",
    label: "",
    effect: "suspend" as Action["effect"],
    target: "account" as Action["target"],
    gravity: 5,
  };
  const { shown, set, isTouched } = useTyped("action add", empty);
  const id = shown.id.trim();
  const restricts = !["warn", "point", "refer", "other"].includes(shown.effect);
  const operations = (): EditOperation[] => [
    {
      do: "action.add",
      action: {
        ...{ id, ref: null, label: shown.label, labelZh: null, zh: null, target: shown.target, effect: shown.effect },
        ...{ dsa: [], dsaDepends: false, needsStatement: restricts, roles: null, jurisdictions: null, onlyFor: null },
        ...{ requires: null, durationDays: null, termNotStated: false, indefinite: false, permanent: false },
        ...{ reEntryBarred: false, points: null, perInfringement: false, triggers: [], penalty: true, note: null },
        editorial: { gravity: shown.gravity },
      },
    },
  ];
  return (
    <ToolForm
      formKey="action add"
      label={t("add")}
      operations={operations}
      isTouched={isTouched}
      onClose={onClose}
      onDone={() => goTo(["actions", id])}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label={t("label")} lang="en" value={shown.label} onChange={(label) => set({ label })} isRequired />
        <TextField
          label={t("id")}
          hint={t("idHint")}
          value={shown.id}
          onChange={(value) => set({ id: value })}
          isRequired
        />
        <ChoiceField
          label={t("effect")}
          value={shown.effect}
          options={Effect.options.map((value) => ({ value, label: t(`names.effect.${value}`) }))}
          onChange={(value) => set({ effect: Effect.parse(value) })}
        />
        <ChoiceField
          label={t("target")}
          value={shown.target}
          options={Action.shape.target.options.map((value) => ({ value, label: t(`names.target.${value}`) }))}
          onChange={(value) => set({ target: Action.shape.target.parse(value) })}
        />
      </div>
      <NumberField
        label={t("gravity")}
        hint={t("gravityHint")}
        value={shown.gravity}
        onChange={(gravity) => set({ gravity: gravity ?? 1 })}
      />
    </ToolForm>
  );
}

export function AddCounter({ onClose }: Own) {
  const t = useTranslations("policyEdit.counters");
  const { goTo } = useEditor();
  const { shown, set, isTouched } = useTyped("counter add", { id: "", rule: "", threshold: 2 });
  const id = shown.id.trim();
  const operations = (): EditOperation[] => [
    {
      do: "counter.add",
      counter: {
        id,
        rule: shown.rule,
        threshold: shown.threshold,
        items: [],
        clauses: [],
        includesCurrent: true,
        windowDays: null,
      },
    },
  ];
  return (
    <ToolForm
      formKey="counter add"
      label={t("add")}
      operations={operations}
      isTouched={isTouched}
      onClose={onClose}
      onDone={() => goTo(["counters", id])}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label={t("id")}
          hint={t("idHint")}
          value={shown.id}
          onChange={(value) => set({ id: value })}
          isRequired
        />
        <NumberField
          label={t("threshold")}
          value={shown.threshold}
          onChange={(threshold) => set({ threshold: threshold ?? 1 })}
        />
      </div>
      <TextField
        label={t("rule")}
        hint={t("ruleHint")}
        lang="en"
        isLong
        value={shown.rule}
        onChange={(rule) => set({ rule })}
        isRequired
      />
    </ToolForm>
  );
}

export function AddSet({ onClose }: Own) {
  const t = useTranslations("policyEdit.sets");
  const { view, goTo } = useEditor();
  const names = useDraftNames();
  const { shown, set, isTouched } = useTyped("set add", { id: "", trigger: "", actions: [] as string[] });
  const id = shown.id.trim();
  const operations = (): EditOperation[] => [
    {
      do: "set.add",
      set: {
        ...{
          id,
          ref: null,
          trigger: shown.trigger,
          requires: null,
          priorsRepeat: false,
          mode: "choice",
          exclusive: false,
        },
        ...{ legalBasis: null, actions: [...shown.actions], zh: null },
        covers: { documents: [], clauses: [], roles: [], jurisdictions: [] },
      },
    },
  ];
  return (
    <ToolForm
      formKey="set add"
      label={t("add")}
      operations={operations}
      isTouched={isTouched}
      onClose={onClose}
      onDone={() => goTo(["sets", id])}
    >
      <TextField
        label={t("id")}
        hint={t("idHint")}
        value={shown.id}
        onChange={(value) => set({ id: value })}
        isRequired
      />
      <TextField
        label={t("trigger")}
        hint={t("triggerHint")}
        lang="en"
        isLong
        value={shown.trigger}
        onChange={(trigger) => set({ trigger })}
        isRequired
      />
      <ChecksField
        label={t("actions")}
        value={shown.actions}
        options={view.file.sanctions.actions.map((action) => ({ value: action.id, label: names.action(action.id) }))}
        onChange={(actions) => set({ actions })}
      />
    </ToolForm>
  );
}
