import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { segment } from "@/components/policy/addresses.rules";
import { placeAsked } from "@/components/policy-editor/place.rules";
import { PolicyEditor } from "@/components/policy-editor/policy-editor";
import { Localised } from "@/components/ui/localised";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { database } from "@/db/client";
import { type Asked, one } from "@/lib/platform/asked.rules";
import { draftView } from "@/lib/policy/edit/view.queries";
import { pageActor } from "../../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyEdit"))("title") };
}

type Props = { params: Promise<{ platform: string; draftId: string }>; searchParams: Promise<Asked> };

/** A draft of a platform's rules, edited in place; `at` leads to a place in it. */
export default async function DraftPage({ params, searchParams }: Props) {
  const actor = await pageActor("policy.edit");
  const { platform, draftId } = await params;
  const found = await draftView(await database(), actor, draftId);
  if (!found.ok || found.value.platform.id !== segment(platform)) notFound();
  const { file, platform: of } = found.value;
  return (
    <Page width="full">
      <PageHeader title={file.version.label} summary={<Localised value={of.name} />} />
      <PolicyEditor draft={found.value} me={actor.id} at={placeAsked(one((await searchParams).at))} />
    </Page>
  );
}
