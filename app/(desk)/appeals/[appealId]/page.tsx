import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AppealDetail } from "@/components/appeals/appeal-view";
import { KeptBlind } from "@/components/appeals/kept-blind";
import { TellShown } from "@/components/care/tell-shown";
import { MarkForm } from "@/components/misuse/mark-form";
import { database } from "@/db/client";
import { appealView } from "@/lib/appeals/view.queries";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("appeal"))("title") };
}

type Props = { params: Promise<{ appealId: string }> };

/** One appeal with the decision it contests; the answer is given here. */
export default async function AppealPage({ params }: Props) {
  const actor = await pageActor("appeal.view");
  const view = await appealView(await database(), (await params).appealId, actor, new Date());
  if (!view.ok && view.reason === "appeal_blind_first") return <KeptBlind values={view.values} />;
  if (!view.ok) notFound();
  const { id: appealId, outcome, decision } = view.value;
  const mark = await getTranslations("misuse.mark");
  return (
    <>
      {can(actor, "appeal.decide") ? <TellShown path={`/api/appeals/${appealId}/opened`} /> : null}
      <AppealDetail view={view.value} />
      {outcome === "upheld" && decision && can(actor, "appeal.decide") ? (
        <div className="px-4 pb-6 md:px-6">
          <MarkForm about={{ decisionId: decision.id, appealId }} label={mark("complaint")} />
        </div>
      ) : null}
    </>
  );
}
