import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Page } from "@/components/ui/page";
import { WaveDesk } from "@/components/waves/wave-desk";
import { database } from "@/db/client";
import { waveView } from "@/lib/decisions/wave.queries";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../../page-actor";

type Props = { params: Promise<{ waveId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("waves"))("title") };
}

/** One wave, to be decided once. */
export default async function WavePage({ params }: Props) {
  const actor = await pageActor("case.view");
  const view = await waveView(await database(), actor, (await params).waveId);
  if (!view.ok) notFound();
  return (
    <Page>
      <WaveDesk first={view.value} mayDecide={can(actor, "case.decide")} isSupervisor={actor.role === "supervisor"} />
    </Page>
  );
}
