import { useTranslations } from "next-intl";
import type { AuditView } from "@/lib/oversight/audit.contract";
import { DefinitionList } from "../ui/definition-list";
import { Localised } from "../ui/localised";
import { Notice } from "../ui/notice";
import { Time } from "../ui/time";

/** How it was drawn, so that anybody can draw the same again; and the last word, once there is one. */
export function AuditFacts({ audit }: { audit: AuditView }) {
  const t = useTranslations("oversight");
  return (
    <div className="grid gap-4">
      {audit.closedAt ? (
        <Notice tone="good" title={t("closedTitle")}>
          <p className="whitespace-pre-wrap">{audit.summary}</p>
          <p className="text-13">
            <Time value={audit.closedAt} show="exact" />
          </p>
        </Notice>
      ) : null}
      {audit.kept > 0 ? <Notice tone="caution" title={t("kept", { count: audit.kept })} /> : null}
      {audit.hidden > 0 ? <Notice tone="caution" title={t("hidden", { count: audit.hidden })} /> : null}
      <DefinitionList
        items={[
          { key: "platform", term: t("platform"), value: <Localised value={audit.platform} /> },
          {
            key: "period",
            term: t("period"),
            value: (
              <>
                <Time value={audit.from} show="exact" /> – <Time value={audit.until} show="exact" />
              </>
            ),
          },
          {
            key: "drawnOf",
            term: t("drawnOf"),
            value: t("sizeOf", { size: audit.size, population: audit.population }),
          },
          { key: "seed", term: t("seed"), value: <code className="font-mono text-13">{audit.seed}</code> },
          { key: "drawnBy", term: t("drawnBy"), value: audit.drawnBy },
          {
            key: "childSafety",
            term: t("childSafety"),
            value: t(audit.withChildSafety ? "withChildSafety" : "withoutChildSafety"),
          },
        ]}
      />
    </div>
  );
}
