"use client";

import { useTranslations } from "next-intl";
import type { EditOperation } from "@/lib/policy/edit/contract";
import type { PenaltyTable, Row } from "@/lib/policy/sanctions.contract";
import { Button } from "../ui/button";
import { ConfirmButton } from "../ui/confirm";
import { EditForm, ProblemsHere, UnsentNotice } from "./edit-form";
import { useEditor, useTyped } from "./editor-context";
import { ChoiceField, NumberField } from "./fields";
import { useDraftNames } from "./place-words";

type Props = { table: PenaltyTable; row: Row; onClose: () => void };

/** The group of rows that share cells, row by row: number, clause, whose cells, place. */
export function RowEditor({ table, row, onClose }: Props) {
  const group = table.rows.filter(({ cellsFrom }) => cellsFrom === row.item);
  return (
    <div className="grid gap-6">
      {group.map((member) => (
        <OneRow key={member.item} table={table} row={member} onClose={onClose} />
      ))}
    </div>
  );
}

function OneRow({ table, row, onClose }: Props) {
  const t = useTranslations("policyEdit.row");
  const { view, edit } = useEditor();
  const names = useDraftNames();
  const key = `rows ${row.item}`;
  const stored = { item: row.item as number | null, ref: row.ref, like: row.cellsFrom };
  const { shown, set, changes, isTouched } = useTyped(key, stored);
  const operations = (): EditOperation[] => {
    const { item, ...change } = changes;
    const rename: EditOperation[] = item ? [{ do: "row.rename", item: row.item, to: item }] : [];
    const now = item ?? row.item;
    const rest: EditOperation[] = Object.keys(change).length > 0 ? [{ do: "row.change", item: now, change }] : [];
    return [...rename, ...rest];
  };
  const index = table.rows.indexOf(row);
  const move = (to: number) => edit(key, [{ do: "row.move", item: row.item, after: table.rows[to]?.item ?? null }]);
  const others = table.rows.filter((other) => other.cellsFrom === other.item && other.item !== row.item);
  return (
    <EditForm
      formKey={key}
      label={t("label", { item: row.item })}
      isTouched={isTouched}
      operations={operations}
      onCancel={onClose}
    >
      <h3 className="font-semibold">{t("label", { item: row.item })}</h3>
      <ProblemsHere place={["rows", String(row.item)]} isExact />
      <div className="grid gap-4 md:grid-cols-3">
        <NumberField
          label={t("item")}
          hint={t("itemHint")}
          value={shown.item}
          onChange={(item) => set({ item })}
          isRequired
        />
        <ChoiceField
          label={t("ref")}
          value={shown.ref}
          options={view.file.clauses.map(({ ref }) => ({ value: ref, label: `${ref} ${names.clause(ref)}` }))}
          onChange={(ref) => set({ ref })}
        />
        <ChoiceField
          label={t("like")}
          value={String(shown.like)}
          options={[
            { value: String(row.item), label: t("own") },
            ...others.map(({ item, ref }) => ({ value: String(item), label: t("asRow", { item, ref }) })),
          ]}
          onChange={(like) => set({ like: Number(like) })}
        />
      </div>
      {view.mayEdit ? (
        <div className="flex flex-wrap gap-2">
          <Button size="small" disabled={index === 0} onClick={() => move(index - 2)}>
            {t("up")}
          </Button>
          <Button size="small" disabled={index === table.rows.length - 1} onClick={() => move(index + 1)}>
            {t("down")}
          </Button>
          <ConfirmButton
            size="small"
            what={t("removeWhat", { item: row.item })}
            confirm={t("remove")}
            onConfirm={() => edit(`remove ${key}`, [{ do: "row.remove", item: row.item }], onClose)}
          >
            {t("remove")}
          </ConfirmButton>
        </div>
      ) : null}
      <UnsentNotice formKey={`remove ${key}`} />
    </EditForm>
  );
}
