import { useTranslations } from "next-intl";
import { Notice } from "../ui/notice";
import { TrackingForm } from "./tracking-form";

/** Reference and key open nothing: what may have happened, and the form to try again. */
export function TrackingWrong({ reference }: { reference: string }) {
  const t = useTranslations("intake.track");
  const failures = useTranslations("failures");
  return (
    <div className="grid gap-8">
      <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
      <Notice tone="danger" title={failures("tracking_wrong")} role="alert" />
      <TrackingForm reference={reference} secret="" errors={{ reference: null, key: null }} />
    </div>
  );
}
