import { getTranslations } from "next-intl/server";
import { LinkButton } from "../ui/link-button";

/** Nothing is here: why that may be, and the way on. */
export async function NotFoundMessage({ home = "/" }: { home?: string }) {
  const t = await getTranslations("site.notFound");
  return (
    <div className="grid justify-items-start gap-3">
      <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
      <p className="reading text-ink-soft">{t("text")}</p>
      <LinkButton href={home} className="mt-3">
        {t("home")}
      </LinkButton>
    </div>
  );
}
