"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Place } from "@/lib/policy/edit/contract";
import { rolesOf } from "@/lib/policy/edit/table.rules";
import type { PenaltyTable } from "@/lib/policy/sanctions.contract";
import { Button } from "../ui/button";
import { ConfirmButton } from "../ui/confirm";
import { EmptyState } from "../ui/empty-state";
import { CellEditor } from "./cell-editor";
import { UnsentNotice } from "./edit-form";
import { useEditor } from "./editor-context";
import { PenaltyGrid } from "./penalty-grid";
import { useDraftNames, usePlaceWords } from "./place-words";
import { RowEditor } from "./row-editor";
import { StepEditor } from "./step-editor";
import { AddRole, AddRow, AddStep, RenameRole, StartTable } from "./table-forms";

/** The penalty table: the grid, and under it the editor of what was opened in it. */
export function TablePart() {
  const t = useTranslations("policyEdit.table");
  const { view, at, goTo, say } = useEditor();
  const where = usePlaceWords();
  const [returned, setReturned] = useState(0);
  const [adding, setAdding] = useState<"row" | "step" | "role" | "rename" | "start" | null>(null);
  const { table } = view.file.sanctions;
  const open: Place | null = (at[0] === "rows" || at[0] === "steps") && at[1] ? at : null;
  const close = () => {
    setAdding(null);
    goTo(["table"]);
    setReturned((times) => times + 1);
  };
  if (!table)
    return adding === "start" ? (
      <StartTable onClose={() => setAdding(null)} />
    ) : (
      <EmptyState
        title={t("none")}
        actions={view.mayEdit ? <Button onClick={() => setAdding("start")}>{t("start")}</Button> : null}
      >
        {t("noneText")}
      </EmptyState>
    );
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
      <p id="grid-keys" className="max-w-[72ch] text-13 text-ink-soft">
        {t("keys")}
      </p>
      <PenaltyGrid
        key={view.id}
        table={table}
        open={open}
        returned={returned}
        onOpen={(place) => {
          setAdding(null);
          goTo(place);
          say(t("opened", { place: where(place) }));
        }}
      />
      {open ? <OpenPlace key={open.join(" ")} table={table} place={open} onClose={close} /> : null}
      {view.mayEdit ? (
        <div className="flex flex-wrap gap-2">
          {(["row", "step", "role"] as const).map((kind) => (
            <Button
              key={kind}
              size="small"
              aria-expanded={adding === kind}
              onClick={() => setAdding(adding === kind ? null : kind)}
            >
              {t(`add.${kind}`)}
            </Button>
          ))}
          <Button
            size="small"
            aria-expanded={adding === "rename"}
            onClick={() => setAdding(adding === "rename" ? null : "rename")}
          >
            {t("renameRole")}
          </Button>
          <RemoveColumns table={table} />
        </div>
      ) : null}
      {adding === "row" ? <AddRow table={table} onClose={close} /> : null}
      {adding === "step" ? <AddStep table={table} onClose={close} /> : null}
      {adding === "rename" ? <RenameRole table={table} onClose={close} /> : null}
      {adding === "role" ? <AddRole table={table} onClose={close} /> : null}
    </div>
  );
}

/** A role's columns go, or the whole table. */
function RemoveColumns({ table }: { table: PenaltyTable }) {
  const t = useTranslations("policyEdit.table");
  const { edit } = useEditor();
  const where = usePlaceWords();
  const names = useDraftNames();
  const roles = rolesOf(table);
  return (
    <>
      {roles.length > 1
        ? roles.map((role) => (
            <ConfirmButton
              key={role}
              size="small"
              look="quiet"
              what={t("removeRoleWhat", { role: names.role(role) })}
              confirm={t("removeRole", { role: names.role(role) })}
              onConfirm={() => edit("remove columns", [{ do: "role.remove", role }])}
            >
              {t("removeRole", { role: names.role(role) })}
            </ConfirmButton>
          ))
        : null}
      <ConfirmButton
        size="small"
        look="quiet"
        what={t("endWhat", { place: where(["table"]) })}
        confirm={t("end")}
        onConfirm={() => edit("remove columns", [{ do: "table.end" }])}
      >
        {t("end")}
      </ConfirmButton>
      <UnsentNotice formKey="remove columns" />
    </>
  );
}

type OpenProps = { table: PenaltyTable; place: Place; onClose: () => void };

/** The editor of a cell, a row or a step; it has the focus when it opens, and Escape leads back to the grid. */
function OpenPlace({ table, place, onClose }: OpenProps) {
  const [list, key = "", , role, stepId] = place;
  const where = usePlaceWords();
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const first = box.current?.querySelector<HTMLElement>("select:not(:disabled), input:not(:disabled), button");
    first?.focus();
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const row = list === "rows" ? table.rows.find(({ item }) => String(item) === key) : undefined;
  const leader = row && table.rows.find(({ item }) => item === row.cellsFrom);
  const step = table.steps.find(({ id }) => id === (list === "steps" ? key : stepId));
  return (
    <fieldset
      ref={box}
      aria-label={where(place)}
      data-panel=""
      className="min-w-0 rounded-md border border-line bg-surface p-4"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      {list === "steps" && step ? <StepEditor table={table} step={step} onClose={onClose} /> : null}
      {leader && !role ? <RowEditor table={table} row={leader} onClose={onClose} /> : null}
      {leader && role && step ? <CellEditor item={leader.item} role={role} step={step} onClose={onClose} /> : null}
    </fieldset>
  );
}
