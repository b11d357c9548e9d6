import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AnomalyList } from "@/components/commitments/anomaly-list";
import { CommitmentFacts } from "@/components/commitments/commitment-facts";
import { IndicatorPart } from "@/components/commitments/indicator-chart";
import { ManageForms } from "@/components/commitments/manage-forms";
import { RecordForms } from "@/components/commitments/record-forms";
import { EvidenceList, ReviewList } from "@/components/commitments/record-lists";
import { Localised } from "@/components/ui/localised";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { commitmentView } from "@/lib/commitments/view.queries";
import { type Asked, one, readable } from "@/lib/platform/asked.rules";
import { pageActor } from "../../../page-actor";

type Props = { params: Promise<{ register: string; ref: string }>; searchParams: Promise<Asked> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("commitments");
  return { title: `${readable((await params).ref)} · ${t("title")}` };
}

const lists = ["evidence", "reviews", "anomalies"] as const;

/** One commitment: what it is, how it goes, what was recorded, and what this reader may record. */
export default async function CommitmentPage({ params, searchParams }: Props) {
  const actor = await pageActor("commitment.view");
  const t = await getTranslations("commitments");
  const { register: slug, ref: written } = await params;
  const ref = readable(written);
  const search = await searchParams;
  const after = Object.fromEntries(lists.map((list) => [list, one(search[list])]));
  const found = await commitmentView(await database(), { slug, ref, after }, actor, new Date());
  if (!found.ok) notFound();
  const view = found.value;
  const more = (list: (typeof lists)[number]) => {
    const cursor = view.next[list];
    return cursor ? `/commitments/${slug}/${encodeURIComponent(ref)}?${new URLSearchParams({ [list]: cursor })}` : null;
  };
  return (
    <Page>
      <PageHeader
        above={
          <TextLink via={Link} href={`/commitments/${slug}`}>
            {t("back")}
          </TextLink>
        }
        title={
          <>
            {view.commitment.ref} <Localised value={view.commitment.title} />
          </>
        }
      />
      <CommitmentFacts view={view} />
      <Panel title={t("indicators.title")}>
        {view.commitment.indicators.map((indicator) => (
          <IndicatorPart key={indicator.id} indicator={indicator} />
        ))}
      </Panel>
      <AnomalyList view={view} more={more("anomalies")} />
      <ReviewList view={view} more={more("reviews")} />
      <EvidenceList view={view} more={more("evidence")} />
      {view.may.record ? <RecordForms view={view} /> : null}
      {view.may.manage ? <ManageForms view={view} /> : null}
    </Page>
  );
}
