import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { DisputeFacts, DisputeLedger, DisputeTimeline } from "@/components/disputes/dispute-facts";
import { DisputeMoves } from "@/components/disputes/dispute-moves";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { disputeView } from "@/lib/appeals/dispute.queries";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("disputes"))("title") };
}

type Props = { params: Promise<{ disputeId: string }> };

/** One dispute: what it is about, what happened, what can be done now. */
export default async function DisputePage({ params }: Props) {
  const actor = await pageActor("dispute.view");
  const t = await getTranslations("disputes");
  const view = await disputeView(await database(), (await params).disputeId, actor, new Date());
  if (!view.ok) notFound();
  return (
    <Page>
      <PageHeader
        above={
          <TextLink via={Link} href="/disputes">
            {t("back")}
          </TextLink>
        }
        title={t("one", { reference: view.value.reference })}
        summary={t(`by.${view.value.by}`)}
      />
      <DisputeFacts view={view.value} />
      <DisputeTimeline steps={view.value.steps} />
      <DisputeLedger view={view.value} />
      <DisputeMoves view={view.value} />
    </Page>
  );
}
