import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { KeptBlind } from "@/components/appeals/kept-blind";
import { TellShown } from "@/components/care/tell-shown";
import { BlindReview } from "@/components/quality/blind-review";
import { ClosedReview } from "@/components/quality/closed-review";
import { ReviewedPair } from "@/components/quality/reviewed-pair";
import { database } from "@/db/client";
import { reviewPage } from "@/lib/quality/review.queries";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quality"))("reviews.title") };
}

type Props = { params: Promise<{ sampleId: string }> };

/** One drawn decision: decided again without its outcome, then both side by side. */
export default async function ReviewPage({ params }: Props) {
  const actor = await pageActor("quality.team");
  const { sampleId } = await params;
  const found = await reviewPage(await database(), actor, sampleId, new Date());
  if (!found.ok && found.reason === "appeal_blind_first") return <KeptBlind values={found.values} />;
  if (!found.ok) notFound();
  const page = found.value;
  switch (page.kind) {
    case "blind":
      return (
        <>
          <TellShown path={`/api/quality/${sampleId}/opened`} />
          <BlindReview sampleId={sampleId} blind={page} choices={page.choices} />
        </>
      );
    case "pair":
      return <ReviewedPair sampleId={sampleId} pair={page.pair} />;
    case "closed":
      return <ClosedReview reason={page.reason} />;
  }
}
