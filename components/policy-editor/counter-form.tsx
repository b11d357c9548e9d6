"use client";

import { useTranslations } from "next-intl";
import type { EditOperation } from "@/lib/policy/edit/contract";
import type { Counter } from "@/lib/policy/sanctions.contract";
import { ConfirmButton } from "../ui/confirm";
import { EditForm, ProblemsHere, UnsentNotice } from "./edit-form";
import { useEditor, useTyped } from "./editor-context";
import { ChecksField, NumberField, TagsField, TextField, YesField } from "./fields";

/** What is counted, up to where, whether the present one counts, and when a violation stops counting. */
export function CounterForm({ counter }: { counter: Counter }) {
  const t = useTranslations("policyEdit.counters");
  const key = `counters ${counter.id}`;
  const { view, edit, goTo } = useEditor();
  const { shown, set, changes, isTouched } = useTyped<Counter>(key, counter);
  const operations = (): EditOperation[] => [{ do: "counter.change", id: counter.id, change: changes as never }];
  const rows = view.file.sanctions.table?.rows ?? [];
  return (
    <section aria-label={t("form", { id: counter.id })} className="grid min-w-0 content-start gap-4">
      <h2 className="text-16 font-semibold">{t("form", { id: counter.id })}</h2>
      <ProblemsHere place={["counters", counter.id]} />
      <EditForm formKey={key} label={t("form", { id: counter.id })} isTouched={isTouched} operations={operations}>
        <TextField
          label={t("rule")}
          hint={t("ruleHint")}
          lang="en"
          isLong
          value={shown.rule}
          onChange={(rule) => set({ rule })}
          isRequired
        />
        <div className="grid gap-4 md:grid-cols-2">
          <NumberField
            label={t("threshold")}
            hint={t("thresholdHint")}
            value={shown.threshold}
            onChange={(threshold) => set({ threshold: threshold ?? 1 })}
          />
          <NumberField
            label={t("window")}
            hint={t("windowHint")}
            value={shown.windowDays}
            onChange={(windowDays) => set({ windowDays })}
          />
        </div>
        <YesField
          label={t("includesCurrent")}
          value={shown.includesCurrent}
          onChange={(includesCurrent) => set({ includesCurrent })}
        />
        <p className="text-13 text-ink-soft">
          {t("arithmetic", { first: shown.includesCurrent ? shown.threshold : shown.threshold + 1 })}
        </p>
        {rows.length > 0 ? (
          <ChecksField
            label={t("items")}
            value={shown.items.map(String)}
            options={rows.map(({ item, ref }) => ({ value: String(item), label: `${item} · ${ref}` }))}
            onChange={(items) => set({ items: items.map(Number) })}
          />
        ) : null}
        <TagsField
          label={t("clauses")}
          hint={t("clausesHint")}
          value={shown.clauses}
          onChange={(clauses) => set({ clauses })}
        />
      </EditForm>
      {view.mayEdit ? (
        <div>
          <ConfirmButton
            size="small"
            what={t("removeWhat", { id: counter.id })}
            confirm={t("remove")}
            onConfirm={() =>
              edit(`remove ${key}`, [{ do: "counter.remove", id: counter.id }], () => goTo(["counters"]))
            }
          >
            {t("remove")}
          </ConfirmButton>
        </div>
      ) : null}
      <UnsentNotice formKey={`remove ${key}`} />
    </section>
  );
}
