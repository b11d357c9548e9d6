import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { HelpPlaces } from "@/components/intake/help-places";
import { HelpForm } from "@/components/settings/help-form";
import { HelpTable } from "@/components/settings/help-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { database } from "@/db/client";
import { helpResourceList } from "@/lib/administration/help-resource.queries";
import { countryChoices, languageChoices } from "@/lib/administration/help-resource.rules";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { helpFor, helpTopics } from "@/lib/platform/help.rules";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("helpResources"))("title") };
}

/** Where people find help: the desk's own places by country, and the directories that stand in for them. */
export default async function HelpPage({ searchParams }: { searchParams: Promise<Asked> }) {
  const actor = await pageActor("settings.view");
  const [t, locale] = [await getTranslations("helpResources"), await getLocale()];
  const rows = await helpResourceList(await database());
  const places = rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() }));
  const asked = one((await searchParams).change);
  const mayChange = can(actor, "settings.change");
  const changed = places.find(({ id }) => id === asked) ?? null;
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <Panel title={t("own")} isFlush>
        {places.length > 0 ? (
          <HelpTable places={places} mayChange={mayChange} />
        ) : (
          <EmptyState title={t("none")}>{t("noneText")}</EmptyState>
        )}
      </Panel>
      {mayChange ? (
        <Panel id="form" title={changed ? t("change", { name: changed.organisation }) : t("add")}>
          <HelpForm
            key={changed ? `${changed.id} ${changed.version}` : "new"}
            place={changed}
            countries={countryChoices(locale)}
            languages={languageChoices(locale)}
          />
        </Panel>
      ) : null}
      <Panel title={t("builtIn")}>
        <p className="mb-3 max-w-[72ch] text-ink-soft">{t("builtInText")}</p>
        <dl className="grid gap-3 sm:grid-cols-3 sm:gap-6">
          {helpTopics.map((topic) => (
            <div key={topic} className="grid content-start gap-1">
              <dt className="font-medium">{t(`topicNames.${topic}`)}</dt>
              <dd>
                <HelpPlaces places={helpFor([topic])} />
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
    </Page>
  );
}
