import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { wordsFor } from "@/components/ui/localised.rules";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { platformNames } from "@/lib/administration/queries";
import { longestTermDays } from "@/lib/research/research.contract";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("researchers"))("title") };
}

const parts = ["who", "what", "how", "rules"] as const;

/** How researchers get at public decisions (DSA Art. 40(12)); no sign-in, and whole without script. */
export default async function ResearchersPage() {
  const t = await getTranslations("researchers");
  const locale = await getLocale();
  const platforms = await platformNames(await database());
  return (
    <div className="grid gap-6">
      <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
      <p className="reading">{t("lead")}</p>
      {parts.map((part) => (
        <section key={part} aria-labelledby={part} className="grid gap-2">
          <h2 id={part} className="text-20 font-semibold">
            {t(`${part}.title`)}
          </h2>
          <p className="reading">{t(`${part}.text`, { days: longestTermDays })}</p>
        </section>
      ))}
      <section aria-labelledby="apply" className="grid gap-2">
        <h2 id="apply" className="text-20 font-semibold">
          {t("apply.title")}
        </h2>
        <p className="reading">{t("apply.text")}</p>
        <ul className="grid gap-1">
          {platforms.map(({ id, name }) => (
            <li key={id}>
              <TextLink href={`/terms/${id}`}>{t("apply.terms", { platform: wordsFor(name, locale).text })}</TextLink>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="open" className="grid gap-2">
        <h2 id="open" className="text-20 font-semibold">
          {t("open.title")}
        </h2>
        <p className="reading">
          {t("open.text")}{" "}
          <TextLink href="/api/v1/transparency/statements" className="break-all">
            /api/v1/transparency/statements
          </TextLink>
        </p>
        <p className="reading">
          <TextLink href="/api/v1/openapi.json">{t("open.api")}</TextLink>
        </p>
      </section>
    </div>
  );
}
