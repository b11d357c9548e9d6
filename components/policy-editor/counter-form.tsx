"use client";

import { useTranslations } from "next-intl";
import type { EditOperation, Place } from "@/lib/policy/edit/contract";
import type { Counter } from "@/lib/policy/sanctions.contract";
import { useEditor, useTyped } from "./editor-context";
import { ChecksField, NumberField, TagsField, TextField, YesField } from "./fields";
import { PartSection } from "./part-section";

/** What is counted, up to where, whether the present one counts, and when a violation stops counting. */
export function CounterForm({ counter }: { counter: Counter }) {
  const t = useTranslations("policyEdit.counters");
  const place: Place = ["counters", counter.id];
  const { view, goTo } = useEditor();
  const { shown, set, changes, isTouched } = useTyped<Counter>(place.join(" "), counter);
  const operations = (): EditOperation[] => [{ do: "counter.change", id: counter.id, change: changes as never }];
  const rows = view.file.sanctions.table?.rows ?? [];
  return (
    <PartSection
      place={place}
      label={t("form", { id: counter.id })}
      heading={t("form", { id: counter.id })}
      isTouched={isTouched}
      operations={operations}
      removal={{
        what: t("removeWhat", { id: counter.id }),
        label: t("remove"),
        operation: { do: "counter.remove", id: counter.id },
        onDone: () => goTo(["counters"]),
      }}
    >
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
    </PartSection>
  );
}
