"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useKeys } from "../shell/keys";
import { useRecentDecisions } from "./recent";
import { newestToUndo } from "./say.rules";
import { useUndo } from "./use-undo";

/**
 * Z everywhere in the desk, also while a page is still on its way: the time to take a decision back does not wait for a
 * screen. A screen that shows the way back itself (`UndoPart`) has the key before this.
 */
export function UndoKey() {
  const t = useTranslations("case.undo");
  const router = useRouter();
  const recent = useRecentDecisions();
  const { undo, isUndoing } = useUndo(({ caseId }) => router.push(`/cases/${caseId}`));
  const run = () => {
    const newest = newestToUndo(recent, Date.now());
    if (newest && !isUndoing) undo(newest);
  };
  useKeys([{ keys: "z", label: t("key"), isOn: newestToUndo(recent, Date.now()) !== undefined, isGlobal: true, run }]);
  return null;
}
