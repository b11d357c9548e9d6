import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { platformHref, segment } from "@/components/policy/addresses.rules";
import { QuietLink } from "@/components/policy/quiet-link";
import { ImportDesk } from "@/components/policy-desk/import-desk";
import { Localised } from "@/components/ui/localised";
import { wordsFor } from "@/components/ui/localised.rules";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { database } from "@/db/client";
import { lastVersions } from "@/lib/policy/drafts/begin.rules";
import { platformOf } from "@/lib/policy/drafts/store";
import { ImportFormat } from "@/lib/policy/import/contract";
import { versionLabel } from "@/lib/policy/library-words.rules";
import { packFor } from "@/lib/policy/store";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyDesk.import"))("pageTitle") };
}

/** Reads a guideline document and shows what it would become; a draft is made of it when somebody says so. */
export default async function ImportPage({
  params,
  searchParams,
}: {
  params: Promise<{ platform: string }>;
  searchParams: Promise<{ format?: string | string[] }>;
}) {
  await pageActor("policy.edit");
  const id = segment((await params).platform);
  const db = await database();
  const platform = id === null ? null : await platformOf(db, id);
  if (!platform) notFound();
  const pack = await packFor(db, platform.id);
  const locale = await getLocale();
  const followed = (pack ? lastVersions(pack) : []).map((version) => ({
    ref: version.id,
    label: wordsFor(versionLabel(version), locale).text,
  }));
  const format = ImportFormat.safeParse((await searchParams).format);
  const t = await getTranslations("policyDesk.import");
  return (
    <Page width="full">
      <PageHeader
        above={
          <TextLink href={platformHref(platform.id)} via={QuietLink}>
            <Localised value={platform.name} />
          </TextLink>
        }
        title={t("pageTitle")}
        summary={t("summary")}
      />
      <ImportDesk platform={platform.id} followed={followed} format={format.success ? format.data : "auto"} />
    </Page>
  );
}
