import { useTranslations } from "next-intl";
import type { VersionRow } from "@/lib/transparency/report-version.contract";
import { DefinitionList } from "../ui/definition-list";
import { Time } from "../ui/time";

type Props = { version: VersionRow & { templateVersion: string; sha256: string; publishedBy: string | null } };

/** Which version it is, by whom and when, by which template, and the hash by which anybody can check its files. */
export function VersionFacts({ version }: Props) {
  const t = useTranslations("reports.factsOf");
  return (
    <DefinitionList
      items={[
        { key: "number", term: t("number"), value: version.number },
        {
          key: "note",
          term: t("changeNote"),
          value: version.changeNote && <span dir="auto">{version.changeNote}</span>,
        },
        { key: "by", term: t("by"), value: version.requestedBy },
        { key: "at", term: t("madeAt"), value: version.madeAt && <Time value={version.madeAt} show="exact" /> },
        { key: "template", term: t("template"), value: version.templateVersion },
        { key: "hash", term: t("sha256"), value: <code className="text-12 break-all">{version.sha256}</code> },
        {
          key: "published",
          term: t("published"),
          value: version.publishedAt ? (
            <>
              <Time value={version.publishedAt} show="exact" /> ({version.publishedBy})
            </>
          ) : (
            t("notPublished")
          ),
        },
      ]}
    />
  );
}
