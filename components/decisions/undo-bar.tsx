"use client";

import { useTranslations } from "next-intl";
import type { Decided } from "@/lib/decisions/contract";
import { useNames } from "../queue/nameable";
import { Button } from "../ui/button";
import { secondsLeft } from "./say.rules";

type Props = { decided: Decided; now: number; isBusy: boolean; onUndo: () => void };

/** The way back on screens that have no place of their own for it: what was decided, how long it can be taken back, and the key. */
export function UndoBar({ decided, now, isBusy, onUndo }: Props) {
  const t = useTranslations("case.undo");
  const name = useNames();
  const { reference, outcome, undoUntil } = decided;
  return (
    <section
      aria-label={t("bar")}
      className="no-print fixed bottom-3 left-3 z-40 flex max-w-[calc(100vw-1.5rem)] items-center gap-3 rounded-md border border-line bg-raised px-3 py-2 shadow-float"
    >
      <Button size="small" keycap="Z" isBusy={isBusy} onClick={onUndo}>
        {t("undo")}
      </Button>
      <p className="min-w-0 text-13">
        {t("last", { reference, outcome: name("outcome", outcome) })}{" "}
        <span aria-hidden="true">{t("left", { seconds: secondsLeft(undoUntil, now) })}</span>
      </p>
    </section>
  );
}
