import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QuietLink } from "@/components/policy/quiet-link";
import { PlatformForm } from "@/components/policy-desk/platform-form";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyDesk.platform"))("title") };
}

/** Adds a platform whose rules are kept here from now on. */
export default async function NewPlatformPage() {
  await pageActor("policy.edit");
  const t = await getTranslations("policyDesk.platform");
  const library = await getTranslations("library");
  return (
    <Page>
      <PageHeader
        above={
          <TextLink href="/policy" via={QuietLink}>
            {library("title")}
          </TextLink>
        }
        title={t("title")}
        summary={t("summary")}
      />
      <PlatformForm zones={["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")]} />
    </Page>
  );
}
