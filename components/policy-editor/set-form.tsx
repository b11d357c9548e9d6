"use client";

import { useTranslations } from "next-intl";
import type { EditOperation, Place } from "@/lib/policy/edit/contract";
import { FindingName } from "@/lib/policy/pack.contract";
import { SanctionSet } from "@/lib/policy/sanctions.contract";
import { usePolicyNames } from "../policy/names";
import { Disclosure } from "../ui/disclosure";
import { useEditor, useTyped } from "./editor-context";
import { ChecksField, ChoiceField, TagsField, TextField, YesField } from "./fields";
import { PartSection } from "./part-section";
import { useDraftNames } from "./place-words";

/** Measures that a document lets, or makes, the platform take; what opens them: a severity, a finding, a count. */
export function SetForm({ own }: { own: SanctionSet }) {
  const t = useTranslations("policyEdit.sets");
  const place: Place = ["sets", own.id];
  const { view, goTo } = useEditor();
  const names = useDraftNames();
  const { shown, set, changes, isTouched } = useTyped<SanctionSet>(place.join(" "), own);
  const operations = (): EditOperation[] => {
    const { covers, ...rest } = changes;
    const { versions: _, ...reach } = covers ?? { versions: [] };
    return [{ do: "set.change", id: own.id, change: { ...rest, ...(covers ? { covers: reach } : {}) } as never }];
  };
  return (
    <PartSection
      place={place}
      label={t("form", { id: own.id })}
      heading={own.trigger}
      isTouched={isTouched}
      operations={operations}
      removal={{
        what: t("removeWhat", { id: own.id }),
        label: t("remove"),
        operation: { do: "set.remove", id: own.id },
        onDone: () => goTo(["sets"]),
      }}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label={t("trigger")}
          hint={t("triggerHint")}
          lang="en"
          isLong
          value={shown.trigger}
          onChange={(trigger) => set({ trigger })}
          isRequired
        />
        <TextField
          label={t("triggerZh")}
          lang="zh-Hans"
          isLong
          value={shown.zh?.trigger ?? ""}
          onChange={(trigger) => set({ zh: trigger ? { legalBasis: null, ...shown.zh, trigger } : null })}
        />
      </div>
      <ChoiceField
        className="max-w-md"
        label={t("mode")}
        value={shown.mode}
        options={SanctionSet.shape.mode.options.map((value) => ({ value, label: t(`modes.${value}`) }))}
        onChange={(mode) => set({ mode: SanctionSet.shape.mode.parse(mode) })}
      />
      <ChecksField
        label={t("actions")}
        value={shown.actions}
        options={view.file.sanctions.actions.map(({ id }) => ({ value: id, label: names.action(id) }))}
        onChange={(actions) => set({ actions })}
      />
      <Opens shown={shown} set={set} />
      <Disclosure summary={t("reach")}>
        <Reach shown={shown} set={set} />
      </Disclosure>
    </PartSection>
  );
}

type FieldsProps = { shown: SanctionSet; set: (change: Partial<SanctionSet>) => void };

/** What opens the set; nothing: it is open whenever its clauses are broken. */
function Opens({ shown, set }: FieldsProps) {
  const t = useTranslations("policyEdit.sets");
  const name = usePolicyNames();
  const { counters } = useEditor().view.file.sanctions;
  const put = (change: Partial<NonNullable<SanctionSet["requires"]>>) => {
    const now = { anyOf: [], counter: null, ...shown.requires, ...change };
    set({ requires: now.anyOf.length === 0 && now.counter === null ? null : now });
  };
  return (
    <div className="grid gap-4">
      <ChecksField
        label={t("findings")}
        hint={t("findingsHint")}
        value={shown.requires?.anyOf ?? []}
        options={FindingName.options.map((value) => ({ value, label: name("finding", value) }))}
        onChange={(chosen) => put({ anyOf: FindingName.array().parse(chosen) })}
      />
      <ChoiceField
        className="max-w-md"
        label={t("counter")}
        placeholder={t("noCounter")}
        value={shown.requires?.counter ?? ""}
        options={counters.map(({ id, rule }) => ({ value: id, label: `${id} · ${rule}` }))}
        onChange={(counter) => put({ counter: counter || null })}
      />
      <YesField
        label={t("priorsRepeat")}
        hint={t("priorsRepeatHint")}
        value={shown.priorsRepeat}
        onChange={(priorsRepeat) => set({ priorsRepeat })}
      />
    </div>
  );
}

function Reach({ shown, set }: FieldsProps) {
  const t = useTranslations("policyEdit.sets");
  const { covers } = shown;
  const put = (change: Partial<typeof covers>) => set({ covers: { ...covers, ...change } });
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <TagsField
        label={t("clauses")}
        hint={t("allHint")}
        value={covers.clauses}
        onChange={(clauses) => put({ clauses })}
      />
      <TagsField
        label={t("documents")}
        hint={t("allHint")}
        value={covers.documents}
        onChange={(documents) => put({ documents })}
      />
      <TagsField label={t("roles")} hint={t("allHint")} value={covers.roles} onChange={(roles) => put({ roles })} />
      <TagsField
        label={t("jurisdictions")}
        hint={t("allHint")}
        value={covers.jurisdictions}
        onChange={(jurisdictions) => put({ jurisdictions })}
      />
      <YesField
        label={t("exclusive")}
        hint={t("exclusiveHint")}
        value={shown.exclusive}
        onChange={(exclusive) => set({ exclusive })}
      />
      <TextField
        label={t("legalBasis")}
        value={shown.legalBasis ?? ""}
        onChange={(legalBasis) => set({ legalBasis: legalBasis || null })}
      />
      <TextField label={t("ref")} value={shown.ref ?? ""} onChange={(ref) => set({ ref: ref || null })} />
    </div>
  );
}
