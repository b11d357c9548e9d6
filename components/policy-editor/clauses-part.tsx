"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ClauseForm } from "./clause-form";
import { AddClause } from "./clause-tool-forms";
import { ClauseTree } from "./clause-tree";
import { useEditor } from "./editor-context";

/** The tree of clauses, and the chosen one with its form. */
export function ClausesPart() {
  const t = useTranslations("policyEdit.clauses");
  const { view, at, goTo } = useEditor();
  const [isAdding, setIsAdding] = useState(false);
  const chosen = at[0] === "clauses" ? at[1] : undefined;
  const clause = view.file.clauses.find(({ ref }) => ref === chosen);
  const last = view.file.clauses.filter(({ parent }) => parent === null).at(-1);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <div className="grid min-w-0 content-start gap-3 lg:sticky lg:top-16">
        <ClauseTree selected={clause?.ref ?? null} onSelect={(ref) => goTo(["clauses", ref])} />
        {view.mayEdit ? (
          <div>
            <Button size="small" aria-expanded={isAdding} onClick={() => setIsAdding(!isAdding)}>
              {t("add")}
            </Button>
          </div>
        ) : null}
      </div>
      <div className="grid min-w-0 content-start gap-4">
        {isAdding ? (
          <AddClause
            document={last?.document ?? view.file.version.documents[0] ?? ""}
            parent={null}
            after={last?.ref ?? null}
            onClose={() => setIsAdding(false)}
          />
        ) : null}
        {clause ? (
          <ClauseForm key={clause.ref} clause={clause} />
        ) : (
          <EmptyState title={t("choose")}>{t("chooseText")}</EmptyState>
        )}
      </div>
    </div>
  );
}
