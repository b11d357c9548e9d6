import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { Bar } from "@/components/transparency/figures-table";
import { Localised } from "@/components/ui/localised";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { periodAsked, publicFiguresOf, publicPlatforms } from "@/lib/transparency/public-figures.queries";
import { isAnyTold, sumOfAll } from "@/lib/transparency/public-figures.rules";

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("openFigures"))("title"), robots: { index: true, follow: true } };
}

type Props = { searchParams: Promise<Asked> };

/** What was decided in half a year, by platform; for everybody, without script. */
export default async function TransparencyPage({ searchParams }: Props) {
  const asked = one((await searchParams).period);
  const t = await getTranslations("openFigures");
  const format = await getFormatter();
  const [db, now] = [await database(), new Date()];
  const rows = await Promise.all(
    (await publicPlatforms(db)).map(async (platform) => {
      const { period, countedTo } = await periodAsked(db, platform, asked, now);
      return { platform, figures: await publicFiguresOf(db, platform, { period, countedTo, now }) };
    }),
  );
  const told = rows.filter(({ figures }) => isAnyTold(figures));
  const total = told.length === 0 ? null : sumOfAll(told.map(({ figures }) => figures.decisions));
  const most = Math.max(1, ...rows.map(({ figures }) => figures.decisions ?? 0));
  const number = (count: number | null) => (count === null ? t("few") : format.number(count));
  return (
    <article className="grid gap-8">
      <header className="grid gap-3">
        <h1 className="text-28 font-semibold tracking-tight">{t("title")}</h1>
        <p className="reading text-ink-soft">{t("lead")}</p>
      </header>
      <section className="grid gap-2">
        <h2 className="text-20 font-semibold">{t("byPlatform")}</h2>
        <Table caption={t("byPlatform")}>
          <TableHead>
            <TableRow>
              <HeaderCell>{t("platform")}</HeaderCell>
              <HeaderCell>{t("period")}</HeaderCell>
              <HeaderCell isNumber>{t("decisions")}</HeaderCell>
              <HeaderCell className="w-1/3">
                <span className="sr-only">{t("bar")}</span>
              </HeaderCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ platform, figures }) => (
              <TableRow key={platform.id}>
                <HeaderCell scope="row">
                  <TextLink href={`/transparency/${platform.id}?period=${figures.period.id}`}>
                    <Localised value={platform.name} />
                  </TextLink>
                </HeaderCell>
                <Cell className="whitespace-nowrap">{figures.period.id}</Cell>
                <Cell isNumber>{isAnyTold(figures) ? number(figures.decisions) : t("notYet")}</Cell>
                <Cell>
                  <Bar share={(figures.decisions ?? 0) / most} />
                </Cell>
              </TableRow>
            ))}
            {total === null ? null : (
              <TableRow>
                <HeaderCell scope="row" className="font-semibold">
                  {t("total")}
                </HeaderCell>
                <Cell />
                <Cell isNumber className="font-semibold">
                  {number(total)}
                </Cell>
                <Cell />
              </TableRow>
            )}
          </TableBody>
        </Table>
      </section>
      <p className="reading text-ink-soft">{t("howCounted")}</p>
    </article>
  );
}
