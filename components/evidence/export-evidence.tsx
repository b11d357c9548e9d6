import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { LinkButton } from "../ui/link-button";

/** The way to the signed archive of a case, for who may take it out of the house. */
export function ExportEvidence({ caseId }: { caseId: string }) {
  const t = useTranslations("evidence");
  return (
    <section aria-label={t("title")} className="no-print mt-4 grid gap-2 border-t border-line pt-4">
      <p className="text-13 text-ink-soft">{t("hint")}</p>
      <div>
        <LinkButton href={`/api/evidence/${caseId}`} download icon={<Download aria-hidden="true" />}>
          {t("export")}
        </LinkButton>
      </div>
    </section>
  );
}
