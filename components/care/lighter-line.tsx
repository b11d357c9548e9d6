"use client";

import { useTranslations } from "next-intl";
import { useCare } from "./use-care";

/** Said before why a case stands where it stands, when it came out of turn because it is lighter. */
export function LighterLine({ caseId }: { caseId: string }) {
  const t = useTranslations("care");
  const care = useCare();
  return care?.lighterCaseId === caseId ? <span className="shrink-0">{t("lighter")} · </span> : null;
}
