import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { Page } from "../ui/page";

/** A page that this role does not see: says so, instead of showing half of it. */
export function NotAllowed() {
  const t = useTranslations("people.notAllowed");
  return (
    <Page width="reading">
      <EmptyState
        isPage
        title={t("title")}
        actions={
          <LinkButton href="/queue" via={Link}>
            {t("back")}
          </LinkButton>
        }
      >
        {t("text")}
      </EmptyState>
    </Page>
  );
}
