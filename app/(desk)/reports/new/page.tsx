import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ElsewherePanel } from "@/components/reports/elsewhere";
import { RequestForm } from "@/components/reports/request-form";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { reportDutyOf } from "@/lib/clocks/report-elsewhere.queries";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { can } from "@/lib/platform/permissions.rules";
import { dayIn } from "@/lib/platform/time.rules";
import { lastHalfYear } from "@/lib/transparency/public-period.rules";
import { platformsToChoose } from "@/lib/transparency/report-version.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("make") };
}

type Props = { searchParams: Promise<Asked> };

/**
 * The form that asks for a version; a period that was made before comes with its days. Of one whose report is owed it can be
 * said that it was published elsewhere.
 */
export default async function NewReportPage({ searchParams }: Props) {
  const actor = await pageActor("report.write");
  const t = await getTranslations("reports");
  const asked = await searchParams;
  const platforms = await platformsToChoose(await database());
  const chosen = platforms.find(({ id }) => id === one(asked.platform)) ?? platforms[0];
  const half = lastHalfYear(dayIn(new Date(), chosen?.zone ?? "UTC"));
  const given = {
    platform: chosen?.id ?? "",
    from: one(asked.from).slice(0, 40) || half.firstDay,
    to: one(asked.to).slice(0, 40) || half.lastDay,
  };
  const duty = await reportDutyOf(await database(), {
    ...{ platformId: given.platform, firstDay: given.from, lastDay: given.to },
  });
  return (
    <Page>
      <PageHeader
        title={t("make")}
        summary={t("makeText")}
        above={
          <TextLink via={Link} href="/reports">
            {t("title")}
          </TextLink>
        }
      />
      <Panel>
        <RequestForm platforms={platforms} given={given} />
      </Panel>
      {duty ? <ElsewherePanel duty={duty} mayRecord={can(actor, "report.publish")} /> : null}
    </Page>
  );
}
