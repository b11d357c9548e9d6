"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { UnsentNotice } from "./edit-form";
import { useEditor } from "./editor-context";
import type { Other } from "./others.rules";
import { usePlaceWords } from "./place-words";

type Props = {
  me: string /** What was just done, by oneself or by others. */;
  said: string;
  others: readonly Other[];
  undo: (() => void) | null;
  redo: (() => void) | null;
};

/** Undo and redo, who else is here and where, and that a draft may only be read. */
export function EditorBar({ me, said, others, undo, redo }: Props) {
  const t = useTranslations("policyEdit.bar");
  const { view, goTo } = useEditor();
  const where = usePlaceWords();
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {view.mayEdit ? (
          <>
            <Button size="small" shortcut="Control+Z" disabled={undo === null} onClick={undo ?? undefined}>
              {t("undo")}
            </Button>
            <Button size="small" shortcut="Control+Shift+Z" disabled={redo === null} onClick={redo ?? undefined}>
              {t("redo")}
            </Button>
          </>
        ) : (
          <p className="text-13 text-ink-soft">{t("readOnly")}</p>
        )}
        <p role="status" className="min-w-0 text-13 text-ink-soft">
          {said}
        </p>
        <ul aria-label={t("others")} className="ml-auto flex flex-wrap gap-2">
          {others.map(({ tab, personId, name, place }) => (
            <li key={tab}>
              <Button size="small" look="quiet" onClick={() => goTo(place)}>
                <span aria-hidden="true" className="size-2 rounded-full bg-accent" />
                {t("isAt", { name: personId === me ? t("you") : name, place: where(place) })}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <UnsentNotice formKey="undo" />
      <UnsentNotice formKey="redo" />
    </div>
  );
}
