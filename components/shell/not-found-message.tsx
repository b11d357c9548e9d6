import { getTranslations } from "next-intl/server";
import { LinkButton } from "../ui/link-button";

/** Nothing is here: why that may be, and the way on. */
export async function NotFoundMessage({ home = "/" }: { home?: string }) {
  const t = await getTranslations("site.notFound");
  return (
    <div className="mx-auto grid w-full max-w-3xl justify-items-start gap-3 px-4 py-10">
      <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
      <p className="reading text-ink-soft">{t("text")}</p>
      <LinkButton href={home} className="mt-3">
        {t("home")}
      </LinkButton>
    </div>
  );
}
