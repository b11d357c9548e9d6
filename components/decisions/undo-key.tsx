"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useKeys } from "../shell/keys";
import { useFailureMessage } from "../shell/use-failure-message";
import { useToast } from "../ui/toast";
import { toUndoOrTell } from "./say.rules";
import { useUndo } from "./use-undo";

/**
 * Z everywhere in the desk, also while a page is still on its way: the time to take a decision back does not wait for a
 * screen. A refusal is told, too late or not. A screen that shows the way back itself (`UndoPart`) has the key before this.
 */
export function UndoKey() {
  const t = useTranslations("case.undo");
  const router = useRouter();
  const notify = useToast();
  const messageOf = useFailureMessage();
  const { undo } = useUndo(
    toUndoOrTell,
    ({ caseId }) => router.push(`/cases/${caseId}`),
    ({ failure }) => notify({ title: messageOf(failure), tone: "danger" }),
  );
  useKeys([{ keys: "z", label: t("key"), isGlobal: true, run: undo }]);
  return null;
}
