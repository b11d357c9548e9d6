"use client";

import { useTranslations } from "next-intl";
import type { EditOperation } from "@/lib/policy/edit/contract";
import { isKnownRole } from "@/lib/policy/edit/roles.rules";
import { rolesOf } from "@/lib/policy/edit/table.rules";
import type { PenaltyTable } from "@/lib/policy/sanctions.contract";
import { useListed } from "../policy/names";
import { useEditor, useTyped } from "./editor-context";
import { ChoiceField, NumberField, TextField } from "./fields";
import { useDraftNames } from "./place-words";
import { ToolForm } from "./tool-form";

type Own = { onClose: () => void };

/** Clauses that a row may be: any of the draft's, its own words first. */
function useClauseOptions() {
  const { clauses } = useEditor().view.file;
  const names = useDraftNames();
  return clauses.map(({ ref }) => ({ value: ref, label: `${ref} ${names.clause(ref)}` }));
}

type RoleProps = { value: string; onChange: (role: string) => void; taken?: readonly string[]; label?: string };

/** One of the platform's roles, or everybody; a platform that names none takes any word. */
function RoleField({ value, onChange, taken = [], label }: RoleProps) {
  const t = useTranslations("policyEdit.table");
  const { roles } = useEditor().view;
  const names = useDraftNames();
  const listed = useListed();
  const own = { label: label ?? t("firstRole"), value, onChange, isRequired: true };
  if (roles.length === 0) return <TextField {...own} hint={t("roleHint")} />;
  const offered = [...roles, "any"].filter((role) => !taken.includes(role));
  return (
    <ChoiceField
      {...own}
      hint={t("rolesHint", { roles: listed(roles.map(names.role)) })}
      placeholder={t("choose")}
      options={offered.map((role) => ({ value: role, label: names.role(role) }))}
    />
  );
}

export function StartTable({ onClose }: Own) {
  const t = useTranslations("policyEdit.table");
  const { file } = useEditor().view;
  const options = useClauseOptions();
  const { shown, set, isTouched } = useTyped("table start", { title: "", ref: "", role: "", step: "" });
  const operations = (): EditOperation[] => [
    {
      do: "table.start",
      ...{
        title: shown.title,
        document: file.version.documents[0] ?? "",
        role: shown.role,
        row: { item: 1, ref: shown.ref },
      },
      step: { id: "base", label: shown.step, counter: null, finding: null, needsEvidence: false, definition: null },
    },
  ];
  return (
    <ToolForm formKey="table start" label={t("start")} operations={operations} isTouched={isTouched} onClose={onClose}>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label={t("title")} lang="en" value={shown.title} onChange={(title) => set({ title })} isRequired />
        <ChoiceField
          label={t("firstRow")}
          placeholder={t("choose")}
          value={shown.ref}
          options={options}
          onChange={(ref) => set({ ref })}
          isRequired
        />
        <RoleField value={shown.role} onChange={(role) => set({ role })} />
        <TextField label={t("firstStep")} lang="en" value={shown.step} onChange={(step) => set({ step })} isRequired />
      </div>
    </ToolForm>
  );
}

export function AddRow({ table, onClose }: Own & { table: PenaltyTable }) {
  const t = useTranslations("policyEdit");
  const options = useClauseOptions();
  const next = Math.max(0, ...table.rows.map(({ item }) => item)) + 1;
  const { shown, set, isTouched } = useTyped("row add", { item: next as number | null, ref: "", like: "" });
  const operations = (): EditOperation[] => [
    {
      do: "row.add",
      ...{ item: shown.item ?? next, ref: shown.ref, like: shown.like ? Number(shown.like) : null },
      after: table.rows.at(-1)?.item ?? null,
    },
  ];
  return (
    <ToolForm
      formKey="row add"
      label={t("table.add.row")}
      operations={operations}
      isTouched={isTouched}
      onClose={onClose}
    >
      <div className="grid gap-4 md:grid-cols-3">
        <ChoiceField
          label={t("row.ref")}
          placeholder={t("table.choose")}
          value={shown.ref}
          options={options}
          onChange={(ref) => set({ ref })}
          isRequired
        />
        <NumberField
          label={t("row.item")}
          hint={t("row.itemHint")}
          value={shown.item}
          onChange={(item) => set({ item })}
          isRequired
        />
        <ChoiceField
          label={t("row.like")}
          placeholder={t("row.own")}
          value={shown.like}
          options={table.rows
            .filter((row) => row.cellsFrom === row.item)
            .map(({ item, ref }) => ({ value: String(item), label: t("row.asRow", { item, ref }) }))}
          onChange={(like) => set({ like })}
        />
      </div>
    </ToolForm>
  );
}

export function AddStep({ table, onClose }: Own & { table: PenaltyTable }) {
  const t = useTranslations("policyEdit");
  const { shown, set, isTouched } = useTyped("step add", { id: "", label: "" });
  const operations = (): EditOperation[] => [
    {
      do: "step.add",
      step: { id: shown.id, label: shown.label, counter: null, finding: null, needsEvidence: false, definition: null },
      after: table.steps.at(-1)?.id ?? null,
    },
  ];
  return (
    <ToolForm
      formKey="step add"
      label={t("table.add.step")}
      operations={operations}
      isTouched={isTouched}
      onClose={onClose}
    >
      <p className="max-w-[68ch] text-13 text-ink-soft">{t("step.addHint")}</p>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          label={t("step.id")}
          hint={t("actions.idHint")}
          value={shown.id}
          onChange={(id) => set({ id })}
          isRequired
        />
        <TextField
          label={t("step.name")}
          lang="en"
          value={shown.label}
          onChange={(label) => set({ label })}
          isRequired
        />
      </div>
    </ToolForm>
  );
}

export function AddRole({ table, onClose }: Own & { table: PenaltyTable }) {
  const t = useTranslations("policyEdit.table");
  const { shown, set, isTouched } = useTyped("role add", { role: "" });
  const taken = rolesOf(table);
  return (
    <ToolForm
      formKey="role add"
      label={t("add.role")}
      operations={() => [{ do: "role.add", role: shown.role }]}
      isTouched={isTouched}
      onClose={onClose}
    >
      <RoleField value={shown.role} taken={taken} onChange={(role) => set({ role })} />
    </ToolForm>
  );
}

/** Gives the columns of one role to another: of a heading that an import could not place, to the role that it means. */
export function RenameRole({ table, onClose }: Own & { table: PenaltyTable }) {
  const t = useTranslations("policyEdit.table");
  const { roles } = useEditor().view;
  const names = useDraftNames();
  const taken = rolesOf(table);
  const unknown = taken.filter((role) => !isKnownRole(role, roles));
  const { shown, set, isTouched } = useTyped("role rename", { role: unknown[0] ?? taken[0] ?? "", to: "" });
  return (
    <ToolForm
      formKey="role rename"
      label={t("renameRole")}
      operations={() => [{ do: "role.rename", role: shown.role, to: shown.to }]}
      isTouched={isTouched}
      onClose={onClose}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <ChoiceField
          label={t("renameFrom")}
          value={shown.role}
          options={taken.map((role) => ({
            value: role,
            label: unknown.includes(role) ? t("unknownRole", { role: names.role(role) }) : names.role(role),
          }))}
          onChange={(role) => set({ role })}
          isRequired
        />
        <RoleField label={t("renameTo")} value={shown.to} taken={taken} onChange={(to) => set({ to })} />
      </div>
    </ToolForm>
  );
}
