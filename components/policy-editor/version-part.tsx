"use client";

import { useTranslations } from "next-intl";
import type { EditOperation } from "@/lib/policy/edit/contract";
import type { PolicyVersion } from "@/lib/policy/pack.contract";
import { useDay } from "../policy/names";
import { planAnchor } from "../policy-desk/addresses.rules";
import { TextLink } from "../ui/text-link";
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
        <PlannedDays />
        <DayField
          label={t("to")}
          hint={`${t("toHint")} ${t("zone", { zone: file.zone })}`}
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

/** The days that the plan under the editor sets: read here, so that there is one place to write them. */
function PlannedDays() {
  const t = useTranslations("policyEdit.version");
  const day = useDay();
  const { announced, effectiveFrom } = useEditor().view.file.version;
  return (
    <div className="grid content-start gap-2 md:col-span-2">
      <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {[["from", effectiveFrom] as const, ["announced", announced] as const].map(([key, value]) => (
          <div key={key}>
            <dt className="font-medium">{t(key)}</dt>
            <dd>{value ? day(value) : <span className="text-ink-soft">{t("noFrom")}</span>}</dd>
          </div>
        ))}
      </dl>
      <p className="text-13 text-ink-soft">
        {t("elsewhere")} <TextLink href={`#${planAnchor}`}>{t("toPlan")}</TextLink>
      </p>
    </div>
  );
}
