import { useTranslations } from "next-intl";
import type { CaseView } from "@/lib/decisions/contract";
import { Localised } from "../ui/localised";
import { Notice } from "../ui/notice";

/** Where people find help, on content about self-harm, intimate images or the abuse of children (REQUIREMENTS Q88). */
export function HelpResources({ resources }: { resources: CaseView["resources"] }) {
  const t = useTranslations("case.help");
  const safe = resources.filter((resource) => /^https:\/\//i.test(resource.url));
  if (safe.length === 0) return null;
  return (
    <Notice title={t("title")}>
      <ul className="grid gap-0.5">
        {safe.map((resource) => (
          <li key={resource.url}>
            <a href={resource.url} target="_blank" rel="noopener noreferrer" className="link">
              <Localised value={resource.label} />
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
