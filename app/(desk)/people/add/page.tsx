import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AddPersonForm } from "@/components/people/add-person-form";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { pageActor } from "../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people.add"))("title") };
}

export default async function AddPersonPage() {
  await pageActor("people.manage");
  const t = await getTranslations("people");
  return (
    <Page width="reading">
      <PageHeader
        above={
          <TextLink href="/people" via={Link}>
            {t("list.title")}
          </TextLink>
        }
        title={t("add.title")}
        summary={t("add.summary")}
      />
      <AddPersonForm />
    </Page>
  );
}
