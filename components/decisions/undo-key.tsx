"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useKeys } from "../shell/keys";
import { useFailureMessage } from "../shell/use-failure-message";
import { useToast } from "../ui/toast";
import { useRecentDecisions } from "./recent";
import { toUndoOrTell } from "./say.rules";
import { useUnderWay } from "./under-way";
import { useUndo } from "./use-undo";

/**
 * Z everywhere in the desk, also while a page is still on its way: the time to take a decision back does not wait for a
 * screen. A refusal is told, too late or not. A screen that shows the way back itself (`UndoPart`) has the key before this.
 */
export function UndoKey() {
  const t = useTranslations("case.undo");
  const router = useRouter();
  const recent = useRecentDecisions();
  const notify = useToast();
  const messageOf = useFailureMessage();
  const { undo } = useUndo(
    ({ caseId }) => router.push(`/cases/${caseId}`),
    ({ failure }) => notify({ title: messageOf(failure), tone: "danger" }),
  );
  const onTheWay = useUnderWay().at(-1);
  const run = () => {
    const newest = onTheWay ?? toUndoOrTell(recent, Date.now());
    if (newest) undo(newest);
  };
  const isOn = recent.length > 0 || onTheWay !== undefined;
  useKeys([{ keys: "z", label: t("key"), isOn, isGlobal: true, run }]);
  return null;
}
