"use client";

import { useTranslations } from "next-intl";
import { ReporterRelation } from "@/lib/policy/pack.contract";
import { usePolicyNames } from "../policy/names";
import type { ClauseFieldsProps } from "./clause-form";
import { useEditor } from "./editor-context";
import { ChecksField, ChoiceField, NumberField, TagsField, TextField, YesField } from "./fields";

/** Whom and what the clause reaches, what must be found, and what it leads to. */
export function ClauseReachFields({ shown, set }: ClauseFieldsProps) {
  const t = useTranslations("policyEdit.clause");
  const { file, surfaces } = useEditor().view;
  const { appliesTo, jurisdiction } = shown;
  const reach = (change: Partial<typeof appliesTo>) => set({ appliesTo: { ...appliesTo, ...change } });
  const place = (change: Partial<NonNullable<typeof jurisdiction>>) => {
    const now = { limitedTo: null, legalBasis: null, note: null, ...jurisdiction, ...change };
    const isEmpty = now.limitedTo === null && !now.legalBasis && !now.note;
    set({ jurisdiction: isEmpty ? null : { ...now, legalBasis: now.legalBasis || null, note: now.note || null } });
  };
  const others = file.clauses
    .filter(({ ref }) => ref !== shown.ref)
    .map(({ ref, title }) => ({ value: ref, label: `${ref} ${title}` }));
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 md:grid-cols-2">
        <TagsField
          label={t("roles")}
          hint={t("anyHint")}
          value={appliesTo.roles}
          onChange={(roles) => reach({ roles })}
        />
        <TagsField
          label={t("surfaces")}
          hint={surfaces.length > 0 ? t("surfacesHint", { surfaces: surfaces.join(", ") }) : t("anyHint")}
          value={appliesTo.surfaces}
          onChange={(surfaces) => reach({ surfaces })}
        />
        <TagsField
          label={t("suggestTo")}
          hint={t("suggestToHint")}
          value={appliesTo.suggestTo ?? []}
          onChange={(roles) => reach({ suggestTo: roles.length > 0 ? roles : null })}
        />
        <TagsField
          label={t("countries")}
          hint={t("countriesHint")}
          value={jurisdiction?.limitedTo ?? []}
          onChange={(codes) => place({ limitedTo: codes.length > 0 ? codes.map((code) => code.toUpperCase()) : null })}
        />
        <TextField
          label={t("legalBasis")}
          value={jurisdiction?.legalBasis ?? ""}
          onChange={(legalBasis) => place({ legalBasis })}
        />
        <TextField label={t("countryNote")} value={jurisdiction?.note ?? ""} onChange={(note) => place({ note })} />
      </div>
      <NeedsFields shown={shown} set={set} others={others} />
      <ChecksField
        label={t("rows")}
        hint={t("rowsHint")}
        value={shown.rows.map(String)}
        options={(file.sanctions.table?.rows ?? []).map(({ item, ref }) => ({
          value: String(item),
          label: `${item} · ${ref}`,
        }))}
        onChange={(rows) => set({ rows: rows.map(Number) })}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <ChoiceField
          label={t("exceptionsFrom")}
          placeholder={t("none")}
          value={shown.exceptionsFrom ?? ""}
          options={others}
          onChange={(ref) => set({ exceptionsFrom: ref || null })}
        />
        <TagsField label={t("related")} value={shown.related} onChange={(related) => set({ related })} />
        <TextField label={t("note")} isLong value={shown.note ?? ""} onChange={(note) => set({ note: note || null })} />
        <TextField
          label={t("warning")}
          isLong
          value={shown.warning ?? ""}
          onChange={(warning) => set({ warning: warning || null })}
        />
        <TextField
          label={t("section")}
          hint={t("sectionHint")}
          value={shown.source.section}
          onChange={(section) => set({ source: { ...shown.source, section } })}
        />
      </div>
    </div>
  );
}

type NeedsProps = ClauseFieldsProps & { others: readonly { value: string; label: string }[] };

/** Elements that a finding can deny: malice, a number of messages, who reported. */
function NeedsFields({ shown, set, others }: NeedsProps) {
  const t = useTranslations("policyEdit.clause");
  const name = usePolicyNames();
  const { needs } = shown;
  const put = (change: Partial<typeof needs>) => set({ needs: { ...needs, ...change } });
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <YesField
        label={t("malice")}
        value={needs.malice !== null}
        onChange={(is) => put({ malice: is ? { otherwise: null } : null })}
      />
      {needs.malice ? (
        <ChoiceField
          label={t("maliceOtherwise")}
          placeholder={t("none")}
          value={needs.malice.otherwise ?? ""}
          options={others}
          onChange={(ref) => put({ malice: { otherwise: ref || null } })}
        />
      ) : null}
      <NumberField
        label={t("repeats")}
        hint={t("repeatsHint")}
        min={2}
        value={needs.repeats?.atLeast ?? null}
        onChange={(atLeast) => put({ repeats: atLeast === null ? null : { atLeast } })}
      />
      <ChecksField
        label={t("reporter")}
        value={needs.reporter?.relations ?? []}
        options={ReporterRelation.options.map((value) => ({ value, label: name("relation", value) }))}
        onChange={(chosen) =>
          put({ reporter: chosen.length > 0 ? { relations: ReporterRelation.array().parse(chosen) } : null })
        }
      />
    </div>
  );
}
