import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LanguageTable } from "@/components/settings/language-table";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { letterLanguages } from "@/i18n/locales";
import { coverageOf } from "@/messages/coverage";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("languages"))("title") };
}

/** The languages of letters: how much of each is translated, what is missing, and who checked it (issue 5). */
export default async function LanguagesPage() {
  await pageActor("settings.view");
  const t = await getTranslations("languages");
  const languages = letterLanguages.map(coverageOf);
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      {languages.some(({ checked }) => checked === null) ? (
        <Notice tone="caution" title={t("warning")}>
          {t("warningText")}
        </Notice>
      ) : null}
      <Panel title={t("caption")} isFlush>
        <LanguageTable languages={languages} />
      </Panel>
      <p className="reading text-ink-soft">{t("fallback")}</p>
    </Page>
  );
}
