"use client";

import { useTranslations } from "next-intl";
import { restrictionValues } from "@/lib/platform/statement-values.rules";
import type { EditOperation, Place } from "@/lib/policy/edit/contract";
import { FindingName } from "@/lib/policy/pack.contract";
import { Action, Effect } from "@/lib/policy/sanctions.contract";
import { usePolicyNames } from "../policy/names";
import { Disclosure } from "../ui/disclosure";
import { useEditor, useTyped } from "./editor-context";
import { ChecksField, ChoiceField, NumberField, TagsField, TextField, YesField } from "./fields";
import { PartSection } from "./part-section";
import { useDraftNames } from "./place-words";
import { TermChoice } from "./term-fields";

/** One measure: what it does, to what, for how long, what the Transparency Database calls it, and what follows by itself. */
export function ActionForm({ action }: { action: Action }) {
  const t = useTranslations("policyEdit.actions");
  const place: Place = ["actions", action.id];
  const { goTo } = useEditor();
  const { shown, set, changes, isTouched } = useTyped<Action>(place.join(" "), action);
  const operations = (): EditOperation[] => [{ do: "action.change", id: action.id, change: changes as never }];
  const fields: ActionFieldsProps = { shown, set };
  return (
    <PartSection
      place={place}
      label={t("form", { name: action.label })}
      heading={action.label}
      code={action.id}
      isTouched={isTouched}
      operations={operations}
      removal={{
        what: t("removeWhat", { name: action.label }),
        label: t("remove"),
        operation: { do: "action.remove", id: action.id },
        onDone: () => goTo(["actions"]),
      }}
    >
      <ActionWords {...fields} />
      <TermChoice value={shown} onChange={(next) => set(termsChanged(shown, next))} />
      <ActionReport {...fields} />
      <FollowOn {...fields} />
      <Disclosure summary={t("limits")}>
        <ActionLimits {...fields} />
      </Disclosure>
    </PartSection>
  );
}

export type ActionFieldsProps = { shown: Action; set: (change: Partial<Action>) => void };

/** Only what the term fields changed. */
function termsChanged(shown: Action, next: Action): Partial<Action> {
  const { durationDays, indefinite, permanent, termNotStated, points, perInfringement } = next;
  const terms = { durationDays, indefinite, permanent, termNotStated, points, perInfringement };
  return Object.fromEntries(
    Object.entries(terms).filter(([key, value]) => value !== Object.entries(shown).find(([name]) => name === key)?.[1]),
  );
}

function ActionWords({ shown, set }: ActionFieldsProps) {
  const t = useTranslations("policyEdit.actions");
  const names = useTranslations("policyEdit.actions.names");
  const theirs = (change: { hans?: string; hant?: string }) => {
    const words = { hans: "", hant: "", ...shown.labelZh, ...change };
    set({ labelZh: words.hans === "" && words.hant === "" ? null : words });
  };
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <TextField label={t("label")} lang="en" value={shown.label} onChange={(label) => set({ label })} isRequired />
      <TextField label={t("zh")} lang="zh-Hans" value={shown.zh ?? ""} onChange={(zh) => set({ zh: zh || null })} />
      <TextField
        label={t("hans")}
        lang="zh-Hans"
        value={shown.labelZh?.hans ?? ""}
        onChange={(hans) => theirs({ hans })}
      />
      <TextField
        label={t("hant")}
        lang="zh-Hant"
        value={shown.labelZh?.hant ?? ""}
        onChange={(hant) => theirs({ hant })}
      />
      <ChoiceField
        label={t("effect")}
        value={shown.effect}
        options={Effect.options.map((value) => ({ value, label: names(`effect.${value}`) }))}
        onChange={(value) => set({ effect: Effect.parse(value) })}
      />
      <ChoiceField
        label={t("target")}
        value={shown.target}
        options={Action.shape.target.options.map((value) => ({ value, label: names(`target.${value}`) }))}
        onChange={(value) => set({ target: Action.shape.target.parse(value) })}
      />
      <NumberField
        label={t("gravity")}
        hint={t("gravityHint")}
        value={shown.editorial.gravity}
        onChange={(gravity) => set({ editorial: { gravity: gravity ?? 1 } })}
      />
      <TextField label={t("ref")} value={shown.ref ?? ""} onChange={(ref) => set({ ref: ref || null })} />
    </div>
  );
}

/** What the Transparency Database is told of it. */
function ActionReport({ shown, set }: ActionFieldsProps) {
  const t = useTranslations("policyEdit.actions");
  const values = useTranslations("policyEdit.restrictions");
  return (
    <div className="grid gap-4">
      <ChecksField
        label={t("dsa")}
        hint={t("dsaHint")}
        value={shown.dsa}
        options={restrictionValues.map((value) => ({ value, label: values(value) }))}
        onChange={(dsa) => set({ dsa })}
      />
      <YesField label={t("dsaDepends")} value={shown.dsaDepends} onChange={(dsaDepends) => set({ dsaDepends })} />
      <ChoiceField
        className="max-w-md"
        label={t("statement")}
        value={String(shown.needsStatement)}
        options={["true", "false", "depends"].map((value) => ({ value, label: t(`statements.${value}`) }))}
        onChange={(value) => set({ needsStatement: value === "depends" ? value : value === "true" })}
      />
    </div>
  );
}

/** Measures that follow by themselves once this one is taken. */
function FollowOn({ shown, set }: ActionFieldsProps) {
  const t = useTranslations("policyEdit.actions");
  const { actions } = useEditor().view.file.sanctions;
  const names = useDraftNames();
  return (
    <div className="grid gap-4">
      <ChecksField
        label={t("triggers")}
        hint={t("triggersHint")}
        value={shown.triggers}
        options={actions.filter(({ id }) => id !== shown.id).map(({ id }) => ({ value: id, label: names.action(id) }))}
        onChange={(triggers) => set({ triggers })}
      />
      <YesField
        label={t("reEntryBarred")}
        value={shown.reEntryBarred}
        onChange={(reEntryBarred) => set({ reEntryBarred })}
      />
    </div>
  );
}

function ActionLimits({ shown, set }: ActionFieldsProps) {
  const t = useTranslations("policyEdit.actions");
  const name = usePolicyNames();
  const some = (values: string[]) => (values.length > 0 ? values : null);
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 md:grid-cols-3">
        <TagsField
          label={t("roles")}
          hint={t("allHint")}
          value={shown.roles ?? []}
          onChange={(roles) => set({ roles: some(roles) })}
        />
        <TagsField
          label={t("jurisdictions")}
          hint={t("allHint")}
          value={shown.jurisdictions ?? []}
          onChange={(codes) => set({ jurisdictions: some(codes) })}
        />
        <TagsField
          label={t("onlyFor")}
          hint={t("allHint")}
          value={shown.onlyFor ?? []}
          onChange={(refs) => set({ onlyFor: some(refs) })}
        />
      </div>
      <ChecksField
        label={t("requires")}
        hint={t("requiresHint")}
        value={shown.requires?.anyOf ?? []}
        options={FindingName.options.map((value) => ({ value, label: name("finding", value) }))}
        onChange={(chosen) =>
          set({ requires: chosen.length > 0 ? { anyOf: FindingName.array().parse(chosen) } : null })
        }
      />
      <YesField
        label={t("penalty")}
        hint={t("penaltyHint")}
        value={shown.penalty}
        onChange={(penalty) => set({ penalty })}
      />
      <TextField label={t("note")} isLong value={shown.note ?? ""} onChange={(note) => set({ note: note || null })} />
    </div>
  );
}
