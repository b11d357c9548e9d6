import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { dayAtDesk } from "@/app/api/me/care/care-at-desk";
import { MyDayView } from "@/components/care/my-day";
import { PeopleTabs } from "@/components/people/people-tabs";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { database } from "@/db/client";
import { can } from "@/lib/platform/permissions.rules";
import { pageActor } from "../../../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("care.day"))("title") };
}

/** The reader's own day. There is no such page of anybody else. */
export default async function DayPage() {
  const actor = await pageActor("case.claim");
  const day = await dayAtDesk(await database(), actor);
  if (!day.ok) forbidden();
  const t = await getTranslations("care.day");
  return (
    <Page>
      <PageHeader title={t("title")} summary={t("summary")} />
      <PeopleTabs current="day" maySeeList={can(actor, "people.view")} maySeeDay />
      <MyDayView first={day.value} />
    </Page>
  );
}
