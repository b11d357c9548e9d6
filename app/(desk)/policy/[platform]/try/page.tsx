import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { platformHref, segment } from "@/components/policy/addresses.rules";
import { QuietLink } from "@/components/policy/quiet-link";
import { ScratchAnswerPart } from "@/components/policy/scratch/scratch-answer";
import { ScratchForm } from "@/components/policy/scratch/scratch-form";
import { Localised } from "@/components/ui/localised";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { isLocale } from "@/i18n/locales";
import type { Asked } from "@/lib/platform/asked.rules";
import { scratchView } from "@/lib/quality/scratch.queries";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyScratch"))("title") };
}

type Props = { params: Promise<{ platform: string }>; searchParams: Promise<Asked> };

/** A made-up case and the engine's answer to it. The address holds the question; nothing is stored. */
export default async function ScratchPage({ params, searchParams }: Props) {
  await pageActor("policy.view");
  const platformId = segment((await params).platform);
  if (platformId === null) notFound();
  const said = await getLocale();
  const about = { locale: isLocale(said) ? said : ("en" as const), now: new Date() };
  const view = await scratchView(await database(), { platformId, asked: await searchParams }, about);
  if (!view) notFound();
  const t = await getTranslations("policyScratch");
  return (
    <Page>
      <PageHeader
        above={
          <TextLink href={platformHref(platformId)} via={QuietLink}>
            <Localised value={view.platform.name} />
          </TextLink>
        }
        title={t("title")}
        summary={t("summary")}
      />
      <ScratchForm view={view} />
      {view.answer ? <ScratchAnswerPart answer={view.answer} asked={view.asked} /> : null}
    </Page>
  );
}
