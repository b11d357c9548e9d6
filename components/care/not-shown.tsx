import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { HarmClass } from "@/lib/platform/harm.rules";
import { useHarmNames } from "./use-harm-names";

/** In the place of what is in a case, for whom is not given such a one now: why nothing of it is here. */
export function NotShown({ classes }: { classes: readonly HarmClass[] }) {
  return <span className="text-ink-soft">{useNotShown()(classes)}</span>;
}

/** The same as words, where there is no place for an element. */
export function useNotShown(): (classes: readonly HarmClass[]) => string {
  const t = useTranslations("care");
  const names = useHarmNames();
  return useCallback((classes) => t("notShown", { classes: names(classes) }), [t, names]);
}
