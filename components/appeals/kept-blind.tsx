import { useTranslations } from "next-intl";
import { QuietLink } from "../policy/quiet-link";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { Page } from "../ui/page";

/** In place of what would tell a reviewer the decision before their own first look; `values`: those of the refusal. */
export function KeptBlind({ values }: { values?: Record<string, string | number> }) {
  const t = useTranslations("redress.blind");
  const go = (
    <LinkButton href={`/appeals/${values?.appealId ?? ""}`} via={QuietLink}>
      {t("go")}
    </LinkButton>
  );
  return (
    <Page width="reading">
      <EmptyState isPage title={t("title")} actions={go}>
        {t("text", { appeal: String(values?.appeal ?? "") })}
      </EmptyState>
    </Page>
  );
}
