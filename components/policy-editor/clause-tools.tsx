"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Clause } from "@/lib/policy/pack.contract";
import { Button } from "../ui/button";
import { ConfirmButton } from "../ui/confirm";
import { AddClause, MergeClause, MoveClause, RenameClause, SplitClause } from "./clause-tool-forms";
import { UnsentNotice } from "./edit-form";
import { useEditor } from "./editor-context";

const tools = ["addBeside", "addUnder", "rename", "move", "split", "merge"] as const;
type Tool = (typeof tools)[number];

/** What can be done with a clause as a whole; each opens in place. */
export function ClauseTools({ clause }: { clause: Clause }) {
  const t = useTranslations("policyEdit.tools");
  const { edit, goTo } = useEditor();
  const [open, setOpen] = useState<Tool | null>(null);
  const close = () => setOpen(null);
  const retireKey = `retire ${clause.ref}`;
  const own = { clause, onClose: close };
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        {tools.map((tool) => (
          <Button
            key={tool}
            size="small"
            aria-expanded={open === tool}
            onClick={() => setOpen(open === tool ? null : tool)}
          >
            {t(tool)}
          </Button>
        ))}
        <ConfirmButton
          size="small"
          what={t("retireWhat", { ref: clause.ref })}
          confirm={t("retire")}
          onConfirm={() =>
            edit(retireKey, [{ do: "clause.retire", ref: clause.ref }], () =>
              goTo(clause.parent === null ? ["clauses"] : ["clauses", clause.parent]),
            )
          }
        >
          {t("retire")}
        </ConfirmButton>
      </div>
      <UnsentNotice formKey={retireKey} />
      {open === "addBeside" ? (
        <AddClause document={clause.document} parent={clause.parent} after={clause.ref} onClose={close} />
      ) : null}
      {open === "addUnder" ? (
        <AddClause document={clause.document} parent={clause.ref} after={null} onClose={close} />
      ) : null}
      {open === "rename" ? <RenameClause {...own} /> : null}
      {open === "move" ? <MoveClause {...own} /> : null}
      {open === "split" ? <SplitClause {...own} /> : null}
      {open === "merge" ? <MergeClause {...own} /> : null}
    </div>
  );
}
