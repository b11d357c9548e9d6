"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { type MouseEvent, useState } from "react";
import { getJson } from "../shell/fetch-json";
import { useFailureMessage } from "../shell/use-failure-message";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";

/** The way to the signed archive of a case, for who may take it out of the house. */
export function ExportEvidence({ caseId }: { caseId: string }) {
  const t = useTranslations("evidence");
  const sentence = useFailureMessage();
  const [refusal, setRefusal] = useState<string | null>(null);
  const href = `/api/evidence/${caseId}`;
  // Asked first: a browser says of a download that is refused only that it failed.
  const download = async (event: MouseEvent) => {
    event.preventDefault();
    const asked = await getJson(`${href}/ready`);
    setRefusal(asked.ok ? null : sentence(asked));
    if (asked.ok) window.location.assign(href);
  };
  return (
    <section aria-label={t("title")} className="no-print mt-4 grid gap-2 border-t border-line pt-4">
      <p className="text-13 text-ink-soft">{t("hint")}</p>
      <div>
        <LinkButton href={href} download icon={<Download aria-hidden="true" />} onClick={download}>
          {t("export")}
        </LinkButton>
      </div>
      {refusal ? (
        <Notice tone="caution" role="alert" title={t("refused")}>
          {refusal}
        </Notice>
      ) : null}
    </section>
  );
}
