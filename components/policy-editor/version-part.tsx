"use client";

import { useTranslations } from "next-intl";
import type { EditOperation } from "@/lib/policy/edit/contract";
import type { PolicyVersion } from "@/lib/policy/pack.contract";
import { DocumentForm } from "./document-form";
import { useEditor, useTyped } from "./editor-context";
import { DayField, TagsField, TextField } from "./fields";
import { PartSection } from "./part-section";

/** The version as a whole: its id, its name in every language, its days, whom it addresses; and its documents. */
export function VersionPart() {
  const { file } = useEditor().view;
  return (
    <div className="grid max-w-4xl content-start gap-8">
      <VersionForm />
      <VersionIdForm />
      {file.documents.map((document) => (
        <DocumentForm key={document.id} document={document} />
      ))}
    </div>
  );
}

/** The id stands in addresses, letters and exports: it can be chosen until the version is published. */
function VersionIdForm() {
  const t = useTranslations("policyEdit.version");
  const { file } = useEditor().view;
  const { shown, set, isTouched } = useTyped<{ id: string }>("version id", { id: file.version.id });
  const operations = (): EditOperation[] => [{ do: "version.rename", to: shown.id }];
  return (
    <PartSection
      place={["version", "id"]}
      label={t("idForm")}
      heading={t("idForm")}
      isTouched={isTouched}
      operations={operations}
    >
      <TextField
        label={t("id")}
        hint={t("idHint")}
        className="max-w-80"
        value={shown.id}
        onChange={(id) => set({ id })}
        isRequired
      />
    </PartSection>
  );
}

/** Its name, its days and whom it addresses. */
function VersionForm() {
  const t = useTranslations("policyEdit.version");
  const { file } = useEditor().view;
  const { shown, set, changes, isTouched } = useTyped<PolicyVersion>("version", file.version);
  const operations = (): EditOperation[] => [{ do: "version.change", change: changes as never }];
  return (
    <PartSection
      place={["version"]}
      label={t("form")}
      heading={t("form")}
      isTouched={isTouched}
      operations={operations}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label={t("label")} lang="en" value={shown.label} onChange={(label) => set({ label })} isRequired />
        <TextField
          label={t("labelZh")}
          lang="zh-Hans"
          value={shown.zh?.label ?? ""}
          onChange={(label) => set({ zh: label ? { textNote: null, basis: null, ...shown.zh, label } : null })}
        />
        <DayField
          label={t("announced")}
          hint={t("zone", { zone: file.zone })}
          value={shown.announced}
          onChange={(announced) => set({ announced })}
        />
        <DayField
          label={t("from")}
          hint={t("fromHint")}
          value={shown.effectiveFrom}
          onChange={(effectiveFrom) => set({ effectiveFrom })}
        />
        <DayField
          label={t("to")}
          hint={t("toHint")}
          value={shown.effectiveTo}
          onChange={(effectiveTo) => set({ effectiveTo })}
        />
        <TagsField
          label={t("roles")}
          hint={t("rolesHint")}
          value={shown.roles ?? []}
          onChange={(roles) => set({ roles: roles.length > 0 ? roles : null })}
        />
        <TextField label={t("basis")} isLong value={shown.basis} onChange={(basis) => set({ basis })} />
        <TextField
          label={t("textNote")}
          isLong
          value={shown.textNote ?? ""}
          onChange={(textNote) => set({ textNote: textNote || null })}
        />
      </div>
    </PartSection>
  );
}
