"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ActionForm } from "./action-form";
import { AddAction } from "./add-forms";
import { useEditor } from "./editor-context";
import { PartList } from "./part-list";
import { useDraftNames } from "./place-words";
import { useTermWords } from "./term-words";

/** The platform's own list of measures. */
export function ActionsPart() {
  const t = useTranslations("policyEdit.actions");
  const { view, at } = useEditor();
  const { actions } = view.file.sanctions;
  const names = useDraftNames();
  const term = useTermWords();
  const [isAdding, setIsAdding] = useState(false);
  const action = actions.find(({ id }) => at[0] === "actions" && id === at[1]);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <PartList
        list="actions"
        label={t("list")}
        empty={t("none")}
        items={actions.map((one) => ({ id: one.id, name: names.action(one.id), remark: term(one) }))}
      >
        {view.mayEdit ? (
          <div>
            <Button size="small" aria-expanded={isAdding} onClick={() => setIsAdding(!isAdding)}>
              {t("add")}
            </Button>
          </div>
        ) : null}
      </PartList>
      <div className="grid min-w-0 content-start gap-4">
        {isAdding ? <AddAction onClose={() => setIsAdding(false)} /> : null}
        {action ? (
          <ActionForm key={action.id} action={action} />
        ) : (
          <EmptyState title={t("choose")}>{t("chooseText")}</EmptyState>
        )}
      </div>
    </div>
  );
}
