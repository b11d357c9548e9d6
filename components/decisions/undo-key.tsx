"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useKeys } from "../shell/keys";
import { useFailureMessage } from "../shell/use-failure-message";
import { useToast } from "../ui/toast";
import { goneTo } from "./one-case";
import { useRecentDecisions } from "./recent";
import { newestToUndo, toUndoOrTell } from "./say.rules";
import { UndoBar } from "./undo-bar";
import { useSeconds } from "./undo-footer";
import { useIsWayBackShown } from "./undo-shown";
import { useUndo } from "./use-undo";

/**
 * Z everywhere in the desk, also while a page is still on its way: the time to take a decision back does not wait for a
 * screen, and wherever none shows the way back itself a bar does. A refusal is told, too late or not. A screen that shows the way back itself (`UndoPart`) has the key before this.
 */
export function UndoKey() {
  const t = useTranslations("case.undo");
  const router = useRouter();
  const notify = useToast();
  const messageOf = useFailureMessage();
  const { undo, isUndoing } = useUndo(
    toUndoOrTell,
    ({ caseId }) => {
      // What the desk had gone to meanwhile would stand over the case that comes back.
      goneTo.write(null);
      router.push(`/cases/${caseId}`);
    },
    ({ failure }) => notify({ title: messageOf(failure), tone: "danger" }),
  );
  useKeys([{ keys: "z", label: t("key"), isGlobal: true, run: undo }]);
  const recent = useRecentDecisions();
  const isShown = useIsWayBackShown();
  const now = useSeconds(recent.length > 0 && !isShown);
  const newest = isShown ? undefined : newestToUndo(recent, now);
  return newest ? <UndoBar decided={newest} now={now} isBusy={isUndoing} onUndo={undo} /> : null;
}
