"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useCallback } from "react";
import type { HarmClass } from "@/lib/platform/harm.rules";

/** Classes in the reader's words, as a list. */
export function useHarmNames(): (harms: readonly HarmClass[]) => string {
  const t = useTranslations("care.harm");
  const format = useFormatter();
  return useCallback(
    (harms) =>
      format.list(
        harms.map((harm) => t(harm)),
        { type: "unit", style: "short" },
      ),
    [t, format],
  );
}
