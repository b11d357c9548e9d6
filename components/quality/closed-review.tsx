import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { Page } from "../ui/page";

/** A second look that this reader does not give, and why. */
export function ClosedReview({ reason }: { reason: string }) {
  const t = useTranslations("quality.reviews");
  const why = useTranslations("failures");
  return (
    <Page width="reading">
      <EmptyState
        isPage
        title={t("closed")}
        actions={
          <LinkButton href="/quality/reviews" via={Link}>
            {t("back")}
          </LinkButton>
        }
      >
        {reason === "quality_not_reviewed" ? t("waitsText") : why(reason)}
      </EmptyState>
    </Page>
  );
}
