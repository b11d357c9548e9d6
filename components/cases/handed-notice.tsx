"use client";

import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { Banner } from "./banner";

/** Who handed the case to whom, and why. */
export function HandedNotice({ view }: { view: CaseView }) {
  const t = useTranslations("handing");
  const { handed, state } = view.case;
  if (!handed || state === "decided") return null;
  return (
    <Banner
      title={handed.isToMe ? t("handedToYou", { name: handed.by }) : t("handedTo", { by: handed.by, to: handed.to })}
    >
      <p dir="auto">{handed.why}</p>
    </Banner>
  );
}
