import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AgreementPage } from "@/components/quality/agreement-page";
import { database } from "@/db/client";
import { can } from "@/lib/platform/permissions.rules";
import { agreementFor, ownCoaching } from "@/lib/quality/agreement.queries";
import { ownGolden } from "@/lib/quality/golden-list.queries";
import { pageActor } from "../page-actor";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quality"))("title") };
}

/** How far second looks agree with first decisions; a moderator sees their own alone. */
export default async function QualityPage() {
  const actor = await pageActor("quality.view");
  const db = await database();
  const groups = await agreementFor(db, actor, new Date());
  const notes = await ownCoaching(db, actor);
  const golden = await ownGolden(db, actor, new Date());
  return <AgreementPage groups={groups} notes={notes} maySeeTeam={can(actor, "quality.team")} golden={golden} />;
}
