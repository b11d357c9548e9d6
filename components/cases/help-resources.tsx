import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { HelpPlaces } from "../intake/help-places";
import { Notice } from "../ui/notice";

/** Where people find help, on content about self-harm, intimate images or the abuse of children (REQUIREMENTS Q88). */
export function HelpResources({ resources }: { resources: CaseView["resources"] }) {
  const t = useTranslations("case.help");
  if (resources.length === 0) return null;
  return (
    <Notice title={t("title")}>
      <HelpPlaces places={resources} />
    </Notice>
  );
}
