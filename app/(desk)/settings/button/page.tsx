import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ReportButtonForm } from "@/components/settings/report-button-form";
import { ReportButtonPieces } from "@/components/settings/report-button-pieces";
import { wordsFor } from "@/components/ui/localised.rules";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { isLetterLanguage, letterLanguages } from "@/i18n/locales";
import { platformNames } from "@/lib/intake/queries";
import { buttonLooks, reportSnippet } from "@/lib/intake/report-button.rules";
import { appUrl } from "@/lib/platform/env";
import { translatorFor } from "@/messages/load";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings.button"))("title") };
}

type Search = Partial<Record<"platform" | "look" | "language", string | string[]>>;

/** What a platform puts beside its content, so that anybody can report it (DSA Art. 16(1)): chosen, seen, copied. */
export default async function ButtonPage({ searchParams }: { searchParams: Promise<Search> }) {
  await pageActor("settings.view");
  const t = await getTranslations("settings.button");
  const locale = await getLocale();
  const asked = await searchParams;
  const [platformAsked, lookAsked] = [asked.platform, asked.look].map((value) => [value ?? []].flat()[0]);
  const platforms = (await platformNames(await database())).map(({ id, name }) => ({
    value: id,
    label: wordsFor(name, locale).text,
  }));
  const platform = platforms.find(({ value }) => value === platformAsked)?.value ?? platforms[0]?.value ?? "";
  const look = buttonLooks.find((one) => one === lookAsked) ?? "link";
  const chosen = [asked.language ?? []].flat().filter(isLetterLanguage);
  const languages = chosen.length > 0 ? letterLanguages.filter((one) => chosen.includes(one)) : [...letterLanguages];
  const pieces = languages.map((language) => {
    const label = translatorFor(language, "site")("button.report");
    return {
      language,
      label,
      snippet: reportSnippet({ ours: appUrl(), platform, language, label, look }),
    };
  });
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel title={t("choose")}>
        <ReportButtonForm platforms={platforms} platform={platform} look={look} languages={languages} />
      </Panel>
      <Panel title={t("pieces")} isFlush>
        <ReportButtonPieces pieces={pieces} look={look} />
      </Panel>
      <p className="reading text-ink-soft">{t("address")}</p>
    </Page>
  );
}
