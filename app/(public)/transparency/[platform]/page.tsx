import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { NotFoundMessage } from "@/components/shell/not-found-message";
import { FiguresTables } from "@/components/transparency/figures-tables";
import { PolicyVersions } from "@/components/transparency/policy-versions";
import { PublishedReports } from "@/components/transparency/published-reports";
import { DefinitionList } from "@/components/ui/definition-list";
import { wordsFor } from "@/components/ui/localised.rules";
import { TabLinks } from "@/components/ui/tab-links";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { toldElsewhere } from "@/lib/clocks/report-elsewhere.queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { policyLibrary } from "@/lib/policy/library.queries";
import {
  namesOfPlatform,
  periodAsked,
  publicFiguresOf,
  publicPlatforms,
  publishedVersions,
  recipientsInUnion,
} from "@/lib/transparency/public-figures.queries";
import { isAnyTold, type PublicFigures } from "@/lib/transparency/public-figures.rules";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("openFigures"))("title"), robots: { index: true, follow: true } };
}

const earlier = (a: string, b: string) => (a < b ? a : b);

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** Everything that is told of one platform in half a year: figures, rules with their versions, published reports. */
export default async function PlatformPage({ params, searchParams }: Props) {
  const { platform: id } = await params;
  const [db, now] = [await database(), new Date()];
  const platform = (await publicPlatforms(db)).find((one) => one.id === id);
  // Not `notFound()`: that page is blank without script. proxy.ts sets the status.
  if (!platform) return <NotFoundMessage />;
  const t = await getTranslations("openFigures");
  const { period, periods, countedTo } = await periodAsked(db, platform, one((await searchParams).period), now);
  const figures = await publicFiguresOf(db, platform, { period, countedTo, now });
  const { clause, sanction } = await namesOfPlatform(db, id, earlier(period.lastDay, dayIn(now, platform.zone)));
  const policies = (await policyLibrary(db, now)).find((one) => one.id === id);
  const links = periods.map((one) => ({
    href: `/transparency/${id}?period=${one.id}`,
    label: one.id,
    isCurrent: one.id === period.id,
  }));
  return (
    <article className="grid gap-10">
      <header className="grid gap-3">
        <p>
          <TextLink href={`/transparency?period=${period.id}`}>{t("allPlatforms")}</TextLink>
        </p>
        <h1 className="text-28 font-semibold tracking-tight">
          {t("of", { platform: wordsFor(platform.name, await getLocale()).text })}
        </h1>
        <p className="reading text-ink-soft">
          {t("days", { from: period.firstDay, to: period.lastDay })} {await howFar(figures)}
        </p>
        <TabLinks label={t("period")} links={links} className="flex-wrap" />
      </header>
      {isAnyTold(figures) ? (
        <>
          <section className="grid gap-6">
            <h2 className="text-20 font-semibold">{t("inShort")}</h2>
            <Summary figures={figures} recipients={await recipientsInUnion(db, id)} />
            <p className="reading text-ink-soft">{t("noticesText")}</p>
            <p>
              <TextLink href={`/transparency/${id}/figures?period=${period.id}`}>{t("csv")}</TextLink>
            </p>
          </section>
          <FiguresTables figures={figures} clauses={[...clause]} sanctions={[...sanction]} />
        </>
      ) : null}
      <section className="grid gap-4">
        <h2 className="text-20 font-semibold">{t("reports.title")}</h2>
        <p className="reading text-ink-soft">{t("reports.text")}</p>
        <PublishedReports
          platform={id}
          versions={await publishedVersions(db, id)}
          elsewhere={await toldElsewhere(db, id)}
        />
      </section>
      <section className="grid gap-4">
        <h2 className="text-20 font-semibold">{t("policies.title")}</h2>
        <p>
          <TextLink href={`/terms/${id}`}>{t("policies.terms")}</TextLink>
        </p>
        <PolicyVersions timeLines={policies?.timeLines ?? []} />
      </section>
      <p className="reading text-ink-soft">{t("howCounted")}</p>
    </article>
  );
}

/** To which day it is counted, and that the numbers of a running period are told in fives. */
async function howFar(figures: PublicFigures): Promise<string> {
  const t = await getTranslations("openFigures");
  const { isOver, countedTo } = figures;
  if (countedTo === null || !isAnyTold(figures)) return t("notCounted");
  return isOver ? t("exact") : t("running", { day: countedTo });
}

async function Summary({ figures, recipients }: { figures: PublicFigures; recipients: number | null }) {
  const t = await getTranslations("openFigures");
  const format = await getFormatter();
  const number = (count: number | null) => (count === null ? t("few") : format.number(count));
  return (
    <DefinitionList
      items={[
        { key: "notices", term: t("notices"), value: number(figures.notices) },
        { key: "decisions", term: t("decisions"), value: number(figures.decisions) },
        { key: "violations", term: t("violations"), value: number(figures.violations) },
        { key: "appeals", term: t("appeals"), value: number(figures.appeals) },
        {
          key: "recipients",
          term: t("recipients"),
          value: recipients === null ? t("notEntered") : format.number(recipients),
        },
      ]}
    />
  );
}
